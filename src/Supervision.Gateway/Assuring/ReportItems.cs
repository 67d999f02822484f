using Supervision.AssuranceReports;

namespace Supervision.Gateway.Assuring;

/// <summary>A report, and how far it is.</summary>
/// <param name="Model">The version of a model that it is about, `id@version`; null of another's model.</param>
/// <param name="DataDigest">
/// SHA-256 of the table; of the stream where the log ended when it was asked for: `data.digest` of the document is of
/// what counted.
/// </param>
/// <param name="By">Who asked for it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Progress">The share that is done; null when it has ended, or another server is at it.</param>
/// <param name="Hash">SHA-256 of the document; null until it is made.</param>
/// <param name="Failure">
/// `interrupted` when its server went away (ask again, and upload the table again), `no-room`, `too-large` or
/// `internal-error`; null when it did not fail.
/// </param>
/// <param name="Schedule">The version of the schedule that asked; null when a person did.</param>
public sealed record ReportItem(
    string Id,
    string Title,
    ReportState State,
    double? Progress,
    string? Model,
    string? ModelHash,
    string DataDigest,
    long Cases,
    string By,
    string Purpose,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    string? Hash,
    string? Failure,
    int? Schedule = null)
{
    internal static ReportItem Of(AssuranceReport report, double? progress) => new(
        report.Id, report.Title, report.State, report.EndedAt is null ? progress : null, report.Model,
        report.ModelHash, report.DataDigest, report.Cases, report.By, report.Purpose,
        report.AskedAt.ToUniversalTime(), report.EndedAt?.ToUniversalTime(), report.Hash, report.Failure,
        report.Schedule);
}

/// <summary>A report with what it says.</summary>
/// <param name="Document">Null until it is made.</param>
public sealed record ReportDetails(ReportItem Item, ReportDocument? Document);
