namespace Supervision.Features;

/// <summary>Which values a feature can have at all: whole numbers from 0 to a most, if there is one.</summary>
internal static class FeatureRange
{
    private const long Thousand = 1000;

    /// <summary>The highest value possible; null when there is none.</summary>
    public static long? MostOf(Feature feature) => feature.Form switch
    {
        FeatureForm.WindowShare or FeatureForm.HeldShare => Thousand,
        FeatureForm.TaxOrInsolvency or FeatureForm.RecognitionSuspended => 1,
        FeatureForm.MedianDelay => FeatureValues.DelayWeeksMax,
        FeatureForm.DaysSinceCheck => feature.WindowDays - 1,
        _ => null,
    };

    /// <summary>Whether some possible value is at least one bound and below the other; null is without end.</summary>
    public static bool Holds(Feature feature, long? from, long? to) =>
        Math.Max(from ?? 0, 0) is var least && (to is not { } end || least < end)
        && (MostOf(feature) is not { } most || least <= most);
}
