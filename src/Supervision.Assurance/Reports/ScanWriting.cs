using System.Collections.Immutable;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Scans;

namespace Supervision.Assurance.Reports;

/// <summary>The figures of a bias scan. Who lacks a value of a feature is taken for average in it.</summary>
internal static class ScanWriting
{
    private const int Splits = 6;
    private const int SmallestShare = 20;

    /// <summary>Null where no case has features, a decision and an outcome.</summary>
    public static ScanFigures? Write(FeatureCounter features, ReportPlan plan)
    {
        var cases = Completed(features.Drawn());
        if (cases.Count == 0)
            return null;

        var smallest = Math.Max(2 * (int)Suppression.Least, cases.Count / (2 * SmallestShare));
        // At most one cluster more than there are splits, so this holds for all of them (Bonferroni).
        var confidence = 1 - ((1 - plan.Confidence) / (Splits + 1));
        var found = BiasScan.Of(cases, new ScanPlan(Splits, smallest, plan.Seed, confidence));
        var counts = new long[found.Length, 2];
        foreach (var (i, cluster) in found.Index())
            (counts[i, 0], counts[i, 1]) = (cluster.Errors, cluster.Cases - cluster.Errors);

        var said = Suppression.Of(counts);
        return new ScanFigures(
            cases.Count >= Suppression.Least ? cases.Count : null, features.Features,
            [.. found.Select((finding, i) => ClusterOf(i + 1, finding, said.Cell(i, 0) && said.Cell(i, 1)))]);
    }

    public static IEnumerable<ReportAnswer> Answers(ScanFigures figures) => figures.Clusters.IsEmpty
        ? [new ReportAnswer("bias-scan", Figure.Of(Lack.TooFewCases))]
        : figures.Clusters.Select(cluster =>
            new ReportAnswer(FormattableString.Invariant($"bias-scan={cluster.Cluster}"), cluster.Difference));

    private static ClusterFigures ClusterOf(int number, ScanFinding finding, bool isSaid) =>
        new(number, [.. finding.Centre.Select(mean => Math.Round(mean, 4))], isSaid ? finding.Cases : null,
            isSaid ? finding.Errors : null, isSaid ? Figure.Of(finding.Difference) : Figure.Suppressed,
            isSaid ? finding.Test.Value?.PValue : null, isSaid ? finding.AdjustedPValue : null);

    private static List<ScanCase> Completed(ImmutableArray<ScanCase> cases)
    {
        if (cases.IsEmpty)
            return [];

        var means = new double[cases[0].Features.Count];
        for (var f = 0; f < means.Length; f++)
        {
            var known = cases.Select(one => one.Features[f]).Where(value => !double.IsNaN(value)).ToArray();
            means[f] = known.Length == 0 ? 0 : known.Average();
        }

        return [.. cases.Select(one => one with
        {
            Features = [.. one.Features.Select((value, f) => double.IsNaN(value) ? means[f] : value)],
        })];
    }
}
