using System.Text.Json.Serialization;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>What became of one event.</summary>
/// <param name="Line">Which of the events that were sent, counted from 1.</param>
/// <param name="Status">`accepted`, `duplicate`, `conflict` or `refused`.</param>
/// <param name="Position">Where it is on the log; for a duplicate, where the first one is.</param>
/// <param name="Problem">Why it is not on the log.</param>
public sealed record Receipt(
    long Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem = null)
{
    internal static string WordFor(AppendStatus status) => status switch
    {
        AppendStatus.Accepted => "accepted",
        AppendStatus.Duplicate => "duplicate",
        AppendStatus.Conflict => "conflict",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
