using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.OpenApi;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Gateway.Replays;

/// <summary>Replays as examples.</summary>
internal static class ReplayExamples
{
    private const string Withdrawn = "supervision.recognition.withdrawn.v1";

    private static readonly ModelIdentity Model = new(
        "duties", "1.0.0", "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f");

    private static readonly DateTimeOffset Past = new(2012, 12, 31, 23, 59, 59, TimeSpan.Zero);

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly ReplayItem Running = new(
        "0195562f4f5a7c2e8d1b3a4c5d6e7f80", ReplayKind.BackTest, ReplayState.Running, Model, null,
        new ReplayReferentsItem([], Sector.J, null, null, null), Past, Past, new ReplayOutcomeRequest(Withdrawn, 730),
        null, null, null, null, "user:m.eigenaar", ReadingPurpose.ModelAssurance, Noon.AddMinutes(-1),
        Noon.AddMinutes(-1), null, new ReplayProgressItem(4_000, 10_400, 310_200, 3.1, 100_064, 812, 31_200), null);

    public static readonly ReplayItem Queued = Running with
    {
        State = ReplayState.Queued,
        StartedAt = null,
        Progress = new ReplayProgressItem(0, null, 0, 0, null, 0, 0),
    };

    public static readonly ReplayItem Done = Running with
    {
        State = ReplayState.Done,
        EndedAt = Noon.AddMinutes(1),
        Progress = new ReplayProgressItem(10_400, 10_400, 806_520, 8.02, 100_563, 2_090, 80_400),
    };

    public static readonly ReplayResult Result = new(
        Done, 2_090,
        [
            new ReplayLevelItem(RiskLevel.Low, 1_900, 12, new ReplayFigure(0.006316, 0.003617, 0.011006, 0.95, 1_900)),
            new ReplayLevelItem(RiskLevel.High, 190, 9, new ReplayFigure(0.047368, 0.025109, 0.087589, 0.95, 190)),
        ],
        [], [], 190, null,
        [
            new ReplayAreaItem(
                Model, true, 2_090, 21, new ReplayFigure(0.71, 0.6, 0.82, 0.95, 2_090), null),
        ],
        null, []);

    public const string Csv = "referentId,sector,sizeBand,level,points,evidence\r\nkvk:99000001,J,10-49,high,62,41\r\n";

    public static readonly ImmutableArray<RequestExample> Requests =
    [
        Of("featuresAndScores", "Features and scores of a sector", new ReplayRequest(
            ReplayKind.FeaturesAndScores, Referents: new ReplayReferentsRequest(Sector: Sector.J))),
        Of("backTest", "What was known at the end of 2012, against what came in 2013 and 2014", new ReplayRequest(
            ReplayKind.BackTest, AsOf: Past, KnownAt: Past, Outcome: new ReplayOutcomeRequest(Withdrawn, 730))),
        Of("whoChangesLevel", "Who would have another level by a draft", new ReplayRequest(
            ReplayKind.WhoChangesLevel, CompareWith: new ReplayModelRequest("example-h2", "1.0.0"))),
        Of("hindsight", "What would have been different last year", new ReplayRequest(
            ReplayKind.Hindsight, From: new DateOnly(2025, 1, 1), To: new DateOnly(2025, 12, 31))),
        Of("reproduce", "A thousand scores once more", new ReplayRequest(
            ReplayKind.Reproduce, Count: 1_000, Seed: 1)),
    ];

    private static RequestExample Of(string name, string summary, ReplayRequest request) =>
        new("application/json", name, summary, request, typeof(ReplayRequest));
}
