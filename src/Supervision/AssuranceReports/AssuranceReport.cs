using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.AssuranceReports;

/// <summary>A report as its facts tell it; what it says is on the log, and is read when asked for.</summary>
/// <param name="Number">The place among all reports, from 1.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="EndedAt">When it was made, or failed; null before.</param>
/// <param name="Hash">Of the document; null before it is made.</param>
/// <param name="Offset">Of the fact that holds the document; 0 before.</param>
/// <param name="Failure">A code; null when it did not fail.</param>
/// <param name="Schedule">The version of the schedule that asked; null when a person did.</param>
public sealed record AssuranceReport(
    string Id,
    int Number,
    string Title,
    string? Model,
    string? ModelHash,
    string DataDigest,
    long Cases,
    string By,
    string Purpose,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    string? Hash,
    long Offset,
    string? Failure,
    int? Schedule = null)
{
    /// <summary>Why one failed whose server went away: what it had of the report is gone with it.</summary>
    public const string Interrupted = "interrupted";

    public ReportState State => this switch
    {
        { Hash: not null } => ReportState.Made,
        { Failure: not null } => ReportState.Failed,
        _ => ReportState.Running,
    };
}

/// <summary>How far a report is.</summary>
[JsonConverter(typeof(ClosedList<ReportState>))]
public enum ReportState
{
    Running,
    Made,
    Failed,
}

/// <summary>A document of gates, as somebody answers for it.</summary>
/// <param name="Document">The canonical form, which never changes.</param>
public sealed record GateSheet(
    string Model, int Version, string Hash, string Document, string By, string Reason, DateTimeOffset LaidDownAt);
