using Supervision.Facts;

namespace Supervision.Features;

/// <summary>
/// How old observations fade: in steps of a quarter of the half-life, by whole thousandths, to nothing after three
/// years at most. Integers, so that every machine fades alike.
/// </summary>
internal readonly record struct Decay(int StepDays, int StepCount)
{
    /// <summary>Round(1000 · 2^(−k/4)) for k = 0, 1, 2, …, a half upwards.</summary>
    private static readonly int[] Thousandths =
    [
        1000, 841, 707, 595, 500, 420, 354, 297, 250, 210, 177, 149,
        125, 105, 88, 74, 63, 53, 44, 37, 31, 26, 22, 19,
    ];

    /// <summary>Half-life of 360 days; gone after 1,080.</summary>
    public static Decay OfFindings { get; } = new(90, 12);

    /// <summary>Half-life of 180 days; gone after 1,080.</summary>
    public static Decay OfSignals { get; } = new(45, 24);

    public int Days => StepDays * StepCount;

    /// <summary>What is left, in thousandths, after so many steps.</summary>
    public static int Left(int step) => Thousandths[step];

    /// <summary>Sum over the observations of amount times fading, at a day, in thousandths.</summary>
    public long Sum(Series series, int day, ref int due)
    {
        if (series.IsEmpty)
            return 0;

        if (series.Count <= StepCount)
            return series.SumFading(day, this, ref due);

        long sum = 0;
        var upTo = series.At(day, 0, ref due);
        for (var step = 0; step < StepCount; step++)
        {
            var shift = (step + 1) * StepDays;
            var before = series.At(day - shift, shift, ref due);
            sum += (long)(upTo - before) * Thousandths[step];
            upTo = before;
            if (series.StartsAfter(day - shift))
                break;
        }

        return sum;
    }

    /// <summary>What a signal weighs, in tenths, by how reliable its sender has proved.</summary>
    public static int SignalWeight(Reliability reliability) => reliability switch
    {
        Reliability.A => 10,
        Reliability.B => 8,
        Reliability.C => 5,
        Reliability.D => 2,
        Reliability.F => 1,
        _ => 0,
    };

    /// <summary>What a breach weighs, by severity.</summary>
    public static int FindingWeight(Severity severity) => severity switch
    {
        Severity.Severe => 9,
        Severity.Serious => 3,
        _ => 1,
    };
}
