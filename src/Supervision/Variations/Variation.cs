using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Populations;

namespace Supervision.Variations;

/// <summary>
/// Histories as they could have been: drawn again, with one fact lost, with one value a little off, or of half the
/// facts. Whether a level stands these says how far it can be relied on. Who was registered and recognised stays as it
/// is.
/// </summary>
/// <remarks>
/// Each takes a settled history of one referent in order of position and gives such a one back; the same seed gives the
/// same. Facts that hang together, such as an application, its stay and the payroll of that, are drawn together.
/// </remarks>
public static class Variation
{
    /// <summary>An amount is right to so many thousandths; a day to one day.</summary>
    public const int AmountErrorPerMille = 10;

    // Copies of one fact keep the order of their originals: offsets are spread, and the copies go in between.
    private const int Spread = 16;

    private const long AmountMax = 100_000_000;

    /// <summary>
    /// Every group of facts that hang together is taken so many times as a Poisson number of mean one says: the
    /// bootstrap of the history.
    /// </summary>
    public static ImmutableArray<RecordedFact> Resampled(IReadOnlyCollection<RecordedFact> facts, long seed)
    {
        var chance = new Chance(unchecked((ulong)seed));
        var (stays, objections) = (FactIds.Stays(facts), FactIds.Objections(facts));
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        var drawn = ImmutableArray.CreateBuilder<RecordedFact>();
        foreach (var fact in facts)
        {
            var count = !IsDrawn(fact.Fact) ? 1
                : FactIds.Link(fact.Fact, stays, objections) is not { } link ? Poisson(ref chance)
                : times.TryGetValue(link, out var known) ? known
                : times[link] = Poisson(ref chance);
            for (var copy = 0; copy < count; copy++)
                drawn.Add(Copy(fact, copy));
        }

        return drawn.DrainToImmutable();
    }

    /// <summary>Without one fact, drawn from those that may be lost; null when there is none.</summary>
    public static ImmutableArray<RecordedFact>? OneLost(IReadOnlyList<RecordedFact> facts, long seed) =>
        Drawn(facts, seed, fact => IsDrawn(fact)) is { } at
            ? [.. facts.Where((_, i) => i != at)]
            : null;

    /// <summary>
    /// One fact that has an amount or a day of its own, drawn from those, is off by its error, up or down; null when
    /// there is none.
    /// </summary>
    public static ImmutableArray<RecordedFact>? OneOff(IReadOnlyList<RecordedFact> facts, long seed)
    {
        if (Drawn(facts, seed, fact => Off(fact, 1) is not null) is not { } at)
            return null;

        var sign = (seed & 1) == 0 ? 1 : -1;
        return [.. facts.Select((fact, i) => i == at ? fact with { Fact = Off(fact.Fact, sign)! } : fact)];
    }

    /// <summary>
    /// The groups of facts dealt out in two halves by chance; each half also has what is not dealt out.
    /// </summary>
    public static (ImmutableArray<RecordedFact> First, ImmutableArray<RecordedFact> Second) Halves(
        IReadOnlyCollection<RecordedFact> facts, long seed)
    {
        var chance = new Chance(unchecked((ulong)seed));
        var (stays, objections) = (FactIds.Stays(facts), FactIds.Objections(facts));
        var halves = new Dictionary<string, bool>(StringComparer.Ordinal);
        var (first, second) = (
            ImmutableArray.CreateBuilder<RecordedFact>(), ImmutableArray.CreateBuilder<RecordedFact>());
        foreach (var fact in facts)
        {
            if (!IsDrawn(fact.Fact))
            {
                first.Add(fact);
                second.Add(fact);
                continue;
            }

            var isFirst = FactIds.Link(fact.Fact, stays, objections) is not { } link ? chance.Below(2) == 0
                : halves.TryGetValue(link, out var known) ? known
                : halves[link] = chance.Below(2) == 0;
            (isFirst ? first : second).Add(fact);
        }

        return (first.DrainToImmutable(), second.DrainToImmutable());
    }

    /// <summary>Whether the fact is an observation, of which there could have been more or fewer.</summary>
    private static bool IsDrawn(Fact fact) => fact is not (
        ReferentRegistered or RecognitionGranted or RecognitionSuspended or RecognitionResumed
        or RecognitionWithdrawn or PayloadsErased or IDossierFact);

    private static int? Drawn(IReadOnlyList<RecordedFact> facts, long seed, Func<Fact, bool> mayBe)
    {
        int[] places = [.. Enumerable.Range(0, facts.Count).Where(i => mayBe(facts[i].Fact))];
        return places.Length == 0 ? null : places[new Chance(unchecked((ulong)seed)).Below(places.Length)];
    }

    private static Fact? Off(Fact fact, int sign) => fact switch
    {
        PayrollObserved paid => paid with
        {
            PaidCents = Off(paid.PaidCents, sign),
        },
        ApplicationSubmitted { SalaryPerMonthCents: { } cents } submitted => submitted with
        {
            SalaryPerMonthCents = Off(cents, sign),
        },
        StayStarted started => started with { On = started.On.AddDays(sign) },
        StayEnded ended => ended with { On = ended.On.AddDays(sign) },
        DutyNotified notified => notified with { NotifiedOn = notified.NotifiedOn.AddDays(sign) },
        InformationRequested requested => requested with { DueOn = requested.DueOn.AddDays(sign) },
        FinanceObserved finance => finance with { AsOf = finance.AsOf.AddDays(sign) },
        _ => null,
    };

    private static long Off(long cents, int sign) =>
        Math.Clamp(cents + (sign * cents * AmountErrorPerMille / 1_000), 0, AmountMax);

    /// <summary>Poisson of mean one, by its table in millionths; nine and more are one in a million.</summary>
    private static int Poisson(ref Chance chance)
    {
        ReadOnlySpan<int> upTo = [367_879, 735_759, 919_699, 981_012, 996_340, 999_406, 999_917, 999_990, 999_999];
        var drawn = chance.Below(1_000_000);
        var number = 0;
        while (number < upTo.Length && drawn >= upTo[number])
            number++;

        return number;
    }

    private static RecordedFact Copy(RecordedFact fact, int copy) => fact with
    {
        Position = fact.Position with { Offset = (fact.Position.Offset * Spread) + copy },
        Key = copy == 0 ? fact.Key : fact.Key with { EventId = $"{fact.Key.EventId}~{copy}" },
        Fact = copy == 0 ? fact.Fact : FactIds.Renamed(fact.Fact, $"~{copy}"),
    };
}
