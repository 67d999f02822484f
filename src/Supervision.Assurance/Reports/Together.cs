using System.Collections;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Which groups of two attributes cases have at once. Groups that never meet across split the cases in parts that both
/// attributes count, so what one keeps back the other must not give away: men by age beside men by region.
/// </summary>
/// <param name="attributes">How many there are.</param>
internal sealed class Together(int attributes)
{
    private const int Most = UseCounter.TeamsMax + 1;

    private readonly Dictionary<string, int>[] _places =
        [.. Enumerable.Range(0, attributes).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];

    private readonly BitArray[] _met =
        [.. Enumerable.Range(0, attributes * (attributes - 1) / 2).Select(_ => new BitArray(Most * Most))];

    /// <param name="groups">Of one case, its group of each attribute; empty where it has none.</param>
    public void Add(ReadOnlySpan<string> groups)
    {
        if (attributes < 2)
            return;

        Span<int> places = stackalloc int[attributes];
        for (var a = 0; a < attributes; a++)
        {
            if (!_places[a].TryGetValue(groups[a], out places[a]))
                _places[a][groups[a]] = places[a] = _places[a].Count;
            if (places[a] >= Most)
                return; // More groups than a report takes; whoever reads the cases refuses them.
        }

        for (var (a, pair) = (0, 0); a < attributes; a++)
        {
            for (var b = a + 1; b < attributes; b++, pair++)
                _met[pair][(places[a] * Most) + places[b]] = true;
        }
    }

    /// <summary>
    /// The parts that the groups of two attributes fall into, without a group in common between parts.
    /// </summary>
    public IEnumerable<PartOfGroups> Parts(int attribute, int other)
    {
        var met = _met[Pair(attribute, other)];
        var (rows, columns) = (_places[attribute], _places[other]);
        var parts = Enumerable.Range(0, rows.Count).ToArray();
        foreach (var column in Labelled(columns))
        {
            var meeting = Labelled(rows).Where(row => Met(row.Value, column.Value)).Select(row => parts[row.Value])
                .ToHashSet();
            for (var row = 0; meeting.Count > 1 && row < parts.Length; row++)
            {
                if (meeting.Contains(parts[row]))
                    parts[row] = meeting.Min();
            }
        }

        return Labelled(rows).GroupBy(row => parts[row.Value]).OrderBy(inPart => inPart.Key).Select(inPart =>
        {
            var others = Labelled(columns).Where(column => inPart.Any(row => Met(row.Value, column.Value))).ToArray();
            return new PartOfGroups(
                [.. inPart.Select(row => row.Key)], [.. others.Select(column => column.Key)],
                columns.TryGetValue("", out var none) && inPart.Any(row => Met(row.Value, none)),
                rows.TryGetValue("", out var noneOf) && others.Any(column => Met(noneOf, column.Value)));
        });

        bool Met(int row, int column) => met[(row * Most) + column];
    }

    private static IEnumerable<KeyValuePair<string, int>> Labelled(Dictionary<string, int> places) =>
        places.Where(place => place.Key.Length > 0);

    private int Pair(int attribute, int other)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(attribute, other);
        return (attribute * (2 * attributes - attribute - 1) / 2) + other - attribute - 1;
    }
}

/// <summary>Groups of two attributes that cases have only with each other.</summary>
/// <param name="OfMeetsNone">Some cases with a group of the first have none of the second.</param>
/// <param name="OtherMeetsNone">Some cases with a group of the second have none of the first.</param>
internal readonly record struct PartOfGroups(string[] Of, string[] Other, bool OfMeetsNone, bool OtherMeetsNone);
