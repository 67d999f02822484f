using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Features;

/// <summary>Which events a value rests on: the latest few, and all of those where there are few.</summary>
internal static class FeatureEvents
{
    /// <summary>So many items are looked at for those that count, so that no history makes an answer slow.</summary>
    private const int ItemsMax = 1_000;

    /// <summary>Offsets of the events behind the value of a feature on a day, oldest first.</summary>
    public static ImmutableArray<LogPosition> Of(
        ReferentFold fold, Feature feature, FeatureReading reading, int day)
    {
        List<long> offsets = [];
        if (feature.Form is FeatureForm.Held or FeatureForm.HeldShare)
        {
            var holding = feature.Form == FeatureForm.Held ? reading.Value ?? 0 : reading.Numerator;
            CollectHolding(fold.State, feature.Counted, day, (int)Math.Min(holding, TraceList.CountMax), offsets);
        }
        else
        {
            Collect(fold.State, feature, day, offsets);
        }

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

    /// <summary>Items that count on the day, the last to come first, until as many are found as are wanted.</summary>
    private static void CollectHolding(FoldState state, SeriesKind kind, int day, int wanted, List<long> offsets)
    {
        var claims = state.Items.All;
        var opens = kind switch
        {
            SeriesKind.RequestsOverdue => ClaimKind.Requested,
            SeriesKind.StaysWithoutPayroll or SeriesKind.StaysRunning => ClaimKind.Started,
            _ => ClaimKind.Imposed,
        };
        HashSet<ulong> seen = [];
        for (var i = claims.Length - 1; i >= 0 && offsets.Count < wanted && seen.Count < ItemsMax; i--)
        {
            if (claims[i].Kind == opens && seen.Add(claims[i].Key)
                && Find(state, kind, claims[i].Key) is { } stretch && stretch.Holds(day))
                offsets.Add(stretch.Offset);
        }
    }

    private static Stretch? Find(FoldState state, SeriesKind kind, ulong item) => kind switch
    {
        SeriesKind.RequestsOverdue => RequestEffects.Overdue(state, item),
        SeriesKind.StaysWithoutPayroll => StayEffects.WithoutPayroll(state, item),
        SeriesKind.StaysRunning => StayEffects.Running(state, item),
        _ => MeasureEffects.Counting(state, item) is { } counting && counting.Kind == kind ? counting.Stretch : null,
    };
}
