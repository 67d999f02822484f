using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Supervision.Gateway.Imports;

/// <summary>Where each column of a file is, and which columns a mapping asks for in vain.</summary>
internal sealed class Columns(string[] names)
{
    private readonly FrozenDictionary<string, int> _places = names.Index()
        .ToFrozenDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);

    private readonly List<Refusal> _missing = [];

    public ImmutableArray<Refusal> Missing => [.. _missing];

    /// <summary>The place of a column; the first, and a refusal kept, when the file has no such column.</summary>
    public int PlaceOf(string name, string pointer)
    {
        if (_places.TryGetValue(name, out var place))
            return place;

        // The name stands in the mapping, which is reviewed; nothing of the file is told.
        _missing.Add(new Refusal("column-missing", $"The file has no column '{name}'.", pointer));
        return 0;
    }

    public ImmutableArray<int> PlacesOf(ImmutableArray<string> columns, string pointer) =>
        [.. columns.Select((name, index) => PlaceOf(name, $"{pointer}/{index}"))];

    /// <summary>Whether every condition holds, for rows of this file.</summary>
    public Func<Row, bool> AllOf(ImmutableArray<Condition> conditions, string pointer)
    {
        var tests = conditions.Select((condition, index) => (
            Place: PlaceOf(condition.Column, $"{pointer}/{index}/column"),
            Expression: Expressions.Make(condition.Matches),
            condition.Not)).ToArray();
        return row => Array.TrueForAll(
            tests, test => test.Expression.IsMatch(row.Fields[test.Place].AsSpan().Trim()) != test.Not);
    }

    /// <summary>The first of these fields that is not empty, trimmed; empty when all are.</summary>
    public static string FirstOf(Row row, ImmutableArray<int> places)
    {
        foreach (var place in places)
        {
            var text = row.Fields[place].Trim();
            if (text.Length > 0)
                return text;
        }

        return "";
    }
}

/// <summary>Text with names in braces, filled in per row.</summary>
internal sealed partial class Template
{
    private readonly (string Literal, Func<NamedRow, string>? Fill)[] _parts;

    public Template(string text, Columns columns, string pointer)
    {
        _parts = [.. Pieces().Matches(text).Select(piece => piece.Groups["name"] is { Success: true } name
            ? ("", FillOf(name.Value, columns, pointer))
            : (piece.Value, null))];
    }

    public static bool IsWellFormed(string text) =>
        Pieces().Matches(text).Sum(piece => piece.Length) == text.Length && text.Length > 0;

    public string Fill(NamedRow named) =>
        string.Concat(_parts.Select(part => part.Fill is { } fill ? fill(named) : part.Literal));

    private static Func<NamedRow, string> FillOf(string name, Columns columns, string pointer)
    {
        switch (name)
        {
            case "subject":
                return named => named.Subject;
            case "occurrence":
                return named => named.OccurrenceText;
            default:
                var place = columns.PlaceOf(name, pointer);
                return named => named.Row.Fields[place].Trim();
        }
    }

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}|[^{}]+")]
    private static partial Regex Pieces();
}

/// <summary>A row with the name that it has among the others.</summary>
/// <param name="Subject">The folded name of the subject, without its scheme.</param>
/// <param name="Occurrence">1 for the first row of its name, 2 for the next with other content.</param>
internal sealed record NamedRow(Row Row, string Subject, int Occurrence)
{
    public string OccurrenceText => Occurrence == 1
        ? ""
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"~{Occurrence}");
}
