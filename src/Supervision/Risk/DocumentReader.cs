using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.Risk;

/// <summary>
/// Reads a JSON object member by member and keeps every error with its place, so that an author sees all of them at
/// once. Values are never echoed.
/// </summary>
internal sealed partial class DocumentReader(JsonElement element, string pointer, List<Refusal> errors)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Pointer => pointer;

    public string Text(string name, int lengthMax)
    {
        if (Member(name) is not { } member)
            return "";

        if (member.ValueKind == JsonValueKind.String && member.GetString() is { } text
            && !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax)
            return text;

        Fail("not-a-text", $"A text of 1 to {lengthMax} characters is needed here.", name);
        return "";
    }

    /// <summary>A name in kebab-case.</summary>
    public string Name(string name)
    {
        const int LengthMax = RiskModelSyntax.KebabMax;
        if (Member(name) is not { } member)
            return "";

        if (member.ValueKind == JsonValueKind.String && member.GetString() is { Length: <= LengthMax } text
            && KebabCase().IsMatch(text))
            return text;

        Fail("not-a-name", $"A name in kebab-case of at most {LengthMax} characters is needed here.", name);
        return "";
    }

    public int Integer(string name, int min, int max) =>
        Member(name) is { } member ? (int)(Whole(member, name, min, max) ?? min) : min;

    public long? OptionalInteger(string name, long min, long max) =>
        Member(name, isRequired: false) is { } member && member.ValueKind != JsonValueKind.Null
            ? Whole(member, name, min, max)
            : null;

    public bool Boolean(string name)
    {
        if (Member(name) is not { } member)
            return false;

        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fail("not-a-boolean", "True or false is needed here.", name);
        return member.ValueKind == JsonValueKind.True;
    }

    public DateOnly Date(string name)
    {
        if (Member(name) is not { } member)
            return default;

        if (member.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(
            member.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date))
            return date;

        Fail("not-a-date", "A date, yyyy-MM-dd, is needed here.", name);
        return default;
    }

    public RiskLevel Level(string name)
    {
        if (Member(name) is not { } member)
            return default;

        var level = member.ValueKind != JsonValueKind.String ? default : member.GetString() switch
        {
            "low" => RiskLevel.Low,
            "medium" => RiskLevel.Medium,
            "high" => RiskLevel.High,
            _ => RiskLevel.None,
        };
        if (level == RiskLevel.None)
            Fail("not-a-level", "A level is needed here: low, medium or high.", name);
        return level;
    }

    /// <summary>An object; null when it is not there or not an object, or, where that is allowed, null.</summary>
    public DocumentReader? Object(string name, bool isNullable = false)
    {
        if (Member(name) is not { } member || (isNullable && member.ValueKind == JsonValueKind.Null))
            return null;

        if (member.ValueKind == JsonValueKind.Object)
            return new DocumentReader(member, Place(name), errors);

        Fail("not-an-object", "An object is needed here.", name);
        return null;
    }

    public IEnumerable<DocumentReader> Objects(string name, int countMax)
    {
        if (Member(name) is not { } member)
            yield break;

        if (member.ValueKind != JsonValueKind.Array || member.GetArrayLength() is var count
            && (count == 0 || count > countMax))
        {
            Fail("not-a-list", $"A list of 1 to {countMax} objects is needed here.", name);
            yield break;
        }

        var index = 0;
        foreach (var item in member.EnumerateArray())
        {
            var place = $"{Place(name)}/{index++}";
            if (item.ValueKind == JsonValueKind.Object)
                yield return new DocumentReader(item, place, errors);
            else
                errors.Add(new Refusal("not-an-object", "An object is needed here.", place));
        }
    }

    /// <summary>To be called last: what was not asked for should not be there.</summary>
    public void End()
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
                errors.Add(new Refusal("unknown-member", "This member is not known.", Place(member.Name)));
        }
    }

    public void Fail(string code, string message, string? name = null) =>
        errors.Add(new Refusal(code, message, name is null ? pointer : Place(name)));

    private string Place(string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private JsonElement? Member(string name, bool isRequired = true)
    {
        _known.Add(name);
        if (element.TryGetProperty(name, out var member))
            return member;

        if (isRequired)
            Fail("missing-member", "This member is needed.", name);
        return null;
    }

    private long? Whole(JsonElement member, string name, long min, long max)
    {
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var value)
            && value >= min && value <= max)
            return value;

        Fail("not-a-whole-number", $"A whole number from {min} to {max} is needed here.", name);
        return null;
    }

    [GeneratedRegex(RiskModelSyntax.NamePattern)]
    private static partial Regex KebabCase();
}
