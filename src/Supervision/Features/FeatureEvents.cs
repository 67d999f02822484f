using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Features;

/// <summary>Which events a value rests on: the latest few, and all of those where there are few.</summary>
internal static class FeatureEvents
{
    /// <summary>Offsets of the events behind the value of a feature on a day, oldest first.</summary>
    public static ImmutableArray<LogPosition> Of(ReferentFold fold, Feature feature, int day)
    {
        List<long> offsets = [];
        Collect(fold.State, feature, day, offsets);
        return
        [
            .. offsets.Distinct().Order().TakeLast(TraceList.CountMax)
                .Select(offset => new LogPosition(fold.Partition, offset)),
        ];
    }

    private static void Collect(FoldState state, Feature feature, int day, List<long> offsets)
    {
        var due = int.MaxValue;
        switch (feature.Form)
        {
            case FeatureForm.WindowCount or FeatureForm.WindowShare:
                Remembered(feature.Counted, feature.WindowDays);
                break;
            case FeatureForm.Growth:
                Remembered(feature.Counted, FeatureValues.GrowthDays);
                break;
            case FeatureForm.MedianDelay:
                Remembered(SeriesKind.NotificationsLate, feature.WindowDays);
                break;
            case FeatureForm.Findings:
                Remembered(SeriesKind.FindingsMinor, Decay.OfFindings.Days);
                Remembered(SeriesKind.FindingsSerious, Decay.OfFindings.Days);
                Remembered(SeriesKind.FindingsSevere, Decay.OfFindings.Days);
                break;
            case FeatureForm.SignalWeight:
                Remembered(SeriesKind.Signals, Decay.OfSignals.Days);
                break;
            case FeatureForm.Held or FeatureForm.HeldShare:
                Holding(state, feature.Counted, day, offsets);
                break;
            case FeatureForm.TaxOrInsolvency:
                for (var track = MarkTrack.TaxArrears; track <= MarkTrack.Insolvency; track++)
                {
                    if (FeatureValues.Finance(state, track, day, ref due) is { } mark)
                        offsets.Add(mark.Offset);
                }

                break;
            case FeatureForm.RecognitionSuspended:
                Recognitions.CollectSuspensions(state, day, offsets);
                break;
            case FeatureForm.DaysSinceRecognition:
                if (Recognitions.Since(state, day, ref due) is { } since)
                    offsets.Add(since.Offset);
                break;
            case FeatureForm.DaysSinceCheck:
                if (state.Series.Find(SeriesKind.ChecksCompleted).LastDay(day, ref due) is { } last
                    && last > day - feature.WindowDays)
                    Remembered(SeriesKind.ChecksCompleted, day - last + 1);
                break;
        }

        void Remembered(SeriesKind kind, int days) => state.Series.Traces.Collect(kind, day - days, day, offsets);
    }

    /// <summary>Items that count on the day are looked for one by one: only when a person asks.</summary>
    private static void Holding(FoldState state, SeriesKind kind, int day, List<long> offsets)
    {
        foreach (ref readonly var claim in state.Items.All)
        {
            var stretch = (kind, claim.Kind) switch
            {
                (SeriesKind.RequestsOverdue, ClaimKind.Requested) => RequestEffects.Overdue(state, claim.Key),
                (SeriesKind.StaysWithoutPayroll, ClaimKind.Started) => StayEffects.WithoutPayroll(state, claim.Key),
                (SeriesKind.StaysRunning, ClaimKind.Started) => StayEffects.Running(state, claim.Key),
                (_, ClaimKind.Imposed) when MeasureEffects.Counting(state, claim.Key) is { } counting
                    && counting.Kind == kind => counting.Stretch,
                _ => null,
            };
            if (stretch is { } found && found.Holds(day))
                offsets.Add(found.Offset);
        }
    }
}
