using Supervision.Assurance;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Drift;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Proxies;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance.Studies;

/// <summary>
/// How often an interval that says 95 per cent holds the truth, on populations of which the truth is known.
/// </summary>
/// <param name="TheoryHolds">Whether theory promises about 95 per cent here.</param>
/// <param name="Trial">Whether the interval of one sample holds the truth; null when the sample gave none.</param>
public sealed record CoverageStudy(string Name, bool TheoryHolds, Func<ulong, bool?> Trial)
{
    private const double Confidence = 0.95;
    private const int Rounds = 400;

    public static IReadOnlyList<CoverageStudy> All { get; } =
    [
        Proportion("Wilson, p 0.3, n 50", true, 0.3, 50, WilsonInterval.Of),
        Proportion("Wilson, p 0.1, n 200", true, 0.1, 200, WilsonInterval.Of),
        Proportion("Wilson, p 0.04, n 500", true, 0.04, 500, WilsonInterval.Of),
        Proportion("Wilson, p 0.02, n 10: tiny", false, 0.02, 10, WilsonInterval.Of),
        Proportion("Clopper-Pearson, p 0.1, n 50: never less", false, 0.1, 50, ClopperPearsonInterval.Of),
        Comparison("Newcombe, 0.3 of 60, 0.2 of 80", true, 0.3, 60, 0.2, 80, 0.3 - 0.2, NewcombeDifference.Of),
        Comparison("Newcombe, 0.04 of 300, 0.04 of 900", true, 0.04, 300, 0.04, 900, 0, NewcombeDifference.Of),
        Comparison("Newcombe, 0.05 of 8, 0.05 of 8: tiny", false, 0.05, 8, 0.05, 8, 0, NewcombeDifference.Of),
        Comparison("ratio (Katz), 0.3 of 150, 0.2 of 200", true, 0.3, 150, 0.2, 200, 1.5, RiskRatio.Of),
        Comparison("ratio (Katz), 0.1 of 15, 0.1 of 15: tiny", false, 0.1, 15, 0.1, 15, 1, RiskRatio.Of),
        new("weighted proportion, two strata of weight 1 and 4, n 400", true, Weighted),
        new("ROC area (DeLong), 80 and 160", true, seed => Area(seed, 80, 160, bootstrap: false)),
        new("ROC area (bootstrap), 80 and 160", true, seed => Area(seed, 80, 160, bootstrap: true)),
        new("ROC area (DeLong), 6 and 6: tiny", false, seed => Area(seed, 6, 6, bootstrap: false)),
        new("calibration slope, n 600", true, Slope),
        new("kappa (bootstrap), n 200", true, seed => Agreement(seed, 200)),
        new("kappa (bootstrap), n 15: tiny", false, seed => Agreement(seed, 15)),
        new("PSI, five bins, 600 and 600, moved by 0.22", true, seed => Index(seed, [30, 25, 20, 15, 10], 600)),
        new("PSI, five bins, 600 and 600, not moved: from zero", false, seed => Index(seed, [20, 20, 20, 20, 20], 600)),
        new("Cramér's V, 2 by 2, V 0.2, n 600", true, seed => Association(seed, 30, 600)),
        new("Cramér's V, 2 by 2, V 0, n 600: from zero", false, seed => Association(seed, 25, 600)),
    ];

    /// <summary>The share of samples whose interval held the truth, of those that gave an interval.</summary>
    public (double Coverage, int Samples) Run(int samples, ulong seed)
    {
        var outcomes = new bool?[samples];
        for (var i = 0; i < samples; i++)
            outcomes[i] = Trial(Chance.For(seed, (ulong)i).Next());

        var known = outcomes.Count(outcome => outcome is not null);
        return (outcomes.Count(outcome => outcome == true) / (double)known, known);
    }

    private static CoverageStudy Proportion(
        string name, bool holds, double p, int n, Func<long, long, double, Answer<Estimate>> interval) =>
        new(name, holds, seed =>
        {
            var chance = new Chance(seed);
            return interval(Hits(ref chance, p, n), n, Confidence).Value?.Holds(p);
        });

    private static CoverageStudy Comparison(
        string name,
        bool holds,
        double p1,
        int n1,
        double p2,
        int n2,
        double truth,
        Func<long, long, long, long, double, Answer<Estimate>> interval) =>
        new(name, holds, seed =>
        {
            var chance = new Chance(seed);
            return interval(Hits(ref chance, p1, n1), n1, Hits(ref chance, p2, n2), n2, Confidence).Value?.Holds(truth);
        });

