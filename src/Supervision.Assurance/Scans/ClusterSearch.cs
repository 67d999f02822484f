namespace Supervision.Assurance.Scans;

/// <summary>Splits cases where errors differ most, as long as a part comes out with more of them.</summary>
internal static class ClusterSearch
{
    public static ClusterTree Of(IReadOnlyList<double[]> cases, IReadOnlyList<bool> errors, ScanPlan plan)
    {
        var chance = Chance.For(plan.Seed, 1);
        var root = Cluster([.. Enumerable.Range(0, cases.Count)], errors);
        for (var split = 0; split < plan.Splits; split++)
        {
            // Of those that are left, the one in which errors vary most: p(1 − p), and the larger of equals.
            var next = root.Leaves().Where(leaf => !leaf.IsDone)
                .OrderByDescending(leaf => leaf.ErrorRate * (1 - leaf.ErrorRate))
                .ThenByDescending(leaf => leaf.Members.Count)
                .FirstOrDefault();
            if (next is null)
                break;

            if (!TrySplit(next, cases, errors, plan, ref chance))
                next.Refuse();
        }

        return root;
    }

    private static bool TrySplit(
        ClusterTree leaf, IReadOnlyList<double[]> cases, IReadOnlyList<bool> errors, ScanPlan plan, ref Chance chance)
    {
        var members = leaf.Members.Select(i => cases[i]).ToArray();
        if (members.Length < 2 * plan.SmallestCluster || TwoMeans.Of(members, ref chance) is not { } means)
            return false;

        var parts = leaf.Members.ToLookup(i =>
            TwoMeans.Distance(cases[i], means.First) <= TwoMeans.Distance(cases[i], means.Second));
        var one = Cluster([.. parts[true]], errors);
        var other = Cluster([.. parts[false]], errors);
        if (Math.Min(one.Members.Count, other.Members.Count) < plan.SmallestCluster)
            return false;

        var rate = errors.Count(error => error) / (double)errors.Count;
        var farthest = Math.Max(Math.Abs(one.ErrorRate - rate), Math.Abs(other.ErrorRate - rate));
        if (farthest < Math.Abs(leaf.ErrorRate - rate))
            return false;

        leaf.Split(means.First, means.Second, one, other);
        return true;
    }

    private static ClusterTree Cluster(int[] members, IReadOnlyList<bool> errors) =>
        new(members, members.Length == 0 ? 0 : members.Count(i => errors[i]) / (double)members.Length);
}
