using System.Collections.Immutable;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Groups;

/// <summary>All figures of all groups of one attribute from one bootstrap, weighted where cases are.</summary>
/// <remarks>
/// Each round draws the whole population once, so differences and ratios to the reference keep what groups share.
/// Figures and their sources: <see cref="RocArea"/>, <see cref="AveragePrecision"/>, <see cref="BrierScore"/>,
/// <see cref="GroupMetric"/>; observed to expected is Σw·y / Σw·p (calibration in the large; Steyerberg 2019, section
/// 15.3). Percentile intervals. A figure is undefined for a group as it is by itself; difference and ratio need both,
/// and the ratio a reference above zero. For small groups prefer <see cref="GroupComparison"/>, whose intervals hold
/// there.
/// </remarks>
public static class GroupReport
{
    private static readonly ScoreFigure[] Figures = Enum.GetValues<ScoreFigure>();

    public static ImmutableArray<GroupFigures> Of(ScoreTally tally, ScorePlan plan)
    {
        Limits.Rounds(plan.Rounds);
        var groups = tally.Groups.ToArray();
        var reference = Array.IndexOf(groups, plan.Reference);
        if (reference < 0)
            throw new ArgumentException($"There is no group '{plan.Reference}'.", nameof(plan));

        var parts = GroupPart.Of(tally, groups, plan);
        var counts = tally.Counts();
        var now = new double?[groups.Length * Figures.Length];
        Fill(counts, now);
        var rounds = CellBootstrap.Draw(counts, now.Length, Fill, plan.Rounds, plan.Seed);
        return [.. groups.SelectMany((group, g) => Figures.Select((figure, f) =>
        {
            var (own, other) = ((g * Figures.Length) + f, (reference * Figures.Length) + f);
            return new GroupFigures(
                group,
                figure,
                Interval(figure, row => row[own], g, g),
                Interval(figure, row => row[own] - row[other], g, reference),
                Interval(figure, row => Ratio(row[own], row[other]), g, reference));
        }))];

        void Fill(ReadOnlySpan<long> drawn, Span<double?> into)
        {
            for (var g = 0; g < parts.Length; g++)
                parts[g].Fill(drawn, into.Slice(g * Figures.Length, Figures.Length));
        }

        Answer<Estimate> Interval(ScoreFigure figure, Func<double?[], double?> pick, int one, int other)
        {
            if (pick(now) is not { } value)
                return parts[one].Missing(figure) ?? parts[other].Missing(figure) ?? Lack.NoEventsInReference;

            var count = parts[one].Count + (one == other ? 0 : parts[other].Count);
            var effective = parts[one].EffectiveCount + (one == other ? 0 : parts[other].EffectiveCount);
            var found = PercentileInterval.Of(value, [.. rounds.Select(pick)], plan.Confidence, count);
            return found.Value is { } estimate ? estimate with { EffectiveCount = effective } : found;
        }
    }

    private static double? Ratio(double? value, double? reference) => reference > 0 ? value / reference : null;
}
