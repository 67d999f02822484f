using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Supervision.Events;

/// <summary>What kind of value a member of <c>data</c> holds.</summary>
internal enum MemberKind
{
    Text,
    WholeNumber,
    Fraction,
    Truth,
    Day,
    Month,
    Word,
    List,

    /// <summary>The <c>data</c> of some other type of fact.</summary>
    FactData,
}

/// <summary>One member of an object, with its constraints, as its record declares them.</summary>
internal sealed record MemberShape(string Name, MemberKind Kind, bool IsRequired)
{
    /// <summary>The name as it stands between the quotes.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>The name with its quotes and colon, as the canonical form has it.</summary>
    public byte[] Prefix { get; } = Encoding.UTF8.GetBytes($"\"{Name}\":");

    /// <summary>Length of a text in characters, or of a list in items.</summary>
    public int LengthMin { get; init; }

    public int LengthMax { get; init; } = int.MaxValue;

    public Regex? Pattern { get; init; }

    public long WholeMin { get; init; } = long.MinValue;

    public long WholeMax { get; init; } = long.MaxValue;

    public decimal FractionMin { get; init; } = decimal.MinValue;

    public decimal FractionMax { get; init; } = decimal.MaxValue;

    public DateOnly DayMin { get; init; } = EventLimits.DayMin;

    public DateOnly DayMax { get; init; } = EventLimits.DayMax;

    public ImmutableArray<string> Words { get; init; } = [];

    public byte[][] Utf8Words { get; init; } = [];

    /// <summary>What each item of a list is.</summary>
    public ObjectShape? Item { get; init; }
}

/// <summary>The members that an object may have, in canonical order; any other is refused.</summary>
internal sealed record ObjectShape(ImmutableArray<MemberShape> Members)
{
    public const int MembersMax = 32;
}
