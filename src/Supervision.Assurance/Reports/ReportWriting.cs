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
    private const double LeastMean = 0.02;

    /// <param name="progress">Told of the share that is done.</param>
    public static Report Write(ReportCounter counter, ReportPlan plan, IProgress<double>? progress = null)
    {
        var said = new SaidCells(counter);
        var outcomes = Outcomes(counter);
        var reliability = ReliabilityOf(counter, plan, said, outcomes);
        var steps = plan.Attributes.Length + 1.0;
        progress?.Report(1 / steps);
        var attributes = new AttributeFigures[plan.Attributes.Length];
        var answers = ImmutableArray.CreateBuilder<ReportAnswer>();
        answers.AddRange(Overall(reliability));
        for (var a = 0; a < attributes.Length; a++)
        {
            var writing = new AttributeWriting(counter.Of(a), a, plan, said);
            attributes[a] = writing.Write();
            answers.AddRange(writing.Answers());
            progress?.Report((a + 2) / steps);
        }

        var more = MoreFigures.Of(counter, plan);
        answers.AddRange(more.Answers());
        return new Report(
            PopulationOf(counter, said, outcomes), reliability, Corrected(attributes), answers.ToImmutable(),
            [.. answers.Select(StandardRequirements.Rule).OfType<ReportVerdict>()],
            more.Drift, more.Stability, more.Proxies, more.Scan, more.Use, more.Effect);
    }

    private static Population PopulationOf(ReportCounter counter, SaidCells said, ScoreTally outcomes) => new(
        counter.Cases,
        counter.Whole.HasDecisions ? said.Selected : null,
        said.Outcomes,
        said.Findings,
        outcomes.Count < Suppression.Least ? null : ScoreBootstrap.EffectiveCount(outcomes),
        outcomes.IsWeighted);

    /// <summary>All that has an outcome: every case is decided on, or none is.</summary>
    private static ScoreTally Outcomes(ReportCounter counter) =>
        counter.Whole.HasDecisions ? counter.Whole.Decisions() : counter.Whole.Scores();

    private static Reliability ReliabilityOf(
        ReportCounter counter, ReportPlan plan, SaidCells said, ScoreTally outcomes)
    {
        var tally = counter.Whole.Scores();
        var isSaid = Fewest(tally) is 0 or >= Suppression.Least;
        Figure Shown(bool isSaid, Func<Answer<Estimate>> figure) => isSaid ? Figure.Of(figure()) : Figure.Suppressed;
        var (rounds, seed, confidence) = (plan.Rounds, plan.Seed, plan.Confidence);
        Func<int, double> probability = score => score / 1000.0;
        Answer<Estimate> OfProbability(Func<Answer<Estimate>> figure) =>
            tally.Count == 0 || IsCalibrated() ? figure() : Lack.OutOfReach;
        var line = IsCalibrated() ? CalibrationLine.Of(tally, probability, confidence) : Lack.OutOfReach;
        return new Reliability(
            Shown(isSaid, () => RocArea.Of(tally, rounds, seed, confidence)),
            Shown(isSaid, () => tally.IsWeighted ? Lack.OutOfReach : DeLongInterval.Of(tally, confidence)),
            Shown(isSaid, () => AveragePrecision.Of(tally, rounds, seed, confidence)),
            Shown(isSaid, () => OfProbability(() => BrierScore.Of(tally, probability, rounds, seed, confidence))),
            Shown(isSaid, () => Part(line, found => found.Intercept)),
            Shown(isSaid, () => Part(line, found => found.Slope)),
            Shown(isSaid, () => OfProbability(() => ObservedToExpected(tally, plan))),
            Shown(said.SaysHitRate, () =>
                counter.Whole.HasDecisions ? Rate(outcomes, cell => cell.Score == 1) : Lack.NoCases),
            Shown(said.SaysPrevalence, () => Rate(outcomes, _ => true)),
            isSaid ? CurveWriting.Points(tally) : [],
            isSaid ? CurveWriting.Bins(tally, plan) : []);

        // Probabilities are counted in thousandths; what that does to a small one would be taken for the model's fault.
        bool IsCalibrated() => plan.IsProbability && MeanOf(tally) >= LeastMean;

        Answer<Estimate> Rate(ScoreTally of, Func<ScoreCell, bool> isOf) => of.Cells.Any(isOf)
            ? WeightedProportion.Of(
                OutcomeTally.Of(of.Cells.Where(isOf).Select(cell => new OutcomeCell(
                    cell.Weight, cell.Positive ? cell.Count : 0, cell.Positive ? 0 : cell.Count))),
                confidence)
            : Lack.NoCases;
    }

    private static double MeanOf(ScoreTally tally) =>
        tally.Cells.Sum(cell => cell.Weight * cell.Count * (cell.Score / 1000.0))
        / tally.Cells.Sum(cell => cell.Weight * cell.Count);

    private static Answer<Estimate> ObservedToExpected(ScoreTally tally, ReportPlan plan) =>
        tally.Count == 0 ? Lack.NoCases : GroupReport.Of(
            tally,
            new ScorePlan(
                int.MaxValue, ReportCounter.All, score => score / 1000.0, plan.Rounds, plan.Seed, plan.Confidence))
            .First(figure => figure.Figure == ScoreFigure.ObservedToExpected).Value;

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

    /// <summary>Findings or others, whichever are fewer and not nothing.</summary>
    private static long Fewest(ScoreTally tally)
    {
        var findings = tally.Cells.Where(cell => cell.Positive).Sum(cell => cell.Count);
        var others = tally.Count - findings;
        return findings == 0 ? others : others == 0 ? findings : Math.Min(findings, others);
    }

    private static Answer<Estimate> Part(Answer<CalibrationLine> line, Func<CalibrationLine, Estimate> part) =>
        line.Value is { } found ? part(found) : line.Lack!.Value;
}
