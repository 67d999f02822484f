namespace Supervision.Events;

/// <summary>What an event may be at most; beyond it is refused.</summary>
/// <param name="FutureTolerance">How far past the clock the time of an event may be: clocks differ.</param>
/// <param name="Floor">No event is from before this moment.</param>
public sealed record EventLimits(TimeSpan FutureTolerance, DateTimeOffset Floor)
{
    /// <summary>The size of one event in bytes.</summary>
    public const int SizeMax = 64 * 1024;

    /// <summary>How deep an event may nest, the event itself included.</summary>
    public const int DepthMax = 16;

    /// <summary>How many faults are told of one event.</summary>
    public const int RefusalsMax = 100;

    /// <summary>The length of an event id and of a source, in characters.</summary>
    public const int KeyLengthMax = 256;

    /// <summary>The first day that a date in <c>data</c> may name, unless the member says otherwise.</summary>
    public static readonly DateOnly DayMin = new(1900, 1, 1);

    /// <summary>The last day that a date in <c>data</c> may name, unless the member says otherwise.</summary>
    public static readonly DateOnly DayMax = new(2200, 1, 1);

    /// <summary>Five minutes; 1 January 1990.</summary>
    public static EventLimits Default { get; } =
        new(TimeSpan.FromMinutes(5), new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
