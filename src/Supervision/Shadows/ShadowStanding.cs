using Supervision.Risk;

namespace Supervision.Shadows;

/// <summary>What the model in use and a shadow last said of one referent, of the same facts and the same day.</summary>
/// <param name="Offset">The last event of the referent that both reflect.</param>
/// <param name="JudgedOn">The day of the judging, as a number of days.</param>
/// <param name="DueOn">The next day on which time alone may change either; beyond all days when none.</param>
public readonly record struct ShadowStanding(
    RiskLevel Used, int UsedPoints, RiskLevel Shadow, int ShadowPoints, long Offset, int JudgedOn, int DueOn)
{
    public bool Differs => Used != Shadow;

    public static ShadowStanding Of(RiskState used, RiskState shadow, long offset, int day) => new(
        used.Level, used.Points, shadow.Level, shadow.Points, offset, day,
        Math.Min(used.DueOn?.DayNumber ?? int.MaxValue, shadow.DueOn?.DayNumber ?? int.MaxValue));

    /// <summary>Whether it may be another by now without any event.</summary>
    public bool IsStale(int today) => JudgedOn < today && DueOn <= today;
}
