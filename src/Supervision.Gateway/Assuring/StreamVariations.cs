using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Supervision.Assurance.Reports;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Variations;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Tries a model on referents that chance draws from those with a level: what their level would be if a fact had been
/// lost, a value were a little off, their history had come out otherwise, or the model lacked an indicator; and what
/// shadow copies get that differ only in what must not matter.
/// </summary>
internal sealed class StreamVariations(RiskModel model, StreamQuestion question, ulong seed, Pace pace)
{
    public const string OneLost = "one-event-lost";
    public const string OneOff = "one-value-off";
    public const string Resampled = "events-resampled";
    public const string LeftOut = "indicator-left-out";

    private const int Levels = 4;

    // Those with the smallest numbers of all that were offered; the largest of them is the first to go.
    private readonly PriorityQueue<Candidate, ulong> _drawn =
        new(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));

    /// <summary>Takes a referent into the draw, with the facts that make its level.</summary>
    public void Offer(ReferentId referent, IReadOnlyList<RecordedFact> facts)
    {
        if (question.Varied == 0)
            return;

        var number = Number(referent);
        var candidate = new Candidate(referent, number, facts);
        if (_drawn.Count < question.Varied)
            _drawn.Enqueue(candidate, number);
        else
            _drawn.EnqueueDequeue(candidate, number);
    }

    /// <summary>Null when nobody had a level, or nothing was to be tried.</summary>
    public async Task<StabilityCounter?> Carry(CancellationToken cancellation)
    {
        if (_drawn.Count == 0)
            return null;

        var counter = new StabilityCounter(Levels);
        var without = Without(model);
        foreach (var candidate in _drawn.UnorderedItems.Select(item => item.Element).OrderBy(one => one.Number))
        {
            Try(candidate, without, counter);
            await pace.Rest(cancellation);
        }

        return counter;
    }

    /// <summary>The model without each of its first indicators, as many as there is room for.</summary>
    public static ImmutableArray<(string Id, RiskModel Model)> Without(RiskModel model) =>
    [
        .. from indicator in model.Document.Indicators.Take(StabilityCounter.ChangesMax - 3)
           let left = model.Without(indicator.Id)
           where left is not null
           select (indicator.Id, left),
    ];

    private void Try(
        Candidate candidate, ImmutableArray<(string Id, RiskModel Model)> without, StabilityCounter counter)
    {
        var facts = SettledHistory.Of(candidate.Facts);
        var fold = HistoryFold.Of(candidate.Referent, facts);
        var now = Scoring.Assess(fold, model, question.AsOf);
        var own = unchecked((long)candidate.Number);
        if (Variation.OneLost(facts, own) is { } lost)
            counter.Changed(OneLost, Place(now), Place(Assess(candidate.Referent, lost)));
        if (Variation.OneOff(facts, own) is { } off)
            counter.Changed(OneOff, Place(now), Place(Assess(candidate.Referent, off)));
        counter.Changed(Resampled, Place(now), Place(Assess(candidate.Referent, Variation.Resampled(facts, own))));
        foreach (var (id, left) in without)
            counter.Changed($"{LeftOut}={id}", Place(now), Place(Scoring.Assess(fold, left, question.AsOf)));

        var (first, second) = Variation.Halves(facts, own);
        counter.Halved(Assess(candidate.Referent, first).Points, Assess(candidate.Referent, second).Points);
        foreach (var change in Enum.GetValues<TwinChange>())
        {
            var (twin, its) = Twin.Of(candidate.Referent, facts, change);
            var other = Assess(twin, its);
            counter.Twin(
                ClosedList<TwinChange>.WordFor(change),
                (other.Points, other.Level, other.Evidence) != (now.Points, now.Level, now.Evidence));
        }
    }

    private RiskState Assess(ReferentId referent, ImmutableArray<RecordedFact> facts) =>
        Scoring.Assess(HistoryFold.Of(referent, facts), model, question.AsOf);

    private static int Place(RiskState state) => (int)state.Level - (int)RiskLevel.InsufficientEvidence;

    /// <summary>A number by lot that stays the same for a referent and a seed.</summary>
    private ulong Number(ReferentId referent)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}:{referent}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private sealed record Candidate(ReferentId Referent, ulong Number, IReadOnlyList<RecordedFact> Facts);
}
