using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Audit;

/// <summary>Collects from log and lists what goes into a bundle, up to where the log ends when it begins.</summary>
public sealed class BundleReading(IEventLog log, IReferentViews views, BundleBounds bounds)
{
    private const int PageMax = 1_000;

    // Of all referents, so read once for all dossiers of a bundle.
    private ImmutableArray<LoggedEvent>? _byHand;
    private ImmutableArray<LoggedEvent>? _lives;
    private ImmutableArray<(DateTimeOffset From, ModelRegister Register)>? _registers;

    /// <summary>
    /// One referent: its whole history, its follow-up, the levels set by hand, every score that was told, and the one
    /// of this moment.
    /// </summary>
    /// <returns>What goes in, or why not; neither when the log has nothing about the referent.</returns>
    public async Task<(BundleContent? Content, Refusal? Refusal)> Of(
        ReferentId referent, RiskModelInUse used, IReadOnlyDictionary<string, RiskModel> models,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var heads = await log.Heads(cancellation);
        var (part, refusal) = await Part(referent, heads, null, cancellation);
        if (part is null)
            return (null, refusal);
        if (part.Own.IsEmpty)
            return (null, null);

        var scope = new BundleScope(referent, null, null);
        return await Whole(scope, now, [part.Closed(scope.ClosesAt(now), used)], heads, models, cancellation);
    }

    /// <summary>
    /// Every referent of which something was recorded or told in a period: what was recorded up to its end, the scores
    /// that were told in it, and the one at its end, by the model that was in use then.
    /// </summary>
    /// <param name="trial">In use where the register has no life; null when no trial is.</param>
    /// <param name="until">The first moment that is not in it.</param>
    public async Task<(BundleContent? Content, Refusal? Refusal)> Of(
        DateTimeOffset from, DateTimeOffset until, RiskModel? trial, IReadOnlyDictionary<string, RiskModel> models,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = new BundleScope(null, from, until);
        var closesAt = scope.ClosesAt(now);
        var heads = await log.Heads(cancellation);
        var found = new PeriodSearch(log, views, bounds.Referents);
        var referents = await found.In(from, until, heads, cancellation);
        if (bounds.Refuse(referents.Count) is { } many)
            return (null, many);

        var used = UsedAt(await RegisterAt(closesAt, heads, cancellation), closesAt, trial, models);
        var parts = new List<DossierPart>(referents.Count);
        foreach (var referent in referents)
        {
            var (part, refusal) = await Part(referent, heads, (from, until), cancellation);
            if (part is null)
                return (null, refusal);
            if (bounds.Refuse(events: parts.Sum(one => one.Count) + part.Count) is { } tooMany)
                return (null, tooMany);
            // By clocks that do not agree (an import, and a server with another one) nothing was recorded by then.
            if (!part.Own.IsEmpty)
                parts.Add(part.Closed(closesAt, used));
        }

        return await Whole(scope, now, parts, heads, models, cancellation);
    }

    private async Task<(BundleContent? Content, Refusal? Refusal)> Whole(
        BundleScope scope, DateTimeOffset now, IReadOnlyList<DossierPart> parts, ImmutableArray<LogHead> heads,
        IReadOnlyDictionary<string, RiskModel> models, CancellationToken cancellation)
    {
        var scores = parts.SelectMany(part => part.Scores).ToImmutableArray();
        var used = scores.Select(score => score.ModelHash).OfType<string>().Distinct()
            .Where(models.ContainsKey).Select(hash => models[hash]).ToList();
        var events = parts.SelectMany(part => part.Own.Concat(part.Beside))
            .Concat(await Lives(used, heads, cancellation))
            .OrderBy(logged => logged.Position.Partition)
            .ThenBy(logged => logged.Position.Offset)
            .ToImmutableArray();
        var steps = events.GroupBy(logged => logged.Position.Partition)
            .Sum(group => heads[group.Key].Offset - group.First().Position.Offset + 1);
        var folded = parts.Sum(part => (long)part.Own.Length * part.Scores.Length);
        var bytes = events.Sum(logged => (long)logged.Data.Length);
        if (bounds.Refuse(parts.Count, events.Length, scores.Length, folded, steps, bytes) is { } refusal)
            return (null, refusal);

        return (
            new BundleContent(
                scope, now, [.. parts.Select(part => part.Referent)], events, scores,
                used.ToImmutableSortedDictionary(model => model.Identity.Hash, model => model), heads),
            null);
    }

