namespace Supervision.Log;

/// <summary>How long a process may believe what it read.</summary>
public static class Leases
{
    /// <summary>For how long a look at the log holds, counted from before the look.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromMilliseconds(500);

    /// <summary>How long after a change was stored no process can hold on to what was before.</summary>
    public static readonly TimeSpan OutlastsEvery = Term + TimeSpan.FromMilliseconds(100);
}
