using System.Numerics;
using Supervision.Facts;

namespace Supervision.Features;

/// <summary>
/// Reads features off a folded state, for any day from the last one folded back over the longest cooldown; for any day
/// at all when the whole history was kept.
/// </summary>
public static class FeatureValues
{
    /// <summary>The median delay goes no further; longer delays count as this.</summary>
    internal const int DelayWeeksMax = 52;

    /// <summary>How long an observation of finances says something, in days.</summary>
    internal const int FinanceDays = 365;

    internal const int GrowthDays = 90;
    internal const int GrowthBaselineDays = 365;

    /// <summary>
    /// The shape and rate of the Gamma prior of growth: as if four had been expected, and four had come.
    /// </summary>
    internal const int GrowthPrior = 4;

    private const int Thousand = 1000;

    /// <summary>The value of a feature on a day.</summary>
    public static FeatureReading Read(ReferentFold fold, Feature feature, DateOnly day)
    {
        var due = int.MaxValue;
        return Read(fold.State, feature, day.DayNumber, ref due);
    }

    /// <param name="due">
    /// Lowered to the next day on which time alone may change the value; for a count of days, other than by
    /// a day a day.
    /// </param>
    internal static FeatureReading Read(FoldState state, Feature feature, int day, ref int due) => feature.Form switch
    {
        FeatureForm.WindowCount => Counted(Window(state, feature.Counted, day, feature.WindowDays, ref due)),
        FeatureForm.WindowShare => Share(
            Window(state, feature.Counted, day, feature.WindowDays, ref due),
            Window(state, feature.Among, day, feature.WindowDays, ref due)),
        FeatureForm.Held => Counted(Held(state, feature.Counted, day, ref due)),
        FeatureForm.HeldShare => Share(
            Held(state, feature.Counted, day, ref due), Held(state, feature.Among, day, ref due)),
        FeatureForm.Growth => Growth(state, feature.Counted, day, ref due),
        FeatureForm.MedianDelay => MedianDelay(state, day, feature.WindowDays, ref due),
        FeatureForm.Findings => Findings(state, day, ref due),
        FeatureForm.SignalWeight => SignalWeight(state, day, ref due),
        FeatureForm.TaxOrInsolvency => TaxOrInsolvency(state, day, ref due),
        FeatureForm.RecognitionSuspended => Known(Recognitions.IsSuspended(state, day, ref due) ? 1 : 0),
        FeatureForm.DaysSinceRecognition =>
            Recognitions.Since(state, day, ref due) is { } since ? Known(day - since.Day) : default,
        _ => DaysSinceCheck(state, day, feature.WindowDays, ref due),
    };

    /// <summary>Whether the value grows by one a day as long as nothing happens.</summary>
    internal static bool Ages(Feature feature) =>
        feature.Form is FeatureForm.DaysSinceRecognition or FeatureForm.DaysSinceCheck;

    internal static int Window(FoldState state, SeriesKind kind, int day, int days, ref int due) =>
        state.Series.Find(kind).Window(day, days, ref due);

    private static int Held(FoldState state, SeriesKind kind, int day, ref int due) =>
        state.Series.Find(kind).At(day, 0, ref due);

    private static FeatureReading Counted(int count) => new(count, 0, 0, count);

    private static FeatureReading Known(int value) => new(value, 0, 0, 1);

    private static FeatureReading Share(int counted, int among) =>
        new(among == 0 ? null : (long)Thousand * counted / among, counted, among, among);

    private static FeatureReading Growth(FoldState state, SeriesKind kind, int day, ref int due)
    {
        var series = state.Series.Find(kind);
        var start = series.At(day - GrowthDays, GrowthDays, ref due);
        var recent = series.At(day, 0, ref due) - start;
        const int Days = GrowthDays + GrowthBaselineDays;
        var baseline = start - series.At(day - Days, Days, ref due);
        const long Prior = GrowthPrior * GrowthBaselineDays;
        var value = Thousand * (Prior + ((long)GrowthBaselineDays * recent)) / (Prior + ((long)GrowthDays * baseline));
        return new FeatureReading(baseline == 0 ? null : value, recent, baseline, recent + baseline);
    }

    private static FeatureReading MedianDelay(FoldState state, int day, int days, ref int due)
    {
        var all = Window(state, SeriesKind.Notifications, day, days, ref due);
        var upTo = 0;
        if (all == 0)
            return default;

        for (var delays = state.Series.Delays; delays != 0; delays &= delays - 1)
        {
            var weeks = BitOperations.TrailingZeroCount(delays);
            upTo += Window(state, SeriesKind.NotificationsByDelay + (byte)weeks, day, days, ref due);
            if (2 * upTo >= all)
                return new FeatureReading(weeks, 0, 0, all);
        }

        return default;
    }

    private static FeatureReading Findings(FoldState state, int day, ref int due)
    {
        var (sum, count) = (0L, 0);
        for (var severity = Severity.Minor; severity <= Severity.Severe; severity++)
        {
            var series = state.Series.Find(SeriesKind.FindingsMinor + (byte)severity);
            if (series.IsEmpty)
                continue;

            sum += Decay.FindingWeight(severity) * Decay.OfFindings.Sum(series, day, ref due);
            count += series.Window(day, Decay.OfFindings.Days, ref due);
        }

        return new FeatureReading(sum, 0, 0, count);
    }

    private static FeatureReading SignalWeight(FoldState state, int day, ref int due)
    {
        const int Tenths = 10;
        var sum = Decay.OfSignals.Sum(state.Series.Find(SeriesKind.SignalWeight), day, ref due);
        return new FeatureReading(
            sum / Tenths, 0, 0, Window(state, SeriesKind.Signals, day, Decay.OfSignals.Days, ref due));
    }

    private static FeatureReading TaxOrInsolvency(FoldState state, int day, ref int due)
    {
        var (isKnown, isPresent) = (0, false);
        for (var track = MarkTrack.TaxArrears; track <= MarkTrack.Insolvency; track++)
        {
            if (Finance(state, track, day, ref due) is not { } mark)
                continue;

            isKnown += mark.Value == (byte)FinanceState.Unknown ? 0 : 1;
            isPresent |= mark.Value == (byte)FinanceState.Present;
        }

        return isKnown == 0 ? default : new FeatureReading(isPresent ? 1 : 0, 0, 0, isKnown);
    }

    /// <summary>The latest observation of a kind that still says something.</summary>
    internal static Mark? Finance(FoldState state, MarkTrack track, int day, ref int due)
    {
        var marks = state.Marks.OfTrack(track, day, ref due);
        if (marks.IsEmpty || marks[^1].Day <= day - FinanceDays)
            return null;

        due = Math.Min(due, marks[^1].Day + FinanceDays);
        return marks[^1];
    }

    private static FeatureReading DaysSinceCheck(FoldState state, int day, int days, ref int due)
    {
        if (state.Series.Find(SeriesKind.ChecksCompleted).LastDay(day, ref due) is not { } last || last <= day - days)
            return default;

        due = Math.Min(due, last + days);
        return Known(day - last);
    }
}
