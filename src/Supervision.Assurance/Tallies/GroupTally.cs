using System.Collections.Immutable;

namespace Supervision.Assurance.Tallies;

/// <summary>Confusion tables by group. Merging is exact and does not depend on order or grouping.</summary>
/// <remarks>
/// A group is any label; an intersection is the label of two together (<see cref="Both"/>).
/// </remarks>
public sealed class GroupTally : IEquatable<GroupTally>
{
    public static readonly GroupTally Empty = new(ImmutableSortedDictionary.Create<string, ConfusionTable>(
        StringComparer.Ordinal));

    private GroupTally(ImmutableSortedDictionary<string, ConfusionTable> groups) => Groups = groups;

    public ImmutableSortedDictionary<string, ConfusionTable> Groups { get; }

    public static GroupTally Of(IEnumerable<KeyValuePair<string, ConfusionTable>> groups)
    {
        var tally = Empty.Groups.ToBuilder();
        foreach (var (group, table) in groups)
            tally[group] = tally.GetValueOrDefault(group).Merge(table);

        return new GroupTally(tally.ToImmutable());
    }

    /// <summary>The label of those who are in both groups.</summary>
    public static string Both(string one, string other) => $"{one} × {other}";

    public GroupTally Merge(GroupTally other) => Of(Groups.Concat(other.Groups));

    /// <summary>All groups together.</summary>
    public ConfusionTable Total() => Groups.Values.Aggregate(ConfusionTable.Empty, (sum, table) => sum.Merge(table));

    public bool Equals(GroupTally? other) => other is not null && Groups.SequenceEqual(other.Groups);

    public override bool Equals(object? obj) => Equals(obj as GroupTally);

    public override int GetHashCode() => HashCode.Combine(Groups.Count, Total());
}
