using System.Collections.Immutable;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>Makes a report of what was counted: the same counts and plan give the same report, to the bit.</summary>
public static class ReportWriting
{
    private const int CurveMax = 200;
    private const int BinsMax = 10;

    /// <param name="progress">Told of the share that is done.</param>
    public static Report Write(ReportCounter counter, ReportPlan plan, IProgress<double>? progress = null)
    {
        var reliability = ReliabilityOf(counter, plan);
        var steps = plan.Attributes.Length + 1.0;
        progress?.Report(1 / steps);
        var attributes = new AttributeFigures[plan.Attributes.Length];
        var answers = ImmutableArray.CreateBuilder<ReportAnswer>();
        answers.AddRange(Overall(reliability));
        for (var a = 0; a < attributes.Length; a++)
        {
            var writing = new AttributeWriting(counter.Of(a), plan.Attributes[a], plan);
            attributes[a] = writing.Write();
            answers.AddRange(writing.Answers());
            progress?.Report((a + 2) / steps);
        }

        var more = MoreFigures.Of(counter, plan);
        answers.AddRange(more.Answers());
        return new Report(
            PopulationOf(counter), reliability, Corrected(attributes), answers.ToImmutable(),
            [.. answers.Select(StandardRequirements.Rule).OfType<ReportVerdict>()],
            more.Drift, more.Stability, more.Proxies, more.Scan, more.Use, more.Effect);
    }

    private static Population PopulationOf(ReportCounter counter)
    {
        var (whole, group) = (counter.Whole, ReportCounter.All);
        var (scored, decided) = (whole.Scores(), whole.Decisions());
        var tally = decided.Count >= scored.Count ? decided : scored;
        var findings = tally.Cells.Where(cell => cell.Positive).Sum(cell => cell.Count);
        var selected = whole.Count(group, true, true) + whole.Count(group, true, false)
            + whole.Count(group, true, null);
        return new Population(
            counter.Cases,
            whole.HasDecisions ? Said(selected, counter.Cases) : null,
            Said(tally.Count, counter.Cases),
            Said(findings, tally.Count),
            tally.Count < Suppression.Least ? null : ScoreBootstrap.EffectiveCount(tally),
            tally.IsWeighted);
    }

    /// <summary>A part of a whole, when neither it nor the rest is a handful.</summary>
    private static long? Said(long part, long whole) =>
        part is > 0 and < Suppression.Least || whole - part is > 0 and < Suppression.Least ? null : part;

    private static Reliability ReliabilityOf(ReportCounter counter, ReportPlan plan)
    {
        var (tally, decided) = (counter.Whole.Scores(), counter.Whole.Decisions());
        var table = decided.At(1).Total();
        var outcomes = decided.Count >= tally.Count ? decided : tally;
        var fewest = Fewest(outcomes);
        Figure Shown(long few, Func<Answer<Estimate>> figure) =>
            few is > 0 and < Suppression.Least ? Figure.Suppressed : Figure.Of(figure());
        var scored = Fewest(tally);
        var (rounds, seed, confidence) = (plan.Rounds, plan.Seed, plan.Confidence);
        Func<int, double> probability = score => score / 1000.0;
        Answer<Estimate> OfProbability(Func<Answer<Estimate>> figure) =>
            plan.IsProbability || tally.Count == 0 ? figure() : Lack.OutOfReach;
        var line = plan.IsProbability ? CalibrationLine.Of(tally, probability, confidence) : Lack.OutOfReach;
        return new Reliability(
            Shown(scored, () => RocArea.Of(tally, rounds, seed, confidence)),
            Shown(scored, () => AveragePrecision.Of(tally, rounds, seed, confidence)),
            Shown(scored, () => OfProbability(() => BrierScore.Of(tally, probability, rounds, seed, confidence))),
            Shown(scored, () => Part(line, found => found.Intercept)),
            Shown(scored, () => Part(line, found => found.Slope)),
            Shown(scored, () => OfProbability(() => ObservedToExpected(tally, plan))),
            Shown(Few(table.TruePositives, table.FalsePositives), () => Rate(decided, cell => cell.Score == 1)),
            Shown(fewest, () => Rate(outcomes, _ => true)),
            scored < Suppression.Least ? [] : Thinned(RocCurve.Of(tally)),
            scored < Suppression.Least ? [] : BinsOf(tally, plan));

        Answer<Estimate> Rate(ScoreTally of, Func<ScoreCell, bool> isOf) => of.Cells.Any(isOf)
            ? WeightedProportion.Of(
                OutcomeTally.Of(of.Cells.Where(isOf).Select(cell => new OutcomeCell(
                    cell.Weight, cell.Positive ? cell.Count : 0, cell.Positive ? 0 : cell.Count))),
                confidence)
            : Lack.NoCases;
    }

