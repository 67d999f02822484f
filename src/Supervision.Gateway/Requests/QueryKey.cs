using System.Collections.Immutable;

namespace Supervision.Gateway.Requests;

/// <summary>One query key of an operation: what it means and what it takes, for reading and for the document.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Example">A value that works.</param>
internal sealed record QueryKey(string Name, string Meaning, string Example)
{
    /// <summary>The closed list of what it takes; empty when it is not a list.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary><c>date-time</c>, <c>date</c>, <c>int32</c>, <c>int64</c>, or null for text.</summary>
    public string? Format { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    public string? Default { get; init; }

    public int LengthMax { get; init; } = 200;

    public string? Pattern { get; init; }

    public static QueryKey OfWords<TWord>(string name, string meaning, string example)
        where TWord : struct, Enum =>
        new(name, meaning, example) { Words = Words<TWord>.All };

    public static QueryKey OfInstant(string name, string meaning) =>
        new(name, meaning, "2026-01-01T00:00:00Z") { Format = "date-time", LengthMax = 40 };

    /// <summary>A day in UTC; a moment stands for its day.</summary>
    public static QueryKey OfDay(string name, string meaning) =>
        new(name, meaning, "2026-01-01") { Format = "date", LengthMax = 40 };

    public static readonly QueryKey PageSize = new("pageSize", "How many items a page holds at most.", "50")
    {
        Format = "int32",
        Minimum = 1,
        Maximum = PageSizeMax,
        Default = "50",
    };

    public static readonly QueryKey Cursor = new(
        "cursor", "The `next` of the page before, with the same other keys. Leave it out for the first page.", "")
    {
        LengthMax = 400,
        Pattern = "^[A-Za-z0-9_-]+$",
    };

    public const int PageSizeDefault = 50;
    public const int PageSizeMax = 500;
}