    /// <summary>
    /// Half of those drawn are of a stratum drawn four times as seldom, so the truth is 0.8·0.1 + 0.2·0.3.
    /// </summary>
    private static bool? Weighted(ulong seed)
    {
        var chance = new Chance(seed);
        var (seldom, often) = (Hits(ref chance, 0.1, 200), Hits(ref chance, 0.3, 200));
        var tally = OutcomeTally.Of([new(4, seldom, 200 - seldom), new(1, often, 200 - often)]);
        return WeightedProportion.Of(tally, Confidence).Value?.Holds(0.14);
    }

    /// <summary>
    /// Positives score the larger of two draws of 0 to 99, negatives one: the area is a sum worked out here.
    /// </summary>
    private static bool? Area(ulong seed, int positives, int negatives, bool bootstrap)
    {
        var (truth, below) = (0.0, 0.0);
        for (var s = 0; s < 100; s++)
        {
            truth += ((2 * s) + 1) / 10_000.0 * (below + 0.005);
            below += 0.01;
        }

        var chance = new Chance(seed);
        var cells = new List<ScoreCell>();
        for (var i = 0; i < positives; i++)
            cells.Add(new("all", (int)Math.Max(chance.Below(100), chance.Below(100)), true, 1, 1));

        for (var i = 0; i < negatives; i++)
            cells.Add(new("all", (int)chance.Below(100), false, 1, 1));

        var tally = ScoreTally.Of(cells);
        var area = bootstrap ? RocArea.Of(tally, Rounds, seed, Confidence) : DeLongInterval.Of(tally, Confidence);
        return area.Value?.Holds(truth);
    }

    /// <summary>Findings come exactly as often as is said: the slope is 1.</summary>
    private static bool? Slope(ulong seed)
    {
        var chance = new Chance(seed);
        var cells = new List<ScoreCell>();
        for (var i = 0; i < 600; i++)
        {
            var score = 5 + (int)chance.Below(61);
            cells.Add(new("all", score, chance.Share() < score / 100.0, 1, 1));
        }

        return CalibrationLine.Of(ScoreTally.Of(cells), score => score / 100.0, Confidence).Value?.Slope.Holds(1);
    }

    /// <summary>Both see the truth (half and half) with chance 0.7, else guess: κ is 0.49.</summary>
    private static bool? Agreement(ulong seed, int n)
    {
        var chance = new Chance(seed);
        var pairs = new (int, int)[n];
        for (var i = 0; i < n; i++)
        {
            var truth = (int)chance.Below(2);
            pairs[i] = (See(ref chance, truth), See(ref chance, truth));
        }

        var kappa = Kappa.Of(PairTable.Of(2, pairs), AgreementWeight.Unweighted, Rounds, seed, Confidence);
        return kappa.Value?.Holds(0.49);
    }

    /// <summary>Fifths then, and now so many of a hundred in each.</summary>
    private static bool? Index(ulong seed, int[] now, int n)
    {
        var truth = now.Sum(share => ((share / 100.0) - 0.2) * Math.Log(share / 100.0 / 0.2));
        var chance = new Chance(seed);
        var (before, after) = (new long[5], new long[5]);
        for (var i = 0; i < n; i++)
        {
            before[chance.Below(5)]++;
            var at = chance.Below(100);
            var bin = 0;
            for (; at >= now[bin]; bin++)
                at -= now[bin];
            after[bin]++;
        }

        return PopulationStabilityIndex.Of(before, after, Confidence).Value?.Holds(truth);
    }

    /// <summary>
    /// Of halves and halves, so many of a hundred are in the first of both: V is that less 25, by 25.
    /// </summary>
    private static bool? Association(ulong seed, int both, int n)
    {
        var chance = new Chance(seed);
        var table = new long[2, 2];
        for (var i = 0; i < n; i++)
        {
            var row = chance.Below(2);
            table[row, chance.Below(50) < both ? row : 1 - row]++;
        }

        return CramersV.Of(table, Confidence).Value?.Holds((both - 25) / 25.0);
    }

    private static int See(ref Chance chance, int truth) => chance.Share() < 0.7 ? truth : (int)chance.Below(2);

    private static long Hits(ref Chance chance, double p, int n)
    {
        var hits = 0;
        for (var i = 0; i < n; i++)
            hits += chance.Share() < p ? 1 : 0;

        return hits;
    }
}
