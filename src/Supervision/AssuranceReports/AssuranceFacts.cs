using Supervision.Models;

namespace Supervision.AssuranceReports;

/// <summary>Something that happened around assurance. Kept on the log, all under one subject.</summary>
public abstract record AssuranceFact;

/// <summary>A report was asked for: on which model, over which data, by whom and what for.</summary>
/// <param name="Report">The id of the report.</param>
/// <param name="DataDigest">SHA-256 of what it is made from.</param>
/// <param name="Cases">How many cases that has.</param>
/// <param name="Model">The version it is about, <c>id@version</c>; null of a model that is not of ours.</param>
/// <param name="ModelHash">Of the document of that version.</param>
/// <param name="Schedule">The version of the schedule that asked; null when a person did.</param>
public sealed record ReportAsked(
    string Report,
    string Title,
    string DataDigest,
    long Cases,
    ModelStep Step,
    string? Model = null,
    string? ModelHash = null,
    int? Schedule = null)
    : AssuranceFact;

/// <summary>It is made, and never changes.</summary>
/// <param name="Hash">SHA-256 of the document.</param>
/// <param name="Document">The canonical form (RFC 8785).</param>
public sealed record ReportMade(string Report, string Hash, string Document) : AssuranceFact;

/// <summary>It could not be made.</summary>
/// <param name="Reason">A code.</param>
public sealed record ReportFailed(string Report, string Reason) : AssuranceFact;

/// <summary>Somebody answers for the conditions under which a model may be in use.</summary>
/// <param name="Model">The id of the model, for all its versions.</param>
/// <param name="Version">One more than that of the one before; the newest is in force.</param>
/// <param name="Hash">SHA-256 of the document.</param>
/// <param name="Document">The canonical form (RFC 8785).</param>
public sealed record GatesLaidDown(string Model, int Version, string Hash, string Document, ModelStep Step)
    : AssuranceFact;

/// <summary>Somebody answers for how often reports are made of each version of a model.</summary>
/// <param name="Model">The id of the model, for all its versions.</param>
/// <param name="Version">One more than that of the one before; the newest is in force.</param>
public sealed record ScheduleLaidDown(string Model, int Version, SchedulePlan Plan, ModelStep Step) : AssuranceFact;
