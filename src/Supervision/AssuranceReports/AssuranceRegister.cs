using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Supervision.Access;
using Supervision.Models;

namespace Supervision.AssuranceReports;

/// <summary>Every report that was asked for, every document of gates, every schedule, as facts tell it.</summary>
/// <param name="Gates">By the id of the model, in order of version: the last one is in force.</param>
/// <param name="Schedules">Likewise.</param>
public sealed partial record AssuranceRegister(
    ImmutableDictionary<string, AssuranceReport> Reports,
    ImmutableDictionary<string, ImmutableArray<GateSheet>> Gates,
    ImmutableDictionary<string, ImmutableArray<ScheduleSheet>> Schedules)
{
    public const int ReportsMax = 10_000;
    public const int GatesMax = 500;
    public const int GatesLengthMax = 64 * 1024;
    public const int TitleLengthMax = 200;
    public const int ReasonLengthMax = 1_000;

    /// <summary>Of a document, in bytes: it goes to the log as one fact.</summary>
    public const int DocumentLengthMax = 1024 * 1024;

    /// <summary>Who may have a report made; the author's own does not let a model pass.</summary>
    public static readonly ImmutableArray<Role> Makers =
        [Role.ModelOwner, Role.Approver, Role.Auditor, Role.VaultKeeper];

    public static readonly AssuranceRegister Empty = new(
        ImmutableDictionary<string, AssuranceReport>.Empty,
        ImmutableDictionary<string, ImmutableArray<GateSheet>>.Empty,
        ImmutableDictionary<string, ImmutableArray<ScheduleSheet>>.Empty);

    private static readonly Refusal NotAllowed = new(
        "not-allowed", "This takes a person with the role for it; a service decides nothing.");

    /// <summary>The reports that are made about this document, the newest first.</summary>
    public IEnumerable<AssuranceReport> MadeOn(string modelHash) => Reports.Values
        .Where(report => report.ModelHash == modelHash && report.Hash is not null)
        .OrderByDescending(report => report.Number);

    /// <summary>The gates in force for a model; null when nobody laid any down.</summary>
    public GateSheet? InForce(string model) => Gates.GetValueOrDefault(model, []) is [.., var last] ? last : null;

    /// <summary>The id of the next report.</summary>
    public string NextReport => $"report-{(Reports.Count + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <param name="about">The version it is about and the hash of its document; null of another's model.</param>
    public Decision<AssuranceFact> Ask(
        string title, (ModelVersionName Name, string Hash)? about, string dataDigest, long cases, ModelActor by,
        string purpose)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Any(role => Makers.Contains(role)))
            return NotAllowed;
        if (WrongText(title, TitleLengthMax, "title") is { } wrong)
            return wrong;
        if (WrongText(purpose, ReasonLengthMax, "purpose") is { } none)
            return none;

        return Reports.Count >= ReportsMax
            ? new Refusal("register-full", $"The register takes at most {ReportsMax} reports.")
            : new ReportAsked(
                NextReport, title, dataDigest, cases, new ModelStep(by.Id, by.Roles, purpose), about?.Name.ToString(),
                about?.Hash);
    }

    /// <summary>What was asked for is done. A second time records nothing.</summary>
    public Decision<AssuranceFact> Make(string report, string hash, string document) =>
        Reports[report] is { Hash: null, Failure: null }
            ? new ReportMade(report, hash, document)
            : Decision<AssuranceFact>.Nothing;

    public Decision<AssuranceFact> Fail(string report, string reason) =>
        Reports[report] is { Hash: null, Failure: null }
            ? new ReportFailed(report, reason)
            : Decision<AssuranceFact>.Nothing;

    /// <summary>Lays down the next version of the gates of a model. The same document again records nothing.</summary>
    public Decision<AssuranceFact> LayDown(
        string model, int version, string hash, string document, ModelActor by, string reason)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Contains(Role.Approver))
            return NotAllowed;
        if (WrongText(reason, ReasonLengthMax, "reason") is { } wrong)
            return wrong;
        if (InForce(model) is { } last && last.Hash == hash)
            return Decision<AssuranceFact>.Nothing;

        var next = (InForce(model)?.Version ?? 0) + 1;
        if (version != next)
            return new Refusal(
                "gates-version", $"The next version of the gates of this model is {next}; one that is there stays.",
                "/version");

        return Gates.Values.Sum(sheets => sheets.Length) >= GatesMax
            ? new Refusal("register-full", $"The register takes at most {GatesMax} documents of gates.")
            : new GatesLaidDown(model, version, hash, document, new ModelStep(by.Id, by.Roles, reason));
    }

    /// <param name="offset">Where the log has the fact.</param>
    public AssuranceRegister Evolve(AssuranceFact happened, DateTimeOffset at, long offset) => happened switch
    {
        ReportAsked asked => this with
        {
            Reports = Reports.Add(asked.Report, new AssuranceReport(
                asked.Report, Reports.Count + 1, asked.Title, asked.Model, asked.ModelHash, asked.DataDigest,
                asked.Cases, asked.Step.By, asked.Step.Reason, at, null, null, 0, null, asked.Schedule)),
        },
        ReportMade made => With(Reports[made.Report] with { EndedAt = at, Hash = made.Hash, Offset = offset }),
        ReportFailed failed => With(Reports[failed.Report] with { EndedAt = at, Failure = failed.Reason }),
        GatesLaidDown laid => this with
        {
            Gates = Gates.SetItem(laid.Model, [
                .. Gates.GetValueOrDefault(laid.Model, []),
                new GateSheet(
                    laid.Model, laid.Version, laid.Hash, laid.Document, laid.Step.By, laid.Step.Reason, at)]),
        },
        ScheduleLaidDown laid => this with
        {
            Schedules = Schedules.SetItem(laid.Model, [
                .. Schedules.GetValueOrDefault(laid.Model, []),
                new ScheduleSheet(
                    laid.Model, laid.Version, laid.Plan, laid.Step.By, laid.Step.Roles, laid.Step.Reason, at)]),
        },
        _ => throw new UnreachableException($"No rule to evolve assurance by {happened.GetType().Name}."),
    };

    private AssuranceRegister With(AssuranceReport report) =>
        this with { Reports = Reports.SetItem(report.Id, report) };

    private static Refusal? WrongText(string text, int lengthMax, string name) =>
        string.IsNullOrWhiteSpace(text) || text.Length > lengthMax
            ? new Refusal($"{name}-invalid", $"A text of 1 to {lengthMax} characters.", $"/{name}")
            : null;
}
