namespace Supervision.Assurance.Proxies;

/// <summary>Cases of one group by whether they are selected with the feature and without it.</summary>
public readonly record struct LeaveOutCounts
{
    public LeaveOutCounts(long both, long onlyWith, long onlyWithout, long neither)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyWith);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyWithout);
        ArgumentOutOfRangeException.ThrowIfNegative(neither);
        (Both, OnlyWith, OnlyWithout, Neither) = (both, onlyWith, onlyWithout, neither);
    }

    public long Both { get; }

    public long OnlyWith { get; }

    public long OnlyWithout { get; }

    public long Neither { get; }

    public long Count => Both + OnlyWith + OnlyWithout + Neither;
}
