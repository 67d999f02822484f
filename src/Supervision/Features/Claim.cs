namespace Supervision.Features;

/// <summary>What a claim says of its item. The numbers are in snapshots: never reuse one.</summary>
internal enum ClaimKind : byte
{
    /// <summary>Of an application: value is the salary criterion.</summary>
    Submitted = 1,

    /// <summary>Of an application: value is the key of a stay that names it.</summary>
    StayLink = 2,

    /// <summary>Of a stay: day is its first, value the key of its application, or 0.</summary>
    Started = 3,

    /// <summary>Of a stay: day is its last, value the key of its application, or 0; detail is the reason.</summary>
    Ended = 4,

    /// <summary>Of a stay: day is the last of the month, value what was paid.</summary>
    Paid = 5,

    /// <summary>Of a request: day is when the answer is due.</summary>
    Requested = 6,

    /// <summary>Of a request: answered in full.</summary>
    Received = 7,

    /// <summary>Of a measure: detail is its kind.</summary>
    Imposed = 8,
    Lapsed = 9,

    /// <summary>Of a measure: value is the key of an objection to it.</summary>
    ObjectionLink = 10,

    /// <summary>Of an objection: value is the key of the measure.</summary>
    Filed = 11,

    /// <summary>Of an objection: detail is the outcome.</summary>
    Decided = 12,
}

/// <summary>
/// What one event says of one item (a stay, a request, a measure …). An item is all that is claimed of it; where two
/// events claim the same, the later by day holds, and on one day the later by position.
/// </summary>
/// <param name="Key">Of the item; see <see cref="ItemKey"/>.</param>
/// <param name="Offset">Of the event; a corrected event keeps its own.</param>
/// <param name="EventDay">When it happened.</param>
/// <param name="Day">The day that the claim is about, when it is another.</param>
internal readonly record struct Claim(
    ulong Key, long Offset, ulong Value, int EventDay, int Day, ClaimKind Kind, byte Detail)
{
    public bool IsAfter(in Claim other) =>
        EventDay != other.EventDay ? EventDay > other.EventDay : Offset > other.Offset;
}
