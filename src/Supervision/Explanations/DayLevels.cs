using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>The levels of single days, without cooldown.</summary>
internal static class DayLevels
{
    public static RiskLevel On(ReferentFold fold, RiskModel model, int day)
    {
        var due = int.MaxValue;
        return Scoring.Evaluate(fold.State, model, day, ref due).Level;
    }

    /// <summary>
    /// The last of the cooldown days before a day that reached a level on its own; null when none did. Too little
    /// evidence reaches nothing.
    /// </summary>
    public static int? LastThatReached(ReferentFold fold, RiskModel model, int day, RiskLevel level)
    {
        for (var past = day - 1; past >= Math.Max(day - model.Document.CooldownDays, 0); past--)
        {
            if (On(fold, model, past) >= level)
                return past;
        }

        return null;
    }

    /// <summary>The highest level that days reached on their own, from one up to another, not included.</summary>
    public static RiskLevel Highest(ReferentFold fold, RiskModel model, int from, int before)
    {
        var highest = RiskLevel.None;
        for (var day = Math.Max(from, 0); day < before; day++)
        {
            if (On(fold, model, day) is var level && level > highest)
                highest = level;
        }

        return highest;
    }
}
