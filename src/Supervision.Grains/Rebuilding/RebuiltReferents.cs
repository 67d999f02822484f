using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Rebuilding;

/// <summary>The referents of one partition, all in memory at once, and what is stored of them.</summary>
/// <param name="now">The moment at which all are evaluated.</param>
internal sealed class RebuiltReferents(
    IEventLog log, IReadOnlyDictionary<ReferentId, RiskChange> told, RiskModel? model, DateTimeOffset now)
{
    private readonly Dictionary<ReferentId, Rebuilt> _referents = [];

    public int Count => _referents.Count;

    public int Due { get; private set; }

    /// <summary>Folds a page of the partition; gives back the events that are about no referent.</summary>
    public async Task<ImmutableArray<LoggedEvent>> Fold(
        ImmutableArray<LoggedEvent> page, CancellationToken cancellation)
    {
        var others = ImmutableArray.CreateBuilder<LoggedEvent>();
        foreach (var run in page.GroupBy(logged => logged.Subject))
        {
            if (!ReferentId.TryParse(run.Key, null, out var id))
            {
                others.AddRange(run);
                continue;
            }

            if (!_referents.TryGetValue(id, out var referent))
                _referents.Add(id, referent = new Rebuilt(id, run.First()));
            await referent.Fold.Fold(log, [.. run], referent.Note, cancellation);
        }

        return others.ToImmutable();
    }

    public IEnumerable<ReferentFlush> Flushes() =>
        _referents.Values.Where(referent => referent.Fold.Offset > 0).Select(FlushOf);

    private ReferentFlush FlushOf(Rebuilt referent)
    {
        var fold = referent.Fold;
        // One that was never told to have a level has had none since it became known.
        var memory = told.TryGetValue(fold.Id, out var last)
            ? new ReferentMemory(last.To, last.At, last.To == RiskLevel.None ? last.From : last.To)
            : new ReferentMemory(RiskLevel.None, referent.KnownSince, RiskLevel.None);
        var (flush, isDue) = FlushOf(fold, memory, model, now, log.PartitionCount, referent.Quarantined);
        Due += isDue ? 1 : 0;
        return flush;
    }

    /// <summary>
    /// What is stored of a referent folded again, at a moment; and whether its level is another by now.
    /// </summary>
    /// <param name="memory">The level that it was last told to have.</param>
    public static (ReferentFlush Flush, bool IsDue) FlushOf(
        ReferentFold fold, ReferentMemory memory, RiskModel? model, DateTimeOffset now, int partitionCount,
        IReadOnlyList<QuarantinedEvent> quarantined)
    {
        var asOf = now > fold.LatestEventTime ? now : fold.LatestEventTime;
        memory = fold.HasFacts ? memory : default;
        var state = fold.HasFacts ? Scoring.Assess(fold, model, asOf) : default;
        var (dueOn, since) = (state.DueOn, asOf);
        var isDue = fold.HasFacts && state.Level != memory.Level;
        if (isDue)
        {
            // Due at once, and of the moment at which it was told, so that whatever the grain has to tell is later.
            (dueOn, since) = (DateOnly.FromDateTime(now.UtcDateTime), memory.LevelSince);
        }

        var flush = new ReferentFlush(
            fold.Id,
            Partitions.Of(fold.Id.ToString(), partitionCount),
            ReferentMemory.Write(memory, fold),
            fold.Register(asOf),
            new RiskRow(
                memory.Level, state.Points, state.Evidence, model?.Identity.Hash, since, memory.LevelSince, dueOn),
            [],
            [],
            [.. quarantined])
        {
            HasFacts = fold.HasFacts,
        };
        return (flush, isDue);
    }

    private sealed class Rebuilt(ReferentId id, LoggedEvent first)
    {
        private readonly List<QuarantinedEvent> _quarantined = [];

        public ReferentFold Fold { get; } = new(id);

        public DateTimeOffset KnownSince { get; } = first.RecordedAt;

        public IReadOnlyList<QuarantinedEvent> Quarantined => _quarantined;

        public void Note(LoggedEvent logged, FoldOutcome outcome)
        {
            if (outcome.Result == FoldResult.Quarantined)
                _quarantined.Add(new QuarantinedEvent(
                    logged.Position, logged.Key, logged.Type, outcome.Code!, logged.RecordedAt, id));
        }
    }
}
