using Supervision.Access;
using Supervision.Models;

namespace Supervision.AssuranceReports;

/// <content>Reports that are made on a schedule.</content>
public sealed partial record AssuranceRegister
{
    public const int SchedulesMax = 500;

    /// <summary>The schedule in force for a model; null when nobody laid one down.</summary>
    public ScheduleSheet? Scheduled(string model) =>
        Schedules.GetValueOrDefault(model, []) is [.., var last] ? last : null;

    /// <summary>Whether a report of this document of a model is due by its schedule.</summary>
    public bool IsDue(string model, string hash, DateTimeOffset now) =>
        Scheduled(model) is { } sheet && sheet.DueAt(LastScheduled(hash)) <= now;

    /// <summary>Lays down the next version of the schedule of a model. The same again records nothing.</summary>
    public Decision<AssuranceFact> LayDown(
        string model, int version, SchedulePlan plan, ModelActor by, string reason)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Contains(Role.Approver))
            return NotAllowed;
        if (WrongText(reason, ReasonLengthMax, "reason") is { } wrong)
            return wrong;
        if (Scheduled(model) is { } last && last.Version == version && last.Plan.IsSame(plan))
            return Decision<AssuranceFact>.Nothing;

        var next = (Scheduled(model)?.Version ?? 0) + 1;
        if (version != next)
            return new Refusal(
                "schedule-version",
                $"The next version of the schedule of this model is {next}; one that is there stays.",
                "/version");

        return Schedules.Values.Sum(sheets => sheets.Length) >= SchedulesMax
            ? new Refusal("register-full", $"The register takes at most {SchedulesMax} schedules.")
            : new ScheduleLaidDown(model, version, plan, new ModelStep(by.Id, by.Roles, reason));
    }

    /// <summary>
    /// Asks for the report that is due; nothing when none is, as when another process asked a moment ago. It counts as
    /// asked for by who laid the schedule down.
    /// </summary>
    public Decision<AssuranceFact> AskBySchedule(
        ModelVersionName name, string hash, string title, string dataDigest, DateTimeOffset now)
    {
        if (Scheduled(name.Id) is not { } sheet || !IsDue(name.Id, hash, now) || Reports.Count >= ReportsMax)
            return Decision<AssuranceFact>.Nothing;

        return new ReportAsked(
            NextReport, title, dataDigest, 0, new ModelStep(sheet.By, sheet.Roles, sheet.Reason), name.ToString(), hash,
            sheet.Version);
    }

    private AssuranceReport? LastScheduled(string hash) => Reports.Values
        .Where(report => report.ModelHash == hash && report.Schedule is not null)
        .MaxBy(report => report.Number);
}
