using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Risk;

namespace Supervision.Gateway.Overview;

/// <summary>How things stand.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="CountedAt">
/// When referents, quarantine and outbox were counted. With many referents counting takes long, and one count then
/// serves for twenty times as long as it took.
/// </param>
/// <param name="Levels">
/// How many referents are at each level, by the read model; null to whom the risk of some is kept, who would find it by
/// taking away what the list shows.
/// </param>
/// <param name="Model">The risk model in use; null when none is, and to officers.</param>
/// <param name="Reason">
/// Why there are no levels: `no-model-in-use`, `model-stopped` or `model-review-date-passed`; only then.
/// </param>
/// <param name="ReasonDetail">The same in a sentence.</param>
/// <param name="Outbox">Null to whom the risk of some is kept: it counts cases that a rule asks for.</param>
/// <param name="HarmLimiter">The same.</param>
/// <param name="RiskKept">Only when the risk of some is kept from whoever asks.</param>
/// <param name="Partitions">Each partition of the log: its head, and how far its events have come.</param>
public sealed record OverviewAnswer(
    DateTimeOffset At,
    DateTimeOffset CountedAt,
    int Referents,
    ImmutableArray<LevelCount>? Levels,
    RiskModelInUseReference? Model,
    IngestFigures Ingest,
    LagFigures Lag,
    int Quarantined,
    OutboxFigures? Outbox,
    HarmLimiterFigures? HarmLimiter,
    ImmutableArray<PartitionFigures> Partitions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonDetail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool RiskKept = false)
{
    /// <summary>Without what tells, by a total, of those whose risk is kept.</summary>
    public OverviewAnswer WithoutRisk() => this with
    {
        Levels = null,
        Outbox = null,
        HarmLimiter = null,
        RiskKept = true,
    };

    /// <summary>Without which model is in use, or why none is.</summary>
    public OverviewAnswer WithoutModel() => this with { Model = null, Reason = null, ReasonDetail = null };
}

/// <summary>How many referents are at a level.</summary>
public sealed record LevelCount(RiskLevel Level, int Count);

/// <summary>Which model is in use.</summary>
public sealed record RiskModelInUseReference(string Id, string Version, string Hash, bool IsExample);

/// <summary>What came in.</summary>
/// <param name="Events">Events on the log.</param>
/// <param name="PerSecond">Over the last minute, or since the start; null in the first seconds.</param>
public sealed record IngestFigures(long Events, decimal? PerSecond);

/// <summary>What has not arrived yet.</summary>
/// <param name="NotApplied">Events on the log that have not reached their referents.</param>
/// <param name="NotStored">Events on the log whose effect is not yet in the stored lists.</param>
public sealed record LagFigures(long NotApplied, long NotStored);

/// <summary>What is to be done outside, such as escalations to open.</summary>
/// <param name="Held">Held back, for a stated reason.</param>
public sealed record OutboxFigures(int Waiting, int Held);

/// <summary>How many escalations rules may open, and have opened, in the window.</summary>
/// <param name="NextRoomAt">When there is room again; null when there is room now.</param>
public sealed record HarmLimiterFigures(
    int OpenedInWindow, int Limit, int WindowSeconds, DateTimeOffset? NextRoomAt, bool Holding);

/// <summary>One partition of the log.</summary>
/// <param name="Head">The position of its last event.</param>
/// <param name="Chain">The last link of its hash chain, in hexadecimal.</param>
/// <param name="Applied">The offset up to which events reached their referents.</param>
/// <param name="Stored">The offset up to which their effect is stored.</param>
public sealed record PartitionFigures(int Partition, string Head, string Chain, long Applied, long Stored);
