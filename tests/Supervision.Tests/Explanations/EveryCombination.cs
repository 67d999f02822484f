using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Tests.Explanations;

/// <summary>
/// The smallest changes that lower a level, by trying every combination of bins that the values of a referent could be
/// in: slow, obvious, and from the document alone.
/// </summary>
internal static class EveryCombination
{
    /// <summary>
    /// The size (indicators, bins moved) of the smallest that is enough, and how many there are; null when none is.
    /// </summary>
    public static (int Indicators, int Bins, int Count)? Smallest(
        RiskModelDocument model, IReadOnlyDictionary<string, long?> values, int below)
    {
        (int Indicators, int Bins, int Count)? best = null;
        Try(0, 0, 0, model.Base);
        return best;

        void Try(int index, int moved, int bins, int points)
        {
            if (index == model.Indicators.Length)
            {
                if (points >= below)
                    return;

                if (best is not { } least || (moved, bins).CompareTo((least.Indicators, least.Bins)) < 0)
                    best = (moved, bins, 1);
                else if ((moved, bins) == (least.Indicators, least.Bins))
                    best = least with { Count = least.Count + 1 };
                return;
            }

            var indicator = model.Indicators[index];
            if (values[indicator.Id] is not { } value)
            {
                Try(index + 1, moved, bins, points + indicator.Missing.Points);
                return;
            }

            var now = BinOf(indicator, value);
            Try(index + 1, moved, bins, points + indicator.Bins[now].Points);
            if (!FeatureCatalogue.Find(indicator.Feature)!.MayRaiseRisk)
                return; // Our own acts: not for the referent to change.

            for (var bin = 0; bin < indicator.Bins.Length; bin++)
            {
                if (bin != now && Possible(indicator, bin).Any())
                    Try(index + 1, moved + 1, bins + Math.Abs(bin - now), points + indicator.Bins[bin].Points);
            }
        }
    }

    public static int Points(RiskModelDocument model, IReadOnlyDictionary<string, long?> values) =>
        model.Base + model.Indicators.Sum(indicator => values[indicator.Id] is { } value
            ? indicator.Bins[BinOf(indicator, value)].Points
            : indicator.Missing.Points);

    /// <summary>Values that the feature can have, between two bounds: the first, one in between and the last.</summary>
    public static IEnumerable<long> Possible(string feature, long? from, long? below)
    {
        var least = Math.Max(0, from ?? 0);
        var most = Math.Min(MostOf(feature), below - 1 ?? long.MaxValue);
        return least > most ? [] : new[] { least, least + ((most - least) / 2), most }.Distinct();
    }

    private static IEnumerable<long> Possible(Indicator indicator, int bin) =>
        Possible(indicator.Feature, indicator.Bins[bin].From, indicator.Bins[bin].To);

    private static int BinOf(Indicator indicator, long value) => Enumerable.Range(0, indicator.Bins.Length)
        .Single(bin => !(value < indicator.Bins[bin].From) && !(value >= indicator.Bins[bin].To));

    private static long MostOf(string feature) => feature switch
    {
        "tax-arrears-or-insolvency" or "recognition-suspended" => 1,
        "median-notification-delay-365" => 52,
        "days-since-check" => 1_094,
        _ when feature.StartsWith("share-", StringComparison.Ordinal) => 1_000,
        _ => 100_000_000,
    };
}