    /// <summary>One referent's part; null with the reason when it alone is too much.</summary>
    private async Task<(DossierPart? Part, Refusal? Refusal)> Part(
        ReferentId referent, ImmutableArray<LogHead> heads, (DateTimeOffset From, DateTimeOffset Until)? period,
        CancellationToken cancellation)
    {
        var own = await All(referent.ToString(), heads, bounds.Events, cancellation);
        var followUp = await All(EscalationId.SubjectOf(referent), heads, bounds.Events, cancellation);
        _byHand ??= await All(OverrideFactTypes.Subject, heads, int.MaxValue, cancellation);
        var byHand = _byHand.Value.Where(logged =>
            !logged.Data.IsEmpty && OverrideFactTypes.Read(logged.Type, logged.Data.Span).ReferentId
                == referent.ToString());
        if (period is { Until: var until })
        {
            // Orders of afterwards stay: they say why something of before is gone.
            var erasure = FactTypes.NameOf<PayloadsErased>();
            own = [.. own.Where(logged => logged.RecordedAt < until || logged.Type == erasure)];
            followUp = [.. followUp.Where(logged => logged.RecordedAt < until)];
            byHand = byHand.Where(logged => logged.RecordedAt < until);
        }

        var scores = ImmutableArray.CreateBuilder<ScoreClaim>();
        string? modelBefore = null;
        await foreach (var page in views.ChangesInPages(referent, cancellation))
        {
            foreach (var told in page.Where(told => told.Position.Offset <= heads[told.Position.Partition].Offset))
            {
                if (period is not { } span || (told.At >= span.From && told.At < span.Until))
                    scores.Add(ScoreClaim.Of(
                        told,
                        told.ModelHash is null
                            ? ReasonOf(await RegisterAt(told.At, heads, cancellation), told.At, modelBefore)
                            : null));
                modelBefore = told.ModelHash;
            }

            if (bounds.Refuse(scores: scores.Count) is { } tooMany)
                return (null, tooMany);
        }

        var part = new DossierPart(referent, own, [.. followUp, .. byHand], scores.DrainToImmutable());
        return bounds.Refuse(events: part.Count) is { } refusal ? (null, refusal) : (part, null);
    }

    /// <summary>What was in use at a moment, as the register tells it; the trial when it tells of no version.</summary>
    private static RiskModelInUse UsedAt(
        ModelRegister register, DateTimeOffset moment, RiskModel? trial,
        IReadOnlyDictionary<string, RiskModel> models) =>
        register.InUseAt(moment) is { } version ? new RiskModelInUse(models[version.Hash])
            : register.InUse is not null ? new RiskModelInUse(null, register.EndAt(moment))
            : register.WithoutVersion(trial);

    /// <summary>Why a level was told to be none: a stop says so, of a version or of the trial before it.</summary>
    private static string ReasonOf(ModelRegister register, DateTimeOffset moment, string? modelBefore) =>
        register.EndAt(moment)?.Code
        ?? (modelBefore is null ? null : register.StoppedTrials.GetValueOrDefault(modelBefore)?.Code)
        ?? Scoring.NoModelInUse;

    /// <summary>The register of models as the log had it at a moment.</summary>
    private async Task<ModelRegister> RegisterAt(
        DateTimeOffset moment, ImmutableArray<LogHead> heads, CancellationToken cancellation)
    {
        var registers = _registers ??= Registers(await LivesOfAll(heads, cancellation));
        var (low, high) = (0, registers.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (registers[middle].From <= moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? ModelRegister.Empty : registers[low - 1].Register;
    }

    /// <summary>What it was after each of its facts.</summary>
    private static ImmutableArray<(DateTimeOffset From, ModelRegister Register)> Registers(
        ImmutableArray<LoggedEvent> lives)
    {
        var registers = ImmutableArray.CreateBuilder<(DateTimeOffset, ModelRegister)>(lives.Length);
        var register = ModelRegister.Empty;
        foreach (var logged in lives)
        {
            register = register.Evolve(ModelFactTypes.Read(logged.Type, logged.Data.Span), logged.Time);
            registers.Add((logged.RecordedAt, register));
        }

        return registers.MoveToImmutable();
    }

    private async Task<ImmutableArray<LoggedEvent>> LivesOfAll(
        ImmutableArray<LogHead> heads, CancellationToken cancellation) =>
        _lives ??= await All(ModelFactTypes.Subject, heads, int.MaxValue, cancellation);

    /// <summary>What happened to the versions that scores are by; of a trial there is nothing.</summary>
    private async Task<IEnumerable<LoggedEvent>> Lives(
        List<RiskModel> used, ImmutableArray<LogHead> heads, CancellationToken cancellation)
    {
        if (used.Count == 0)
            return [];

        var names = used.Select(model => (model.Identity.Id, model.Identity.Version)).ToHashSet();
        var all = await LivesOfAll(heads, cancellation);
        return all.Where(logged => ModelFactTypes.Read(logged.Type, logged.Data.Span) is var fact
            && names.Contains((fact.Model, fact.Version)));
    }

    private async Task<ImmutableArray<LoggedEvent>> All(
        string subject, ImmutableArray<LogHead> heads, int most, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<LoggedEvent>();
        while (true)
        {
            var page = await log.ReadSubject(
                subject, all.Count == 0 ? 0 : all[^1].Position.Offset, PageMax, cancellation);
            var before = page.TakeWhile(
                logged => logged.Position.Offset <= heads[logged.Position.Partition].Offset).ToList();
            all.AddRange(before);
            // One page beyond the limit is enough to see that there is too much.
            if (before.Count < PageMax || all.Count > most)
                return all.DrainToImmutable();
        }
    }

    /// <summary>What is in a bundle of one referent.</summary>
    private sealed record DossierPart(
        ReferentId Referent, ImmutableArray<LoggedEvent> Own, ImmutableArray<LoggedEvent> Beside,
        ImmutableArray<ScoreClaim> Scores)
    {
        public int Count => Own.Length + Beside.Length;

        /// <summary>With the score at the end of what the bundle is about, so that it cannot be emptied.</summary>
        public DossierPart Closed(DateTimeOffset at, RiskModelInUse used) => this with
        {
            Scores = Scores.Add(
                new ScoreClaim(Referent, Own[^1].Position, at, used.Hash, used.Reason, Told: null)),
        };
    }
}
