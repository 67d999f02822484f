using Supervision.Assurance.Groups;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Which counts may be said of all cases and of each group of each attribute, decided for all of them together: no
/// count that is said gives away another that is not, in a group, across groups, or across attributes.
/// </summary>
internal sealed class SaidCounts
{
    private readonly CountedKinds _kinds;
    private readonly LinkedCounts _counts = new();
    private readonly int[] _all;
    private readonly Dictionary<string, int[]>[] _groups;

    /// <param name="all">Of all cases, each kind.</param>
    /// <param name="attributes">Of each attribute the counts of its groups.</param>
    public SaidCounts(
        CountedKinds kinds, long[] all, IReadOnlyList<Dictionary<string, long[]>> attributes,
        Together together)
    {
        _kinds = kinds;
        _all = [.. all.Select((count, kind) =>
            kinds.Known.Contains(kind) ? _counts.AddDecided(count, isSaid: true) : Add(count, kind))];
        // What cases without a group came to is not said either, and still could be worked out.
        _groups =
        [
            .. attributes.Select(groups => groups.ToDictionary(
                group => group.Key, group => group.Value.Select(Add).ToArray(), StringComparer.Ordinal)),
        ];
        foreach (var (attribute, groups) in _groups.Index())
        {
            groups[""] =
            [
                .. kinds.Rest(all, attributes[attribute].Values).Select((count, kind) =>
                    kinds.KnownWithout.Contains(kind) ? _counts.AddDecided(count, isSaid: true) : Add(count, kind)),
            ];
        }

        SumRows();
        foreach (var groups in _groups)
            SumColumns(_all, groups.Values);
        SumParts(together);
        _counts.Protect();
    }

    /// <summary>Of all cases.</summary>
    public bool Says(int kind) => _counts.Says(_all[kind]);

    public bool Says(int attribute, string group, int kind) => _counts.Says(_groups[attribute][group][kind]);

    private int Add(long count, int kind) => _counts.Add(count, _kinds.Dear.Contains(kind));

    private void SumRows()
    {
        foreach (var row in _groups.SelectMany(groups => groups.Values).Append(_all))
        {
            foreach (var (total, parts) in row == _all ? [.. _kinds.Sums, .. _kinds.SumsOfAll] : _kinds.Sums)
                _counts.AddSum(row[total], [.. parts.Select(part => row[part])]);
        }
    }

    private void SumColumns(int[] totals, IEnumerable<int[]> rows)
    {
        for (var kind = 0; kind < _kinds.OfGroups; kind++)
            _counts.AddSum(totals[kind], [.. rows.Select(row => row[kind])]);
    }

    /// <summary>What two attributes both count must be told by neither when one keeps a part of it back.</summary>
    private void SumParts(Together together)
    {
        for (var a = 0; a < _groups.Length; a++)
        {
            for (var b = a + 1; b < _groups.Length; b++)
            {
                var parts = together.Parts(a, b).Select(part => (
                    Of: part.Of.Select(group => _groups[a][group]).ToArray(),
                    Other: part.Other.Select(group => _groups[b][group]).ToArray(),
                    part.OfMeetsNone, part.OtherMeetsNone)).ToArray();
                if (parts is [{ Of.Length: > 1, Other.Length: > 1 }])
                    continue; // All cases, of which there are sums already.

                var finer = parts.Where(part => !part.OtherMeetsNone)
                    .Select(part => SumPart(part.Of, part.Other)).ToArray();
                var coarser = parts.Where(part => part.OtherMeetsNone && !part.OfMeetsNone)
                    .Select(part => SumPart(part.Other, part.Of)).ToArray();
                if (finer.Length == parts.Length)
                    SumColumns(_groups[b][""], [.. finer, _groups[a][""]]);
                else if (coarser.Length == parts.Length)
                    SumColumns(_groups[a][""], [.. coarser, _groups[b][""]]);
            }
        }
    }

    /// <summary>
    /// The first together are the others, and the cases that have no group of the other attribute: the counts of those.
    /// </summary>
    private int[] SumPart(int[][] rows, int[][] others)
    {
        var without = new int[_kinds.OfGroups];
        for (var kind = 0; kind < without.Length; kind++)
        {
            int[] parts = [.. rows.Select(row => row[kind])];
            var count = parts.Sum(_counts.Count);
            without[kind] = _counts.Add(count - others.Sum(row => _counts.Count(row[kind])));
            var whole = parts is [var one] ? one : _counts.Add(count);
            if (parts.Length > 1)
                _counts.AddSum(whole, parts);
            _counts.AddSum(whole, [.. others.Select(row => row[kind]), without[kind]]);
        }

        return without;
    }
}
