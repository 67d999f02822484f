using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.Gateway.Imports;

/// <summary>Makes one member of an event's data out of a row.</summary>
internal sealed class ValueReading
{
    private const NumberStyles Decimals = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private readonly string _member;
    private readonly ValueRule _rule;
    private readonly ImmutableArray<int> _columns;
    private readonly Template? _template;
    private readonly Func<Row, bool> _when;
    private readonly FrozenDictionary<string, string> _map;
    private readonly ImmutableArray<(Regex Expression, string Value)> _patterns;
    private readonly bool _isMapped;

    public ValueReading(string member, ValueRule rule, Columns columns, string pointer)
    {
        _member = member;
        _rule = rule;
        _columns = columns.PlacesOf(rule.Columns, $"{pointer}/columns");
        _template = rule.Template is { } text ? new Template(text, columns, $"{pointer}/template") : null;
        _when = columns.AllOf(rule.When, $"{pointer}/when");
        _map = rule.Map.ToFrozenDictionary(
            pair => pair.Key.Trim(), pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        _patterns = [.. rule.Patterns.Select(pattern => (Expressions.Make(pattern.Matches), pattern.Value))];
        _isMapped = _map.Count + _patterns.Length > 0;
        Column = rule.Columns.IsEmpty ? member : rule.Columns[0];
    }

    /// <summary>What a reject is about: the first column, or the member when it comes from none.</summary>
    public string Column { get; }

    /// <summary>Writes the member, or leaves it out where it may be; or tells why the row is no event.</summary>
    public Reject? Write(NamedRow named, Utf8JsonWriter writer)
    {
        if (!_when(named.Row))
            return _rule.Optional ? null : new Reject("condition-not-met", Column);

        var text = _rule.Value ?? _template?.Fill(named) ?? Columns.FirstOf(named.Row, _columns);
        if (text.Length == 0)
            text = _rule.Default ?? "";
        if (text.Length == 0)
            return _rule.Optional ? null : new Reject("value-missing", Column);

        if (_isMapped)
        {
            if (Mapped(text) is not { } mapped)
                return new Reject("value-not-mapped", Column);

            text = mapped;
        }

        return WriteAs(text, writer);
    }

    private string? Mapped(string text)
    {
        if (_map.TryGetValue(text, out var value))
            return value;

        foreach (var (expression, patternValue) in _patterns)
        {
            if (expression.IsMatch(text))
                return patternValue;
        }

        return _rule.Otherwise;
    }

    private Reject? WriteAs(string text, Utf8JsonWriter writer)
    {
        switch (_rule.As)
        {
            case ValueKind.Text:
                writer.WriteString(_member, text);
                return null;
            case ValueKind.Boolean when bool.TryParse(text, out var truth):
                writer.WriteBoolean(_member, truth);
                return null;
            case ValueKind.Boolean:
                return new Reject("not-true-or-false", Column);
            case ValueKind.Date or ValueKind.Month:
                if (!DateReading.TryRead(text, _rule.Formats, out var moment))
                    return new Reject("not-a-date", Column);

                writer.WriteString(_member, moment.ToString(
                    _rule.As == ValueKind.Date ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture));
                return null;
            default:
                return WriteNumber(text, writer);
        }
    }

    private Reject? WriteNumber(string text, Utf8JsonWriter writer)
    {
        if (_rule.GroupMark.Length > 0)
            text = text.Replace(_rule.GroupMark, "", StringComparison.Ordinal);
        if (_rule.DecimalMark != ".")
            text = text.Replace('.', '\0').Replace(_rule.DecimalMark, ".", StringComparison.Ordinal);
        if (!decimal.TryParse(text, Decimals, CultureInfo.InvariantCulture, out var number))
            return new Reject("not-a-number", Column);

        if (_rule.As == ValueKind.Cents && Math.Abs(number) < 1_000_000_000_000m)
            number *= 100;
        if (_rule.As != ValueKind.Decimal && (number != Math.Truncate(number) || Math.Abs(number) > long.MaxValue))
            return new Reject("not-a-whole-number", Column);

        if (_rule.As == ValueKind.Decimal)
            writer.WriteNumber(_member, number);
        else
            writer.WriteNumber(_member, (long)number);

        return null;
    }
}
