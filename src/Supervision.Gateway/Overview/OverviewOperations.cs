using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Risk;

namespace Supervision.Gateway.Overview;

/// <summary>What the document says of the overview and of the probes.</summary>
internal static class OverviewOperations
{
    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Operation Get = new(
        "getOverview", Tags.Overview, "How things stand",
        "Referents per level, what comes in and how fast it is applied, what was put in quarantine, whether the harm " +
        "limiter holds anything back, and the heads of the log. From whom the risk of some referents is kept, totals " +
        "by risk are too; and the model from who is an escalation officer and nothing else.")
    {
        Access = AccessRule.SignedIn,
        Answers =
        [
            Answer.Json(200, "How things stand.", new OverviewAnswer(
                Noon, Noon, 1_000,
                [
                    new LevelCount(RiskLevel.InsufficientEvidence, 212), new LevelCount(RiskLevel.Low, 641),
                    new LevelCount(RiskLevel.Medium, 118), new LevelCount(RiskLevel.High, 29),
                ],
                new RiskModelInUseReference("example", "1", Hash, true),
                new IngestFigures(412_306, 18.4m),
                new LagFigures(0, 12),
                0,
                new OutboxFigures(0, 3),
                new HarmLimiterFigures(50, 50, 3_600, Noon.AddMinutes(21), true),
                [
                    new PartitionFigures(
                        0, "0-25711", "5f0c8b5a5c2c1e0b7f6c2b9d4a8e3f1d0c7b6a5948372615fedcba9876543210", 25_711,
                        25_699),
                ])),
        ],
    };

    public static readonly Operation Live = new(
        "isLive", Tags.Health, "Is the process alive",
        "Answers as long as the process can answer at all. When it does not, start it again.")
    {
        Access = AccessRule.Open,
        Answers = [Answer.Json(200, "It is.", new HealthAnswer("live"))],
    };

    public static readonly Operation Ready = new(
        "isReady", Tags.Health, "Can it take requests",
        "Whether the log and the grains answer within the time for a probe. When not, send requests elsewhere.")
    {
        Access = AccessRule.Open,
        Answers = [Answer.Json(200, "It can.", new HealthAnswer("ready"))],
        Errors = [503],
    };
}
