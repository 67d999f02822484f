using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Gateway.Imports;

/// <summary>How the rows of a file become events: a document that people review.</summary>
[Description("How the rows of a delimited file become events.")]
public sealed record Mapping
{
    [Description("A short name, kebab-case.")]
    public required string Name { get; init; }

    [Description("What is mapped and why in this way, for who reviews the document.")]
    public required string Purpose { get; init; }

    [Description("The CloudEvents source of every event: an absolute URI.")]
    public required string Source { get; init; }

    public FileFormat File { get; init; } = new();

    [Description("Whose history a row belongs to.")]
    public required SubjectRule Subject { get; init; }

    [Description("The columns that, with the subject, name a row. A repeated name with other content is numbered.")]
    public required ImmutableArray<string> Key { get; init; }

    [Description("Rows to pass over; counted by reason.")]
    public ImmutableArray<RowRule> Skip { get; init; } = [];

    [Description("Rows to reject because two dates contradict each other.")]
    public ImmutableArray<DateCheck> Checks { get; init; } = [];

    [Description("The events of a row, in the order in which they are sent.")]
    public required ImmutableArray<EventRule> Events { get; init; }
}

/// <summary>How the file is written. The first row names the columns.</summary>
public sealed record FileFormat
{
    [Description("One character.")]
    public string Delimiter { get; init; } = ",";

    [Description("utf-8, utf-16 or iso-8859-1.")]
    public string Encoding { get; init; } = "utf-8";
}

/// <summary>How the referent id follows from a column: a scheme and a folded text.</summary>
public sealed record SubjectRule
{
    [Description("The first column that is not empty counts.")]
    public required ImmutableArray<string> Columns { get; init; }

    [Description("Before the colon of the referent id.")]
    public required string Scheme { get; init; }

    public Folding Folding { get; init; } = new();
}

/// <summary>
/// How spellings of one name become one: lower case, letters without marks, words of letters and digits joined by a
/// dash, and what this document adds.
/// </summary>
public sealed record Folding
{
    [Description("Characters that vanish, so that what they stood between joins up.")]
    public string Remove { get; init; } = "";

    [Description("Texts that stand for others, such as & for and.")]
    public ImmutableSortedDictionary<string, string> Replace { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    [Description("Words that are dropped at the end, such as inc, as long as another word remains.")]
    public ImmutableArray<string> DropLast { get; init; } = [];

    [Description("Words that are dropped at the start, such as the, as long as another word remains.")]
    public ImmutableArray<string> DropFirst { get; init; } = [];
}

/// <summary>A condition on one column.</summary>
public sealed record Condition
{
    public required string Column { get; init; }

    [Description("A regular expression without look-around or back-references, found anywhere in the trimmed text.")]
    public required string Matches { get; init; }

    [Description("Holds when the expression is not found.")]
    public bool Not { get; init; }
}

/// <summary>Rows that are passed over when every condition holds.</summary>
public sealed record RowRule
{
    [Description("Kebab-case; the report counts by it.")]
    public required string Reason { get; init; }

    public required ImmutableArray<Condition> When { get; init; }
}

/// <summary>A date somewhere in a column.</summary>
public sealed record DateRule
{
    [Description("The first column that is not empty counts.")]
    public required ImmutableArray<string> Columns { get; init; }

    [Description("Where in the text the date is: a regular expression whose first group holds it.")]
    public string? Within { get; init; }

    [Description("Tried in order, as .NET writes them; besides yyDDD and yyyyDDD, the day counted in the year.")]
    public ImmutableArray<string> Formats { get; init; } = ["yyyy-MM-dd"];
}

/// <summary>Two dates of a row, and how many days the second may be after the first.</summary>
public sealed record DateCheck
{
    [Description("Kebab-case; the row is rejected with it.")]
    public required string Reason { get; init; }

    public required DateRule First { get; init; }

    public required DateRule Second { get; init; }

    [Description("May be negative.")]
    public int? DaysLeast { get; init; }

    public int? DaysMost { get; init; }
}

/// <summary>One event of a row.</summary>
public sealed record EventRule
{
    [Description("Kebab-case; the last part of the event's id.")]
    public required string Name { get; init; }

    [Description("A type of event as the catalogue names it.")]
    public required string Type { get; init; }

    [Description("The event is sent when every condition holds; always when there is none.")]
    public ImmutableArray<Condition> When { get; init; } = [];

    public required TimeRule Time { get; init; }

    [Description("The members of data.")]
    public required ImmutableSortedDictionary<string, ValueRule> Data { get; init; }
}

/// <summary>When the event happened.</summary>
public sealed record TimeRule
{
    public required DateRule Date { get; init; }

    [Description("The time of day in UTC, HH:mm:ss, for dates without one.")]
    public string At { get; init; } = "00:00:00";
}

/// <summary>Where a member of data comes from: exactly one of value, columns and template.</summary>
public sealed record ValueRule
{
    [Description("Always this text.")]
    public string? Value { get; init; }

    [Description("The first column that is not empty.")]
    public ImmutableArray<string> Columns { get; init; } = [];

    [Description("Text with {column}, {subject} and {occurrence}: empty for the first row of a name, then ~2.")]
    public string? Template { get; init; }

    [Description("Stands in when the text is empty.")]
    public string? Default { get; init; }

    [Description("When the text is empty, or a condition does not hold, the member is left out.")]
    public bool Optional { get; init; }

    [Description("The member is given when every condition holds.")]
    public ImmutableArray<Condition> When { get; init; } = [];

    [Description("What a text stands for; case and outer white space do not count.")]
    public ImmutableSortedDictionary<string, string> Map { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    [Description("As map, by regular expression; the first that is found counts. Asked after map.")]
    public ImmutableArray<MapPattern> Patterns { get; init; } = [];

    [Description("What any other text stands for; without it such a row is rejected.")]
    public string? Otherwise { get; init; }

    public ValueKind As { get; init; } = ValueKind.Text;

    [Description("For as date and month.")]
    public ImmutableArray<string> Formats { get; init; } = ["yyyy-MM-dd"];

    [Description("For numbers: what stands before the fraction.")]
    public string DecimalMark { get; init; } = ".";

    [Description("For numbers: what stands between thousands; ignored in the text.")]
    public string GroupMark { get; init; } = "";
}

/// <summary>A regular expression, and what a text in which it is found stands for.</summary>
public sealed record MapPattern
{
    public required string Matches { get; init; }

    public required string Value { get; init; }
}

/// <summary>What a text is written as.</summary>
[JsonConverter(typeof(Facts.ClosedList<ValueKind>))]
public enum ValueKind
{
    Text,
    Integer,
    Decimal,
    Cents,
    Boolean,
    Date,
    Month,
}

/// <summary>How mapping documents are read: exact, nothing unknown let through.</summary>
/// <remarks>By reflection: generated code sets members that a document leaves out to null, not to a default.</remarks>
internal static class MappingJson
{
    public static JsonTypeInfo<Mapping> Mapping { get; } = (JsonTypeInfo<Mapping>)new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    }.GetTypeInfo(typeof(Mapping));
}
