using System.Collections.Immutable;
using Supervision.AssuranceReports;

namespace Supervision.Gateway.Assuring;

/// <summary>A schedule of reports for each version of a model.</summary>
/// <param name="IsInForce">The newest version of a model's schedule is.</param>
/// <param name="By">Who laid it down.</param>
public sealed record ScheduleItem(
    string Model, int Version, int EveryDays, int WindowDays, bool OnNewVersion, string Outcome,
    ImmutableArray<string> Groups, bool IsInForce, string By, string Reason, DateTimeOffset LaidDownAt)
{
    internal static ScheduleItem Of(ScheduleSheet sheet, AssuranceRegister register) => new(
        sheet.Model, sheet.Version, sheet.Plan.EveryDays, sheet.Plan.WindowDays, sheet.Plan.OnNewVersion,
        sheet.Plan.Outcome, sheet.Plan.Groups, register.Scheduled(sheet.Model) == sheet, sheet.By, sheet.Reason,
        sheet.LaidDownAt.ToUniversalTime());
}

/// <summary>Every schedule, by model and version.</summary>
public sealed record ScheduleList(ImmutableArray<ScheduleItem> Items);

/// <summary>A schedule as it is laid down; for its members see the item.</summary>
public sealed record LayDownScheduleRequest(
    string Model, int Version, int EveryDays, int WindowDays, bool OnNewVersion, StreamOutcome Outcome,
    ImmutableArray<StreamGroup> Groups, string Reason);
