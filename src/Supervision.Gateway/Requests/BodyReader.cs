using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Supervision.Events;
using Supervision.Referents;

namespace Supervision.Gateway.Requests;

/// <summary>Reads the members of a JSON object; the reader of the request collects what is wrong.</summary>
internal sealed class BodyReader
{
    /// <summary>Unknown members that are named; an answer has an end.</summary>
    private const int UnknownNamedMax = 20;

    private readonly JsonElement? _object;
    private readonly RequestReader _request;
    private readonly string _pointer;

    /// <param name="element">Null when there is no body to read; then every member is the default of its type.</param>
    /// <param name="members">The members there may be; any other is refused.</param>
    public BodyReader(RequestReader request, JsonElement? element, string pointer, params string[] members)
    {
        (_request, _pointer) = (request, pointer);
        if (element is not { } found)
            return;

        if (found.ValueKind != JsonValueKind.Object)
        {
            Refuse(pointer, "not-an-object", "Takes a JSON object.");
            return;
        }

        _object = found;
        foreach (var unknown in found.EnumerateObject().Select(member => member.Name).Except(members)
            .Select(name => RequestReader.IsName(name) ? At(name) : pointer).Distinct().Take(UnknownNamedMax))
            Refuse(unknown, "unknown-member", $"Takes these members and no other: {string.Join(", ", members)}.");
    }

    /// <summary>Whether a member is there and not null.</summary>
    public bool Has(string member) =>
        _object?.TryGetProperty(member, out var element) is true && element.ValueKind != JsonValueKind.Null;

    /// <summary>Whether a member is there and nothing was wrong with it so far.</summary>
    public bool Reads(string member) => Has(member) && !_request.Refuses(At(member));

    /// <summary>Refuses members that are there, because of what else is.</summary>
    public void Without(string because, params IEnumerable<string> members)
    {
        foreach (var member in members.Where(Has))
            Refuse(At(member), "out-of-place", because);
    }

    /// <summary>Refuses what a member says, though it could be read.</summary>
    public void RefuseMember(string member, string code, string detail) => Refuse(At(member), code, detail);

    /// <summary>The reader of an object inside, when it is there.</summary>
    public BodyReader? Inside(string member, params string[] members) => Has(member)
        ? new BodyReader(_request, Member(member, JsonValueKind.Object), At(member), members)
        : null;

    public ReferentId Referent(string member)
    {
        var text = Text(member, 97);
        if (text.Length == 0 || ReferentId.TryParse(text, null, out var id))
            return text.Length == 0 ? default : ReferentId.Parse(text);

        Refuse(At(member), "malformed-id", "A referent id is 'scheme:value' in lower case.");
        return default;
    }

