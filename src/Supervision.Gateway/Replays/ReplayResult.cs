using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Assurance;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Tallies;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Gateway.Replays;

/// <summary>What came of a replay, in figures. Every rate has its interval and what it is of.</summary>
/// <param name="Referents">Referents that were judged: known at the moment, and of the filter; or scores.</param>
/// <param name="Levels">By the model; empty where nothing is scored.</param>
/// <param name="ComparedLevels">By the model that it is compared with; empty when there is none.</param>
/// <param name="Changes">Who has another level by the other model, counted; empty when there is none.</param>
/// <param name="AtLine">At or above the level at which the rule of the model opens an escalation.</param>
/// <param name="Discrimination">How well points tell those with the outcome; of a back-test alone.</param>
public sealed record ReplayResult(
    ReplayItem Replay,
    long Referents,
    ImmutableArray<ReplayLevelItem> Levels,
    ImmutableArray<ReplayLevelItem> ComparedLevels,
    ImmutableArray<ReplayChangeItem> Changes,
    long? AtLine,
    long? ComparedAtLine,
    ImmutableArray<ReplayAreaItem> Discrimination,
    ReplayHindsight? Hindsight,
    ImmutableArray<ReplayReproduced> Reproduced)
{
    private const double Confidence = 0.95;

    internal static ReplayResult Of(ReplayJob job)
    {
        var (order, tally) = (job.Order, job.Tally);
        var isCompared = order.ComparedWith is not null;
        var isScored = order.Kind is not (ReplayKind.Hindsight or ReplayKind.Reproduce);
        return new ReplayResult(
            ReplayItem.Of(job),
            tally.Referents,
            LevelsOf(tally.Levels, order.Outcome is not null, one => one.Level),
            isCompared ? LevelsOf(tally.Levels, order.Outcome is not null, one => one.Compared!.Value) : [],
            isCompared
                ? [.. tally.Levels.Where(one => one.Compared != one.Level)
                    .GroupBy(one => (one.Level, one.Compared))
                    .Select(group => new ReplayChangeItem(
                        group.Key.Level, group.Key.Compared!.Value, group.Sum(one => one.Count)))]
                : [],
            isScored ? tally.AtLine : null,
            isCompared ? tally.ComparedAtLine : null,
            order.Outcome is null
                ? []
                : [.. Areas(tally, order.Model!, isCompared: false),
                    .. isCompared ? Areas(tally, order.ComparedWith!, isCompared: true) : []],
            tally.Hindsight,
            tally.Reproduced);
    }

    private static ImmutableArray<ReplayLevelItem> LevelsOf(
        ImmutableArray<ReplayLevels> levels, bool hasOutcome, Func<ReplayLevels, RiskLevel> level) =>
    [
        .. levels.GroupBy(level).OrderBy(group => group.Key).Select(group =>
        {
            var (count, came) = (
                group.Sum(one => one.Count), group.Where(one => one.HasOutcome).Sum(one => one.Count));
            return new ReplayLevelItem(
                group.Key, count, hasOutcome ? came : null,
                hasOutcome ? ReplayFigure.Of(Assurance.Intervals.WilsonInterval.Of(came, count, Confidence)) : null);
        }),
    ];

    private static IEnumerable<ReplayAreaItem> Areas(ReplayTally tally, ModelIdentity model, bool isCompared)
    {
        foreach (var enough in (bool[])[true, false])
        {
            var cells = tally.Points.Where(one => one.IsCompared == isCompared && (one.HasEvidence || !enough))
                .Select(one => new ScoreCell("", one.Points, one.HasOutcome, 1, one.Count));
            var scores = ScoreTally.Of(cells);
            var area = DeLongInterval.Of(scores, Confidence);
            yield return new ReplayAreaItem(
                model, enough, scores.Count,
                scores.Cells.Where(cell => cell.Positive).Sum(cell => cell.Count),
                ReplayFigure.Of(area),
                area.Lack is { } lack ? JsonNamingPolicy.KebabCaseLower.ConvertName(lack.ToString()) : null);
        }
    }
}

/// <summary>A level: how many had it, and how many of those the outcome.</summary>
/// <param name="WithOutcome">Null when none was looked for.</param>
/// <param name="Rate">Those with the outcome among them, with Wilson's interval; null when none was looked for.</param>
public sealed record ReplayLevelItem(RiskLevel Level, long Referents, long? WithOutcome, ReplayFigure? Rate);

/// <summary>How many go from one level to another.</summary>
public sealed record ReplayChangeItem(RiskLevel From, RiskLevel To, long Referents);

/// <summary>The area under the ROC curve of the points, with DeLong's interval.</summary>
/// <param name="EnoughEvidence">Only of those with evidence enough for a level; else of all.</param>
/// <param name="Referents">How many, with the outcome and without.</param>
/// <param name="WithOutcome">How many of them had the outcome.</param>
/// <param name="Area">0.5 is chance, 1 perfect order; null when the data cannot say.</param>
/// <param name="Lack">Why they cannot, such as `no-positives` or `too-few-cases`.</param>
public sealed record ReplayAreaItem(
    ModelIdentity Model, bool EnoughEvidence, long Referents, long WithOutcome, ReplayFigure? Area, string? Lack);

/// <summary>A figure with its interval, and what it is of.</summary>
public sealed record ReplayFigure(double Value, double Lower, double Upper, double Confidence, long Count)
{
    internal static ReplayFigure? Of(Answer<Estimate> answer) => answer.Value is { } estimate
        ? new ReplayFigure(
            Math.Round(estimate.Value, 6), Math.Round(estimate.Lower, 6), Math.Round(estimate.Upper, 6),
            estimate.Confidence, estimate.Count)
        : null;
}
