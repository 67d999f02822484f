using System.Collections.Immutable;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Stability;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Scans;

/// <summary>
/// Whether there is a kind of case on which a model errs more often than elsewhere, without being told of groups:
/// clusters are made on the error in one half of the cases, and tested in the other half, which had no part in it.
/// </summary>
/// <remarks>
/// <code>
/// split the cluster in which errors vary most, by k-means with k = 2, while a part is no nearer to the overall rate
/// in the other half: errors in the cluster against errors outside it, adjusted by Holm over clusters
/// </code>
/// Source: Misztal-Radecka, J. and Indurkhya, B. (2021), "Bias-aware hierarchical clustering for detecting the
/// discriminated groups of users in recommendation systems", Information Processing and Management 58(3), 102519
/// (HBAC); with sample splitting as in the bias detection tool of Algorithm Audit (2024). Test: pooled two-proportion,
/// or Fisher's for expected cells below five. Features are standardised in the half that finds. Undefined for a cluster
/// that no case of the other half falls in. Half of the data find nothing by themselves; a bias along a line that
/// k-means does not cut is not seen: silence shows nothing.
/// </remarks>
public static class BiasScan
{
    public static ImmutableArray<ScanFinding> Of(IReadOnlyList<ScanCase> cases, ScanPlan plan)
    {
        plan.Check();
        if (cases.Count < 4 * plan.SmallestCluster)
            return [];

        var finds = Halves.Of(cases.Count, plan.Seed);
        var found = cases.Where((_, i) => finds[i]).ToArray();
        var tested = cases.Where((_, i) => !finds[i]).ToArray();
        var scale = FeatureScale.Of(found);
        var standard = found.Select(scale.Apply).ToArray();
        var tree = ClusterSearch.Of(standard, [.. found.Select(at => at.IsError)], plan);
        var fallen = tested.ToLookup(at => tree.Of(scale.Apply(at)));
        var leaves = tree.Leaves().ToArray();
        return leaves.Length < 2 ? [] : Adjusted([.. leaves.Select(leaf =>
            Test(found, leaf, [.. fallen[leaf]], tested, plan.Confidence))]);
    }

    private static ScanFinding Test(
        ScanCase[] found, ClusterTree leaf, ScanCase[] inside, ScanCase[] all, double confidence)
    {
        long errors = inside.Count(at => at.IsError);
        var errorsOutside = all.Count(at => at.IsError) - errors;
        long outside = all.Length - inside.Length;
        var table = new FourfoldTable(errors, inside.Length - errors, errorsOutside, outside - errorsOutside);
        return new ScanFinding(
            FeatureScale.Means(leaf.Members.Select(i => found[i])),
            inside.Length,
            errors,
            NewcombeDifference.Of(errors, inside.Length, errorsOutside, outside, confidence),
            table.SmallestExpected < 5
                ? FisherExactTest.Of(table, Alternative.TwoSided)
                : TwoProportionTest.Of(errors, inside.Length, errorsOutside, outside, Alternative.TwoSided),
            null);
    }

    private static ImmutableArray<ScanFinding> Adjusted(ScanFinding[] findings)
    {
        var known = findings.Where(finding => finding.Test.Value is not null).ToArray();
        var adjusted = new Queue<double>(Holm.Adjust([.. known.Select(finding => finding.Test.Value!.Value.PValue)]));
        return [.. findings.Select(finding =>
            finding.Test.Value is null ? finding : finding with { AdjustedPValue = adjusted.Dequeue() })];
    }
}