    private static Answer<Estimate> ObservedToExpected(ScoreTally tally, ReportPlan plan) =>
        tally.Count == 0 ? Lack.NoCases : GroupReport.Of(
            tally,
            new ScorePlan(
                int.MaxValue, ReportCounter.All, score => score / 1000.0, plan.Rounds, plan.Seed, plan.Confidence))
            .First(figure => figure.Figure == ScoreFigure.ObservedToExpected).Value;

    private static ImmutableArray<BinFigures> BinsOf(ScoreTally tally, ReportPlan plan)
    {
        // As many as leave ten findings and ten others to a bin on average; what is smaller still is not shown.
        var bins = (int)Math.Clamp(Fewest(tally) / Suppression.Least, 2, BinsMax);
        Func<int, double> probability = plan.IsProbability ? score => score / 1000.0 : _ => 0;
        return
        [
            .. ReliabilityCurve.Of(tally, probability, bins, plan.Confidence)
                .Select(bin => BinFigures.Of(bin, plan.IsProbability) is var said
                    && Math.Round(bin.Observed.Value * bin.Observed.Count) is > 0 and < Suppression.Least
                        ? said with { Observed = Figure.Suppressed }
                        : said),
        ];
    }

    private static ImmutableArray<RocPoint> Thinned(ImmutableArray<RocPoint> curve)
    {
        var step = (curve.Length + CurveMax - 1) / CurveMax;
        return step <= 1 ? curve : [.. curve.Where((_, i) => i % step == 0 || i == curve.Length - 1)];
    }

    private static IEnumerable<ReportAnswer> Overall(Reliability said) =>
    [
        new("roc-area", said.RocArea),
        new("average-precision", said.AveragePrecision),
        new("brier", said.Brier),
        new("calibration-intercept", said.CalibrationIntercept),
        new("calibration-slope", said.CalibrationSlope),
        new("observed-to-expected", said.ObservedToExpected),
        new("hit-rate", said.HitRate),
        new("prevalence", said.Prevalence),
    ];

    /// <summary>All tests of the report are one family: whoever looks at many will find some by chance.</summary>
    private static ImmutableArray<AttributeFigures> Corrected(AttributeFigures[] attributes)
    {
        var tests = attributes.SelectMany(attribute => attribute.Groups).SelectMany(group => group.Metrics)
            .Select(metric => metric.Test).OfType<TestSaid>().ToArray();
        var pValues = tests.Select(test => test.PValue).ToArray();
        var (holm, rates) = (Holm.Adjust(pValues), BenjaminiHochberg.Adjust(pValues));
        var next = 0;
        return
        [
            .. attributes.Select(attribute => attribute with
            {
                Groups = [.. attribute.Groups.Select(group => group with
                {
                    Metrics = [.. group.Metrics.Select(metric => metric.Test is { } test
                        ? metric with { Test = test with { Holm = holm[next], BenjaminiHochberg = rates[next++] } }
                        : metric)],
                })],
            }),
        ];
    }

    private static long Fewest(ScoreTally tally)
    {
        var findings = tally.Cells.Where(cell => cell.Positive).Sum(cell => cell.Count);
        return Few(findings, tally.Count - findings);
    }

    /// <summary>The smaller of two that are not nothing.</summary>
    private static long Few(long one, long other) =>
        one == 0 ? other : other == 0 ? one : Math.Min(one, other);

    private static Answer<Estimate> Part(Answer<CalibrationLine> line, Func<CalibrationLine, Estimate> part) =>
        line.Value is { } found ? part(found) : line.Lack!.Value;
}
