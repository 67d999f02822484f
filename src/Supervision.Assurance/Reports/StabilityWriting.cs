using Supervision.Assurance.Groups;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Stability;
using Supervision.Assurance.Tallies;
using Supervision.Assurance.Verdicts;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of levels that were tried and of twins.</summary>
internal static class StabilityWriting
{
    public static StabilityFigures Write(StabilityCounter counter, ReportPlan plan) => new(
        [.. counter.Changes.Select(at => ChangeOf(at.Key, at.Value, plan.Confidence))],
        counter.Halves.Count == 0 ? null
            : counter.Halves.Count < Suppression.Least ? Figure.Suppressed
            : Figure.Of(SplitHalves.Of(counter.Halves, plan.Confidence)),
        [
            .. counter.Twins.Select(at => at.Value.All < Suppression.Least
                ? new TwinFigures(at.Key, null, Figure.Suppressed)
                : new TwinFigures(
                    at.Key, at.Value.Different,
                    Figure.Of(TwinDifferences.Of(at.Value.Different, at.Value.All, plan.Confidence)))),
        ]);

    public static IEnumerable<ReportAnswer> Answers(StabilityFigures figures) =>
    [
        .. figures.Changes.Select(change => new ReportAnswer($"stability/{change.Change}", change.Share)),
        .. figures.Changes.Select(change =>
            new ReportAnswer($"stability-of-highest/{change.Change}", change.OfHighest)),
        .. figures.SplitHalves is { } halves ? [new ReportAnswer("split-halves", halves)] : Array.Empty<ReportAnswer>(),
        .. figures.Twins.Select(twin => new ReportAnswer($"{TwinRuling.Question}={twin.Change}", twin.Share)),
    ];

    private static ChangeFigures ChangeOf(string change, long[,] pairs, double confidence)
    {
        var table = PairTable.Of(pairs);
        var (highest, leave) = (table.Levels - 1, 0L);
        var all = 0L;
        for (var after = 0; after < table.Levels; after++)
        {
            all += table[highest, after];
            leave += after < highest ? table[highest, after] : 0;
        }

        return new ChangeFigures(
            change,
            table.Count < Suppression.Least ? Figure.Suppressed : Figure.Of(ShareChanged.Of(table, confidence)),
            all is > 0 and < Suppression.Least
                ? Figure.Suppressed
                : Figure.Of(WilsonInterval.Of(leave, all, confidence)));
    }
}
