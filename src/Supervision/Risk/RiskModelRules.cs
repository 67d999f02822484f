using System.Collections.Immutable;
using Supervision.Features;

namespace Supervision.Risk;

/// <summary>What a document must keep to beyond its syntax, so that its model means something.</summary>
internal static class RiskModelRules
{
    private static readonly int[] Confidences = [90, 95, 99];

    public static void Check(RiskModelDocument document, List<Refusal> errors)
    {
        if (!Confidences.Contains(document.Confidence))
            errors.Add(new Refusal("confidence-unknown", "The confidence is 90, 95 or 99.", "/confidence"));

        CheckIndicators(document.Indicators, errors);
        CheckLevels(document, errors);
    }

    private static void CheckIndicators(ImmutableArray<Indicator> indicators, List<Refusal> errors)
    {
        HashSet<string> ids = [];
        for (var i = 0; i < indicators.Length; i++)
        {
            var indicator = indicators[i];
            var place = $"/indicators/{i}";
            if (indicator.Id.Length > 0 && !ids.Add(indicator.Id))
                errors.Add(new Refusal("indicator-twice", "Another indicator has this id.", place + "/id"));

            if (indicator.Id == Scoring.BaseIndicator)
                errors.Add(new Refusal("indicator-reserved", "This id is that of the base points.", place + "/id"));

            CheckFeature(indicator, place, errors);
            CheckBins(indicator.Bins, place + "/bins", errors);
        }
    }

    private static void CheckFeature(Indicator indicator, string place, List<Refusal> errors)
    {
        if (indicator.Feature.Length == 0)
            return;

        if (FeatureCatalogue.Find(indicator.Feature) is not { } feature)
        {
            errors.Add(ForbiddenNames.IsForbidden(indicator.Feature)
                ? new Refusal(
                    "feature-forbidden",
                    "No model may use origin, what stands in for it, or natural persons.",
                    place + "/feature")
                : new Refusal("feature-unknown", "There is no such feature in the catalogue.", place + "/feature"));
            return;
        }

        if (feature.MayRaiseRisk)
            return;

        if (indicator.Missing.Points > 0)
            errors.Add(MayNotRaise(place + "/missing/points"));

        for (var i = 0; i < indicator.Bins.Length; i++)
        {
            // With more than who has no value, whoever is checked would have more than whoever never was.
            // And a check brings the days since it to nothing: with points that fall by the day, to more of them.
            if (indicator.Bins[i].Points > Math.Min(0, indicator.Missing.Points)
                || (i > 0 && indicator.Bins[i].Points < indicator.Bins[i - 1].Points))
                errors.Add(MayNotRaise($"{place}/bins/{i}/points"));
        }
    }

    private static Refusal MayNotRaise(string pointer) =>
        new("feature-may-not-raise", "This feature tells of our own acts and may not raise the risk.", pointer);

    private static void CheckBins(ImmutableArray<Bin> bins, string place, List<Refusal> errors)
    {
        if (bins.IsEmpty)
            return;

        if (bins[0].From is not null)
            errors.Add(new Refusal(
                "bins-gap", "The first bin starts below all values: it has no from.", place + "/0/from"));

        if (bins[^1].To is not null)
            errors.Add(new Refusal(
                "bins-gap", "The last bin ends above all values: it has no to.", $"{place}/{bins.Length - 1}/to"));

        for (var i = 0; i < bins.Length; i++)
        {
            if (bins[i] is { From: { } from, To: { } to } && from >= to)
                errors.Add(new Refusal("bin-empty", "No value is in this bin.", $"{place}/{i}"));

            if (i > 0)
                CheckSeam(bins[i - 1].To, bins[i].From, $"{place}/{i}/from", errors);
        }
    }

    private static void CheckSeam(long? to, long? from, string pointer, List<Refusal> errors)
    {
        if (to is null || from is null || from < to)
            errors.Add(new Refusal("bins-overlap", "This bin overlaps the one before it.", pointer));
        else if (from > to)
            errors.Add(new Refusal("bins-gap", "There is a gap between this bin and the one before it.", pointer));
    }

    private static void CheckLevels(RiskModelDocument document, List<Refusal> errors)
    {
        var levels = document.Levels;
        if (levels.Length != 3 || levels[0].Level != RiskLevel.Low || levels[1].Level != RiskLevel.Medium
            || levels[2].Level != RiskLevel.High)
        {
            errors.Add(new Refusal(
                "levels-incomplete", "The levels are low, medium and high, in this order.", "/levels"));
            return;
        }

        if (levels[0].From is not null)
            errors.Add(new Refusal("level-from", "The lowest level starts below all points: it has no from.",
                "/levels/0/from"));

        if (levels[1].From is not { } medium || levels[2].From is not { } high)
        {
            errors.Add(new Refusal("level-from", "The higher levels say from which points they hold.", "/levels"));
            return;
        }

        if (medium >= high)
        {
            errors.Add(new Refusal("level-unreachable", "Medium must start below high.", "/levels/1/from"));
            return;
        }

        var (lowest, highest) = Reach(document);
        if (lowest >= medium)
            errors.Add(new Refusal("level-unreachable", "No points are low enough for this level.", "/levels/0"));
        if (highest < medium)
            errors.Add(new Refusal("level-unreachable", "No points are high enough for this level.", "/levels/1/from"));
        if (highest < high)
            errors.Add(new Refusal("level-unreachable", "No points are high enough for this level.", "/levels/2/from"));
    }

    /// <summary>
    /// The fewest and the most points that the indicators can give together, those without grounds left out.
    /// </summary>
    private static (int Lowest, int Highest) Reach(RiskModelDocument document)
    {
        var (lowest, highest) = (document.Base, document.Base);
        foreach (var indicator in document.Indicators.Where(indicator => indicator.Justification is not null))
        {
            var points = indicator.Bins.Select(bin => bin.Points).Append(indicator.Missing.Points).ToArray();
            lowest += points.Min();
            highest += points.Max();
        }

        return (lowest, highest);
    }
}
