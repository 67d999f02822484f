using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Supervision.Facts;

namespace Supervision.Gateway.Imports;

/// <summary>Finds everything in a mapping that cannot be carried out, beyond what its schema tells.</summary>
internal sealed partial class MappingCheck
{
    private const int SourceLengthMax = 256;

    private readonly ImmutableArray<Refusal>.Builder _refusals = ImmutableArray.CreateBuilder<Refusal>();

    public ImmutableArray<Refusal> Of(Mapping mapping)
    {
        Require(Word().IsMatch(mapping.Name), "not-kebab-case", "Must be kebab-case, at most 64 characters.", "/name");
        Require(
            Uri.TryCreate(mapping.Source, UriKind.Absolute, out _) && mapping.Source.Length <= SourceLengthMax,
            "not-a-uri", "Must be an absolute URI.", "/source");
        Require(mapping.File.Delimiter.Length == 1, "not-one-character", "Must be one character.", "/file/delimiter");
        Require(
            RowSource.Encodings.ContainsKey(mapping.File.Encoding),
            "not-on-list", $"Must be one of {string.Join(", ", RowSource.Encodings.Keys)}.", "/file/encoding");
        Require(Scheme().IsMatch(mapping.Subject.Scheme),
            "not-a-scheme", "Must be 1 to 16 lower-case letters or digits.", "/subject/scheme");
        NotEmpty(mapping.Subject.Columns, "/subject/columns");
        NotEmpty(mapping.Key, "/key");
        NotEmpty(mapping.Events, "/events");
        foreach (var text in mapping.Subject.Folding.Replace.Keys)
            Require(text.Length > 0, "empty", "May not replace the empty text.", "/subject/folding/replace");

        foreach (var (index, rule) in mapping.Skip.Index())
        {
            Require(Word().IsMatch(rule.Reason), "not-kebab-case", "Must be kebab-case.", $"/skip/{index}/reason");
            NotEmpty(rule.When, $"/skip/{index}/when");
            Conditions(rule.When, $"/skip/{index}/when");
        }

        foreach (var (index, check) in mapping.Checks.Index())
            Check(check, $"/checks/{index}");

        var names = new HashSet<string>();
        foreach (var (index, rule) in mapping.Events.Index())
        {
            Require(names.Add(rule.Name), "name-repeated", "Another event has this name.", $"/events/{index}/name");
            Event(rule, $"/events/{index}");
        }

        return _refusals.ToImmutable();
    }

    private void Check(DateCheck check, string pointer)
    {
        Require(Word().IsMatch(check.Reason), "not-kebab-case", "Must be kebab-case.", $"{pointer}/reason");
        Date(check.First, $"{pointer}/first");
        Date(check.Second, $"{pointer}/second");
        Require(check.DaysLeast is not null || check.DaysMost is not null,
            "no-bound", "Needs daysLeast or daysMost.", pointer);
        Require(check.DaysLeast is null || check.DaysMost is null || check.DaysLeast <= check.DaysMost,
            "bounds-crossed", "daysLeast may not be above daysMost.", pointer);
    }

    private void Event(EventRule rule, string pointer)
    {
        Require(Word().IsMatch(rule.Name), "not-kebab-case", "Must be kebab-case.", $"{pointer}/name");
        Conditions(rule.When, $"{pointer}/when");
        Date(rule.Time.Date, $"{pointer}/time/date");
        Require(TimeOnly.TryParseExact(rule.Time.At, "HH:mm:ss", CultureInfo.InvariantCulture, default, out _),
            "not-a-time", "Must be HH:mm:ss.", $"{pointer}/time/at");
        foreach (var (member, value) in rule.Data)
            Value(value, $"{pointer}/data/{member}");

        if (FactTypes.Find(rule.Type) is not { IsOwn: false, IsAboutEvent: false } type)
        {
            Refuse("unknown-type", "Must be a type of event that can be imported.", $"{pointer}/type");
            return;
        }

        var known = type.Json.Properties.ToDictionary(member => member.Name);
        foreach (var member in rule.Data.Keys)
        {
            Require(known.ContainsKey(member),
                "unknown-member", "Events of this type have no such member.", $"{pointer}/data/{member}");
        }

        foreach (var member in known.Values)
        {
            Require(!member.IsRequired || rule.Data.ContainsKey(member.Name),
                "member-missing", "Events of this type require it.", $"{pointer}/data/{member.Name}");
        }
    }

    private void Value(ValueRule rule, string pointer)
    {
        var origins = (rule.Value is null ? 0 : 1) + (rule.Columns.IsEmpty ? 0 : 1) + (rule.Template is null ? 0 : 1);
        Require(origins == 1, "not-one-origin", "Needs exactly one of value, columns and template.", pointer);
        Require(rule.Template is null || Template.IsWellFormed(rule.Template),
            "template-malformed", "Braces must enclose a name.", $"{pointer}/template");
        Conditions(rule.When, $"{pointer}/when");
        foreach (var (index, pattern) in rule.Patterns.Index())
            Expression(pattern.Matches, $"{pointer}/patterns/{index}/matches");

        Require(rule.Otherwise is null || rule.Map.Count + rule.Patterns.Length > 0,
            "otherwise-alone", "Needs map or patterns beside it.", $"{pointer}/otherwise");
        Require(rule.Map.Keys.Select(key => key.Trim().ToUpperInvariant()).Distinct().Count() == rule.Map.Count,
            "map-repeated", "Two texts of the map differ in case or white space only.", $"{pointer}/map");
        Require(rule.DecimalMark.Length == 1 && rule.GroupMark.Length <= 1 && rule.DecimalMark != rule.GroupMark,
            "marks", "decimalMark is one character, groupMark another one or none.", pointer);
        Formats(rule.Formats, $"{pointer}/formats");
    }

    private void Date(DateRule rule, string pointer)
    {
        NotEmpty(rule.Columns, $"{pointer}/columns");
        Formats(rule.Formats, $"{pointer}/formats");
        if (rule.Within is { } within && Expression(within, $"{pointer}/within") is { } found)
        {
            Require(found.GetGroupNumbers().Length > 1,
                "no-group", "Must have a group that holds the date.", $"{pointer}/within");
        }
    }

    private void Formats(ImmutableArray<string> formats, string pointer)
    {
        NotEmpty(formats, pointer);
        foreach (var (index, format) in formats.Index())
        {
            Require(DateReading.IsUsable(format),
                "format-malformed", "Is no format of a date with year, month and day.", $"{pointer}/{index}");
        }
    }

    private void Conditions(ImmutableArray<Condition> conditions, string pointer)
    {
        foreach (var (index, condition) in conditions.Index())
            Expression(condition.Matches, $"{pointer}/{index}/matches");
    }

    private Regex? Expression(string pattern, string pointer)
    {
        try
        {
            return Expressions.Make(pattern);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            Refuse("expression-malformed", "Is no regular expression, or one with look-around.", pointer);
            return null;
        }
    }

    private void NotEmpty<T>(ImmutableArray<T> list, string pointer) =>
        Require(!list.IsEmpty, "empty", "Must have at least one.", pointer);

    private void Require(bool holds, string code, string message, string pointer)
    {
        if (!holds)
            Refuse(code, message, pointer);
    }

    private void Refuse(string code, string message, string pointer) =>
        _refusals.Add(new Refusal(code, message, pointer));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$(?<=^.{1,64})")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z0-9]{1,16}$")]
    private static partial Regex Scheme();
}

/// <summary>Regular expressions from a mapping: linear in the text, whatever the expression.</summary>
internal static class Expressions
{
    public static Regex Make(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
