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
/// <remarks>32 bytes: days are told apart from 1900 to 2079, and count as the nearest of these otherwise.</remarks>
internal struct Claim
{
    private const int OffsetShift = 16;
    private const int KindShift = 8;
    private static readonly int FirstDay = new DateOnly(1900, 1, 1).DayNumber;

    private readonly ulong _packed;
    private readonly ushort _eventDay;
    private readonly ushort _day;

    /// <param name="key">Of the item; see <see cref="ItemKey"/>.</param>
    /// <param name="offset">Of the event; a corrected event keeps its own.</param>
    /// <param name="eventDay">When it happened.</param>
    /// <param name="day">The day that the claim is about, when it is another.</param>
    public Claim(ulong key, long offset, ulong value, int eventDay, int day, ClaimKind kind, byte detail)
    {
        Key = key;
        Value = value;
        Next = -1;
        _packed = ((ulong)offset << OffsetShift) | ((ulong)kind << KindShift) | detail;
        _eventDay = Pack(eventDay);
        _day = Pack(day);
    }

    public readonly ulong Key { get; }

    public readonly ulong Value { get; }

    /// <summary>The next claim in the chain of the table.</summary>
    public int Next { get; set; }

    public readonly long Offset => (long)(_packed >> OffsetShift);

    public readonly ClaimKind Kind => (ClaimKind)((_packed >> KindShift) & byte.MaxValue);

    public readonly byte Detail => (byte)(_packed & byte.MaxValue);

    public readonly int EventDay => FirstDay + _eventDay;

    public readonly int Day => FirstDay + _day;

    public readonly bool IsAfter(in Claim other) =>
        _eventDay != other._eventDay ? _eventDay > other._eventDay : Offset > other.Offset;

    private static ushort Pack(int day) => (ushort)Math.Clamp(day - FirstDay, 0, ushort.MaxValue);
}
