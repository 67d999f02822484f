using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Events;
using Supervision.Gateway.OpenApi;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;

namespace Supervision.Gateway.Requests;

/// <summary>
/// Reads path, query, headers and body of a request, and collects everything that is wrong with it, so that one answer
/// names it all. A value that cannot be read is the default of its type, and the request is refused.
/// </summary>
internal sealed partial class RequestReader
{
    private const char NoText = '\uFFFD';

    private readonly HttpContext _context;
    private readonly List<ProblemError> _errors = [];

    private RequestReader(HttpContext context) => _context = context;

    /// <summary>The answer when anything was wrong; null when the request may go on.</summary>
    public ProblemAnswer? Problem => _errors.Count == 0 ? null : Problems.Invalid(_errors);

    /// <summary>Starts reading, and refuses query keys that the operation does not have.</summary>
    public static RequestReader Of(HttpContext context)
    {
        var reader = new RequestReader(context);
        var keys = context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Query ?? [];
        foreach (var (name, values) in context.Request.Query)
        {
            // The framework puts U+FFFD where the bytes are no text, or passes on what a sender wrote as such.
            if (name.Contains(NoText) || values.Any(value => value!.Contains(NoText)))
                reader.Refuse("query", Shown(name), "malformed-text", "Takes percent-encoded UTF-8.");
            else if (!keys.Any(key => key.Name == name))
                reader.Refuse("query", Shown(name), "unknown-key", "There is no such query key here.");
            else if (values.Count > 1)
                reader.Refuse("query", name, "repeated-key", "Give the query key once.");
        }

        return reader;
    }

    public void Refuse(string place, string name, string code, string detail) =>
        _errors.Add(new ProblemError(place, new ProblemLocation(name, null), code, detail));

    public void Refuse(ProblemError error) => _errors.Add(error);

    /// <summary>Whether something is wrong at a place of the body.</summary>
    public bool Refuses(string pointer) => _errors.Exists(error => error.Location.Pointer == pointer);

