using Supervision.Gateway.Models;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>Answers about a shadow, counted by the real rules.</summary>
internal static class ShadowExamples
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly RiskModelReferenceInUse InUse = new(
        "duties", "1.0.0", "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f");

    private static readonly RiskModelReferenceInUse Shadow = new(
        "duties", "1.1.0", "sha256:0d1f2e4c6a8b5a7d9f2e3c1e0f8d6a4b2c9e7f5d3b0a1c8e9d7a4f2b5c3f0f1b");

    private static readonly PointScale Scale = new(0, 10);

    private static readonly StandingTally Tally = StandingTally.Of(
        [
            .. Many(412, RiskLevel.Low, 4, RiskLevel.Low, 4),
            .. Many(31, RiskLevel.Medium, 24, RiskLevel.Medium, 24),
            .. Many(9, RiskLevel.High, 62, RiskLevel.High, 66),
            .. Many(5, RiskLevel.Low, 16, RiskLevel.Medium, 22),
            .. Many(2, RiskLevel.High, 41, RiskLevel.Medium, 39),
            .. Many(17, RiskLevel.InsufficientEvidence, 0, RiskLevel.InsufficientEvidence, 0),
        ],
        Scale,
        Scale);

    private static readonly JudgingTally Judging = new(1_204, 2_167_000, 2_046_000, 14, 19, 2, 1);

    public static readonly ShadowComparison Comparison = new(
        Shadow, ModelStage.Shadow, InUse, IsEvaluated: true, IsWhole: true, ShadowStandingItem.Of(Tally.Levels),
        PointStep.Of(Tally.UsedPoints, Scale), PointStep.Of(Tally.ShadowPoints, Scale), ShadowJudgingItem.Of(Judging));

    public static readonly ShadowPeriod Period = new(
        [
            new ShadowDayItem(
                Day, new ModelByHash(InUse.Id, InUse.Version, InUse.Hash), ShadowJudgingItem.Of(Judging),
                ShadowStandingItem.Of(Tally.Levels)),
        ],
        ShadowJudgingItem.Of(Judging));

    public static readonly ShadowMoveItem Move = new(
        ReferentId.Parse("kvk:99000001"),
        new LevelAndPoints(RiskLevel.Low, 16),
        new LevelAndPoints(RiskLevel.Medium, 22),
        [new IndicatorMoveItem("late-notifications", "late-notifications-365", 120, 4, 10)],
        [new ModelChange(ModelPart.Points, "late-notifications", "4", "10", "100 to 249").Sentence],
        "3:42");

    private static IEnumerable<ShadowStanding> Many(
        int count, RiskLevel used, int usedPoints, RiskLevel shadow, int shadowPoints) =>
        Enumerable.Repeat(
            new ShadowStanding(used, usedPoints, shadow, shadowPoints, 1, Day.DayNumber, int.MaxValue), count);
}