    /// <summary>Text of at least one character; empty when it cannot be read.</summary>
    public string Text(string member, int lengthMax)
    {
        if (Member(member, JsonValueKind.String) is not { } element)
            return "";

        if (TextOf(element) is { } text && text.Length <= lengthMax && !string.IsNullOrWhiteSpace(text)
            && text.All(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')
            && !WritingDirection.IsChangedBy(text))
            return text;

        Refuse(
            At(member), "malformed-text",
            $"Takes 1 to {lengthMax} characters of text, none of which changes the direction of writing.");
        return "";
    }

    /// <summary>Text that may be left out, or be null.</summary>
    public string? OptionalText(string member, int lengthMax) =>
        _object?.TryGetProperty(member, out var element) is true && element.ValueKind != JsonValueKind.Null
            ? Text(member, lengthMax)
            : null;

    public TWord Word<TWord>(string member)
        where TWord : struct, Enum => Word(member, Enum.GetValues<TWord>());

    /// <summary>One of these words of a closed list, and no other of it.</summary>
    public TWord Word<TWord>(string member, IReadOnlyList<TWord> offered)
        where TWord : struct, Enum
    {
        if (Member(member, JsonValueKind.String) is not { } element)
            return default;

        if (TextOf(element) is { } text && Words<TWord>.TryRead(text, out var word) && offered.Contains(word))
            return word;

        Refuse(
            At(member), "unknown-word", $"Takes one of: {string.Join(", ", offered.Select(Words<TWord>.TextOf))}.");
        return default;
    }

    /// <summary>A list of words of a closed list, none twice; empty when it cannot be read.</summary>
    public ImmutableArray<TWord> WordList<TWord>(string member, int countMax)
        where TWord : struct, Enum
    {
        if (Member(member, JsonValueKind.Array) is not { } element)
            return [];

        var texts = element.EnumerateArray().Take(countMax + 1)
            .Select(item => item.ValueKind == JsonValueKind.String ? TextOf(item) : null).ToArray();
        var words = texts
            .Select(text => text is not null && Words<TWord>.TryRead(text, out var word) ? word : (TWord?)null)
            .OfType<TWord>().ToImmutableArray();
        var isTwice = words.Distinct().Count() < words.Length;
        if (words.Length == texts.Length && !isTwice)
            return words;

        Refuse(
            At(member), words.Length == texts.Length ? "repeated-word" : "unknown-word",
            $"Takes a list of these, none twice: {string.Join(", ", Words<TWord>.All)}.");
        return [];
    }

    /// <summary>A list of texts of at least one character; empty when it cannot be read.</summary>
    public ImmutableArray<string> TextList(string member, int countMax, int lengthMax)
    {
        if (Member(member, JsonValueKind.Array) is not { } element)
            return [];

        var texts = element.EnumerateArray().Take(countMax + 1)
            .Select(item => item.ValueKind == JsonValueKind.String ? TextOf(item) : null).ToArray();
        if (texts.Length <= countMax && texts.All(text => text is { Length: > 0 } && text.Length <= lengthMax))
            return [.. texts.OfType<string>()];

        Refuse(At(member), "malformed-list", $"Takes at most {countMax} texts of 1 to {lengthMax} characters.");
        return [];
    }

    /// <summary>A whole number; the least when it cannot be read.</summary>
    public int Number(string member, int minimum, int maximum)
    {
        if (Member(member, JsonValueKind.Number) is not { } element)
            return minimum;

        if (element.TryGetInt32(out var number) && number >= minimum && number <= maximum)
            return number;

        Refuse(At(member), "out-of-range", $"Takes a whole number from {minimum} to {maximum}.");
        return minimum;
    }

    /// <summary>A number with a fraction; the least when it cannot be read.</summary>
    public decimal Decimal(string member, decimal minimum, decimal maximum)
    {
        if (Member(member, JsonValueKind.Number) is not { } element)
            return minimum;

        if (element.TryGetDecimal(out var number) && number >= minimum && number <= maximum)
            return number;

        Refuse(
            At(member), "out-of-range",
            string.Create(CultureInfo.InvariantCulture, $"Takes a number from {minimum} to {maximum}."));
        return minimum;
    }

    /// <summary>A list of texts that may be left out.</summary>
    public ImmutableArray<string> OptionalTextList(string member, int countMax, int lengthMax) =>
        Has(member) ? TextList(member, countMax, lengthMax) : [];

    /// <summary>A list of words that may be left out.</summary>
    public ImmutableArray<TWord> OptionalWordList<TWord>(string member, int countMax)
        where TWord : struct, Enum => Has(member) ? WordList<TWord>(member, countMax) : [];

    /// <summary>A word that may be left out.</summary>
    public TWord? OptionalWord<TWord>(string member)
        where TWord : struct, Enum => Has(member) ? Word<TWord>(member) : null;

    /// <summary>False when it is left out.</summary>
    public bool OptionalFlag(string member) => Has(member) && Flag(member);

    /// <summary>An amount from 1 that may be left out.</summary>
    public long? OptionalAmount(string member, int maximum) => Has(member) ? Number(member, 1, maximum) : null;

    /// <summary>A JSON object in it, with members of its own.</summary>
    public BodyReader Object(string member, params string[] members) =>
        new(_request, Member(member, JsonValueKind.Object), At(member), members);

    /// <summary>A JSON object that may be left out, as it was sent; what is in it is for others to judge.</summary>
    public JsonElement? OptionalObject(string member)
    {
        if (_object is not { } found || !found.TryGetProperty(member, out var element))
            return null;
        if (element.ValueKind == JsonValueKind.Object)
            return element;

        Refuse(At(member), "not-an-object", "Takes a JSON object.");
        return null;
    }

    /// <summary>A day, yyyy-MM-dd.</summary>
    public DateOnly Date(string member)
    {
        if (Member(member, JsonValueKind.String) is not { } element)
            return default;

        if (DateOnly.TryParseExact(
                TextOf(element), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        Refuse(At(member), "malformed-date", "Takes a day, as in 2026-03-02.");
        return default;
    }

    /// <summary>A day in UTC, as such or by a moment in it; null when it cannot be read.</summary>
    public DateOnly? Day(string member)
    {
        if (Member(member, JsonValueKind.String) is not { } element)
            return null;

        if (UtcDay.TryRead(TextOf(element), out var day))
            return day;

        Refuse(At(member), "malformed-day", UtcDay.Takes);
        return null;
    }

    /// <summary>A moment with its offset.</summary>
    public DateTimeOffset Instant(string member)
    {
        if (Member(member, JsonValueKind.String) is not { } element)
            return default;

        if (TextOf(element) is { } text && Rfc3339.TryRead(Encoding.UTF8.GetBytes(text), out var instant))
            return instant;

        Refuse(At(member), "malformed-instant", "Takes a date and time with its offset, as in 2026-03-02T12:00:00Z.");
        return default;
    }

    public bool Flag(string member)
    {
        if (_object is not { } found)
            return false;

        if (found.TryGetProperty(member, out var element)
            && element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.ValueKind == JsonValueKind.True;

        Refuse(At(member), "wrong-type", "Takes true or false.");
        return false;
    }

    /// <summary>A list that may be left out.</summary>
    public ImmutableArray<TItem> List<TItem>(
        string member, int countMax, Func<BodyReader, TItem> read, params string[] members)
    {
        if (_object?.TryGetProperty(member, out var list) is not true)
            return [];

        var length = list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : -1;
        if (length < 0 || length > countMax)
        {
            Refuse(At(member), "wrong-type", $"Takes a list of at most {countMax} items.");
            return [];
        }

        return [.. list.EnumerateArray().Select((item, index) =>
            read(new BodyReader(_request, item, $"{At(member)}/{index}", members)))];
    }

    /// <summary>
    /// A list of at least one item; null when it is left out, which is never the same as a list of nothing.
    /// </summary>
    public ImmutableArray<TItem>? OptionalList<TItem>(
        string member, int countMax, Func<BodyReader, TItem> read, params string[] members)
    {
        if (_object?.TryGetProperty(member, out var list) is not true)
            return null;

        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0)
            Refuse(At(member), "empty-list", "Takes at least one item, or is left out.");
        return List(member, countMax, read, members);
    }

    private JsonElement? Member(string member, JsonValueKind kind)
    {
        if (_object is not { } found)
            return null;

        if (!found.TryGetProperty(member, out var element))
            Refuse(At(member), "missing", "This member must be there.");
        else if (element.ValueKind != kind)
            Refuse(At(member), "wrong-type", $"Takes {NameOf(kind)}.");
        else
            return element;

        return null;
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    // JSON can escape half a character, which is no text.
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string At(string member) => $"{_pointer}/{member}";

    private void Refuse(string pointer, string code, string detail) =>
        _request.Refuse(ProblemError.InBody(pointer, code, detail));
}