    /// <summary>The JSON object in the body.</summary>
    public async Task<BodyReader> Body(CancellationToken cancellation, params string[] members)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(
                _context.Request.Body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false },
                cancellation);
            return new BodyReader(this, body.RootElement.Clone(), "", members);
        }
        catch (JsonException)
        {
            Refuse(ProblemError.InBody("", "malformed-json", "Takes one JSON value, in UTF-8, no member twice."));
            return new BodyReader(this, null, "");
        }
    }

    /// <summary>The body as it came, for a reader of its own.</summary>
    /// <param name="lengthMax">The limit of the route, so that nothing longer arrives here.</param>
    public async Task<ImmutableArray<byte>> Document(int lengthMax, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await _context.Request.Body.CopyToAsync(body, cancellation);
        if (body.Length is 0 || body.Length > lengthMax)
            Refuse(ProblemError.InBody("", "malformed-document", $"Takes a document of at most {lengthMax} bytes."));
        return [.. body.ToArray()];
    }

    /// <summary>The version of a model in the path.</summary>
    public ModelVersionName ModelVersion()
    {
        var (id, version) = (_context.Request.RouteValues["id"], _context.Request.RouteValues["version"]);
        if (ModelVersionName.TryCreate(id as string, version as string, out var name))
            return name;

        Refuse("path", "version", "malformed-version", "Takes the id of a model in kebab-case, and a version of it.");
        return default;
    }

    /// <summary>A version of a model that a query key must name.</summary>
    public ModelVersionName ModelVersion(string? id, QueryKey key)
    {
        if (ModelVersionName.TryCreate(id, _context.Request.Query[key.Name] is [{ } text] ? text : null, out var name))
            return name;

        Refuse("query", key.Name, "malformed-version", "Takes a version of this model.");
        return default;
    }

    public EscalationId Escalation(string name = "id")
    {
        if (EscalationId.TryParse(_context.Request.RouteValues[name] as string, null, out var id))
            return id;

        Refuse("path", name, "malformed-id", "An escalation id is the id of a referent, '~', and a number from 1.");
        return default;
    }

    public string Team()
    {
        if (_context.Request.RouteValues["team"] is string team && CaseKeys.IsKey(team))
            return team;

        Refuse("path", "team", "malformed-key", "Takes lower-case letters, digits and hyphens.");
        return "";
    }

    public ReferentId Referent(string name = "id")
    {
        if (ReferentId.TryParse(_context.Request.RouteValues[name] as string, null, out var id))
            return id;

        Refuse("path", name, "malformed-id", "A referent id is 'scheme:value' in lower case, value of [a-z0-9._-].");
        return default;
    }

    public ReferentId? Referent(QueryKey key)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (ReferentId.TryParse(text, null, out var id))
            return id;

        Refuse("query", key.Name, "malformed-id", "A referent id is 'scheme:value' in lower case.");
        return null;
    }

    public string? Text(QueryKey key)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (text.Length is 0 || text.Length > key.LengthMax || text.Any(char.IsControl))
        {
            Refuse("query", key.Name, "malformed-text", $"Takes 1 to {key.LengthMax} characters of text.");
            return null;
        }

        return text;
    }

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Needed(QueryKey key)
    {
        if (!_context.Request.Query.ContainsKey(key.Name))
            Refuse("query", key.Name, "missing", "This key must be there.");
        return Text(key) ?? "";
    }

    public TWord? Word<TWord>(QueryKey key)
        where TWord : struct, Enum
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (Words<TWord>.TryRead(text, out var word))
            return word;

        Refuse("query", key.Name, "unknown-word", $"Takes one of: {string.Join(", ", key.Words)}.");
        return null;
    }

    /// <summary>One of the words of a key whose list is no enumeration.</summary>
    public string? OneOf(QueryKey key)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (key.Words.Contains(text))
            return text;

        Refuse("query", key.Name, "unknown-word", $"Takes one of: {string.Join(", ", key.Words)}.");
        return null;
    }

    /// <summary>Where the page before ended, when the cursor came from this same query.</summary>
    public (long Number, string Id)? Cursor(string bound)
    {
        if (_context.Request.Query[QueryKey.Cursor.Name] is not [{ } text])
            return null;

        if (text.Length <= QueryKey.Cursor.LengthMax && CursorText.TryRead(text, bound, out var number, out var id))
            return (number, id);

        Refuse(
            "query", QueryKey.Cursor.Name, "malformed-cursor",
            "Takes the `next` of a page of this same query; start again without it.");
        return null;
    }

    public bool? Flag(QueryKey key) => _context.Request.Query[key.Name] switch
    {
        ["true"] => true,
        ["false"] => false,
        [] => null,
        _ => RefuseFlag(key),
    };

    public int PageSize() => (int)(Number(QueryKey.PageSize) ?? QueryKey.PageSizeDefault);

    public long? Number(QueryKey key)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= (key.Minimum ?? long.MinValue) && number <= (key.Maximum ?? long.MaxValue))
            return number;

        Refuse("query", key.Name, "out-of-range", $"Takes a whole number from {key.Minimum} to {key.Maximum}.");
        return null;
    }

    public DateTimeOffset? Instant(QueryKey key)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (text.Length <= key.LengthMax && InstantText().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)
            && instant.UtcDateTime.Year is >= 1990 and <= 9000)
            return instant.ToUniversalTime();

        Refuse(
            "query", key.Name, "malformed-instant",
            "Takes a date and time with its offset from 1990 on, such as 2026-01-01T00:00:00Z.");
        return null;
    }

    /// <summary>A moment that has been.</summary>
    public DateTimeOffset? PastInstant(QueryKey key, DateTimeOffset now)
    {
        var instant = Instant(key);
        if (instant > now)
            Refuse("query", key.Name, "in-the-future", "Takes a moment that has been.");
        return instant;
    }

    /// <summary>A day in UTC that has been or is: as such, or by a moment in it.</summary>
    public DateOnly? PastDay(QueryKey key, DateTimeOffset now)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (text.Length > key.LengthMax || !UtcDay.TryRead(text, out var day))
        {
            Refuse("query", key.Name, "malformed-day", UtcDay.Takes);
            return null;
        }

        if (day > DateOnly.FromDateTime(now.UtcDateTime))
            Refuse("query", key.Name, "in-the-future", "Takes a day that has been.");
        return day;
    }

    /// <summary>The position in one partition that a token asks for, that of an event or that of a list.</summary>
    public LogPosition? Position(QueryKey key, int partition, int partitionCount)
    {
        if (_context.Request.Query[key.Name] is not [{ } text])
            return null;

        if (text.Length <= key.LengthMax
            && PositionText.TryRead(text, partition, partitionCount, out var position))
            return position;

        Refuse("query", key.Name, "malformed-position", "Takes a position token, as a receipt or a list gave it.");
        return null;
    }

    /// <summary>A header that must be there and match; empty when it does not.</summary>
    public string Header(HeaderKey key)
    {
        if (_context.Request.Headers[key.Name] is [{ } text] && text.Length <= key.LengthMax && key.Accepts(text))
            return text;

        Refuse("header", key.Name, "malformed-header", key.Takes);
        return "";
    }

    /// <summary>A header that may be left out.</summary>
    public string? OptionalHeader(HeaderKey key) =>
        _context.Request.Headers.ContainsKey(key.Name) ? Header(key) : null;

    private bool? RefuseFlag(QueryKey key)
    {
        Refuse("query", key.Name, "unknown-word", "Takes one of: true, false.");
        return null;
    }

    // The name of a key is named back only when it looks like one; anything else could be a value put in its place.
    private static string Shown(string name) => IsName(name) ? name : "(a key that is not a name)";

    /// <summary>Whether it looks like the name of a key or member, so that it may be named back.</summary>
    internal static bool IsName(string name) => KeyText().IsMatch(name);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex KeyText();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex InstantText();
}
