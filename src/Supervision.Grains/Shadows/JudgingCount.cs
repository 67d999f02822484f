using System.Diagnostics;
using Supervision.Shadows;

namespace Supervision.Grains.Shadows;

/// <summary>The judgings of a day while they are counted, in place: one is made after every event.</summary>
internal sealed class JudgingCount
{
    public long Judgings { get; set; }

    public long UsedTicks { get; set; }

    public long ShadowTicks { get; set; }

    public long UsedChanges { get; set; }

    public long ShadowChanges { get; set; }

    public long UsedFirings { get; set; }

    public long ShadowFirings { get; set; }

    public JudgingTally Tally => new(
        Judgings, NanosecondsOf(UsedTicks), NanosecondsOf(ShadowTicks), UsedChanges, ShadowChanges, UsedFirings,
        ShadowFirings);

    private static long NanosecondsOf(long ticks) => (long)Stopwatch.GetElapsedTime(0, ticks).TotalNanoseconds;
}
