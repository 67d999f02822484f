using System.Collections.Immutable;
using Supervision.Assurance.Drift;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Holds each period against the first: scores and features by PSI and KS, and the share selected by its difference.
/// Bins are the tenths of the first period, fixed before anything later is looked at; who has no value is a bin too.
/// </summary>
internal static class DriftWriting
{
    /// <summary>Null with fewer than two periods: there is nothing to hold against.</summary>
    public static DriftFigures? Write(DriftCounter counter, ReportPlan plan)
    {
        if (counter.Periods.Count < 2)
            return null;

        var (first, then) = counter.Periods.First();
        var said = SaidOf([.. counter.Periods.Values]);
        bool IsSaid(int period) => said.Cell(period, 0) && said.Cell(period, 1);
        return new DriftFigures(
            first,
            [
                .. counter.Periods.Index().Skip(1).Select(at => PeriodOf(
                    at.Item.Key, at.Item.Value, then, said.RowTotal(at.Index), IsSaid(0) && IsSaid(at.Index),
                    counter.Features, plan)),
            ]);
    }

    /// <summary>What gates ask for: the newest period against the first.</summary>
    public static IEnumerable<ReportAnswer> Answers(DriftFigures figures)
    {
        var newest = figures.Periods[^1];
        if (newest.Selection is { } selection)
            yield return new ReportAnswer("drift/selection-rate", selection);
        foreach (var moved in newest.Moved)
            yield return new ReportAnswer(
                moved.Of == "score" ? "drift/score" : $"drift/feature={moved.Of}", moved.Index);
    }

    private static PeriodFigures PeriodOf(
        string period, PeriodCounts now, PeriodCounts then, bool saysCases, bool saysSelection,
        ImmutableArray<string> features, ReportPlan plan)
    {
        var moved = ImmutableArray.CreateBuilder<MovedFigures>();
        if (then.Scores.Count > 0 || now.Scores.Count > 0)
            moved.Add(Moved("score", then.Scores, now.Scores, plan));
        for (var i = 0; i < features.Length; i++)
            moved.Add(Moved(features[i], then.Values[i], now.Values[i], plan));

        return new PeriodFigures(
            period,
            saysCases ? now.Cases : null,
            then.Decided == 0 || now.Decided == 0 ? null
                : saysSelection
                    ? Figure.Of(ShareShift.Of(
                        now.Selected, now.Decided, then.Selected, then.Decided, plan.Confidence).Difference)
                    : Figure.Suppressed,
            Corrected(moved));
    }

    private static MovedFigures Moved(
        string name, Dictionary<double, long> then, Dictionary<double, long> now, ReportPlan plan)
    {
        if (then.Values.Sum() < Suppression.Least || now.Values.Sum() < Suppression.Least)
            return new MovedFigures(name, Figure.Suppressed, null);

        var bins = Tenths.Of(then);
        var test = KolmogorovSmirnov.Of(Known(then), Known(now));
        return new MovedFigures(
            name,
            Figure.Of(PopulationStabilityIndex.Of(
                bins.Counts(then), bins.Counts(now), plan.Confidence)),
            test.Value is { } found ? new GapSaid(found.Statistic, found.PValue, 1) : null);
    }

    private static IEnumerable<KeyValuePair<double, long>> Known(Dictionary<double, long> counts) =>
        counts.Where(at => !double.IsNaN(at.Key));

    /// <summary>Of each period: selected, passed over, not decided on.</summary>
    private static SaidTable SaidOf(IReadOnlyCollection<PeriodCounts> periods)
    {
        var counts = new long[periods.Count, 3];
        foreach (var (period, of) in periods.Index())
        {
            (counts[period, 0], counts[period, 1], counts[period, 2]) = (
                of.Selected, of.Decided - of.Selected, of.Cases - of.Decided);
        }

        return Suppression.Of(counts);
    }

    private static ImmutableArray<MovedFigures> Corrected(ImmutableArray<MovedFigures>.Builder moved)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. moved.Where(one => one.Gap is not null)
            .Select(one => one.Gap!.PValue)]));
        return [.. moved.Select(one => one.Gap is { } gap
            ? one with { Gap = gap with { Holm = adjusted.Dequeue() } }
            : one)];
    }
}
