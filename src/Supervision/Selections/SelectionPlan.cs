using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Selections;

/// <summary>What is to be drawn for a period.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Until">The day after its last.</param>
/// <param name="Capacity">How many checks there is room for.</param>
/// <param name="Kind">At a desk, or on a visit.</param>
public sealed record SelectionPlan(
    DateOnly From, DateOnly Until, int Capacity, ChannelShares Shares, Strata Strata, CheckKind Kind)
{
    public const int CapacityMax = 5_000;

    /// <summary>Of a period, in days.</summary>
    public const int DaysMax = 366;

    /// <summary>Whether a day is in both periods.</summary>
    public bool Overlaps(SelectionPlan other) => From < other.Until && other.From < Until;
}

/// <summary>In which groups chance draws, each by its size; so that none is missed.</summary>
[JsonConverter(typeof(ClosedList<Strata>))]
public enum Strata
{
    /// <summary>Everybody together.</summary>
    None,
    Sector,
    SizeBand,
}
