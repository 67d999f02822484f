using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>Cooldown holds the level up: the points of the day belong to a lower one.</summary>
/// <param name="LevelOfPoints">The level to which the points of the day belong.</param>
/// <param name="LastReachedOn">The last day on which the level was reached.</param>
/// <param name="Until">The first day on which cooldown lets go of it, unless it is reached again.</param>
/// <param name="CooldownDays">For how many days a level stays before it may fall.</param>
[GenerateSerializer, Immutable, Alias("held-level")]
public sealed record HeldLevel(
    [property: Id(0)] RiskLevel LevelOfPoints,
    [property: Id(1)] DateOnly LastReachedOn,
    [property: Id(2)] DateOnly Until,
    [property: Id(3)] int CooldownDays)
{
    /// <summary>Null when nothing holds the level up.</summary>
    internal static HeldLevel? Of(ReferentFold fold, RiskModel model, int day, RiskLevel level)
    {
        var today = DayLevels.On(fold, model, day);
        if (today >= level || DayLevels.LastThatReached(fold, model, day, level) is not { } last)
            return null;

        var cooldown = model.Document.CooldownDays;
        return new HeldLevel(
            today, DateOnly.FromDayNumber(last), DateOnly.FromDayNumber(last + cooldown + 1), cooldown);
    }
}
