using Supervision.Risk;
using Supervision.Tests.Features;

namespace Supervision.Tests.Risk;

/// <summary>The level of a referent straight from the definitions: every day of the cooldown on its own.</summary>
internal static class NaiveScore
{
    public static (RiskLevel Level, int Points, int Evidence) Of(
        NaiveFeatures features, RiskModelDocument model, DateOnly day)
    {
        var (level, points, evidence) = OfDay(features, model, day);
        if (level == RiskLevel.InsufficientEvidence)
            return (level, points, evidence);

        for (var back = 1; back <= model.CooldownDays; back++)
        {
            var past = OfDay(features, model, day.AddDays(-back)).Level;
            level = past > level ? past : level;
        }

        return (level, points, evidence);
    }

    private static (RiskLevel Level, int Points, int Evidence) OfDay(
        NaiveFeatures features, RiskModelDocument model, DateOnly day)
    {
        var points = model.Base;
        foreach (var indicator in model.Indicators)
        {
            if (indicator.Justification is null || indicator.Justification.ExpiresOn < day)
                continue;

            var value = features.Read(indicator.Feature, day).Value;
            points += value is null
                ? indicator.Missing.Points
                : indicator.Bins.Single(bin => (bin.From is null || value >= bin.From)
                    && (bin.To is null || value < bin.To)).Points;
        }

        var evidence = features.Evidence(day);
        var level = evidence < model.MinimumEvidence ? RiskLevel.InsufficientEvidence
            : points >= model.Levels[2].From ? RiskLevel.High
            : points >= model.Levels[1].From ? RiskLevel.Medium
            : RiskLevel.Low;
        return (level, points, evidence);
    }
}
