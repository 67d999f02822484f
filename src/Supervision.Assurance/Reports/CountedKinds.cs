using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>What is counted of every group, and which of these counts are sums of others.</summary>
/// <param name="OfGroups">How many kinds are counted of a group; the last is all its cases.</param>
/// <param name="Sums">Of every group, and of all together; first what should keep something back first.</param>
/// <param name="SumsOfAll">Of all together only, of which kinds after those of groups are counted.</param>
/// <param name="Dear">Kept back after the others.</param>
/// <param name="Known">Of all together said in any case: they tell of the data, and not of anybody.</param>
/// <param name="KnownWithout">Of cases without a group likewise: how complete the labels are.</param>
internal sealed record CountedKinds(
    int OfGroups, ImmutableArray<(int Total, int[] Parts)> Sums, ImmutableArray<(int Total, int[] Parts)> SumsOfAll,
    ImmutableArray<int> Dear, ImmutableArray<int> Known, ImmutableArray<int> KnownWithout)
{
    /// <summary>The counts of cases that no group has: of all less those of the groups.</summary>
    public long[] Rest(long[] all, IEnumerable<long[]> groups)
    {
        var rest = all[..OfGroups];
        foreach (var counts in groups)
        {
            for (var kind = 0; kind < OfGroups; kind++)
                rest[kind] -= counts[kind];
        }

        return rest;
    }
}
