using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.AssuranceReports;

/// <summary>How often a report on the stream is made of each version of a model, and over which time.</summary>
/// <param name="EveryDays">Days from one report to the next.</param>
/// <param name="WindowDays">Levels are those of so many days ago, against what came of them since.</param>
/// <param name="OnNewVersion">Also at once when a version is new, or has no such report yet.</param>
/// <param name="Outcome">What counts as an outcome, as in a report on the stream.</param>
/// <param name="Groups">What groups are told apart by, as in a report on the stream.</param>
public sealed record SchedulePlan(
    int EveryDays, int WindowDays, bool OnNewVersion, string Outcome, ImmutableArray<string> Groups)
{
    public const int DaysMax = 3_660;

    /// <summary>Whether the other asks the same; lists are compared by what is in them.</summary>
    public bool IsSame(SchedulePlan other) =>
        this with { Groups = other.Groups } == other && Groups.SequenceEqual(other.Groups);
}

/// <summary>A schedule, as somebody answers for it; the newest of a model is in force.</summary>
/// <param name="Roles">Those of who laid it down, at that moment.</param>
public sealed record ScheduleSheet(
    string Model, int Version, SchedulePlan Plan, string By, ImmutableArray<Role> Roles, string Reason,
    DateTimeOffset LaidDownAt)
{
    /// <summary>After a report that failed, so long until it is tried again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromHours(1);

    /// <summary>When the next report of a version is due.</summary>
    /// <param name="last">The last one that this or an earlier schedule had made of the version; null for none.</param>
    public DateTimeOffset DueAt(AssuranceReport? last) => last switch
    {
        null => Plan.OnNewVersion ? LaidDownAt : LaidDownAt.AddDays(Plan.EveryDays),
        _ when last.State == ReportState.Failed =>
            Earlier(last.AskedAt + RetryAfter, last.AskedAt.AddDays(Plan.EveryDays)),
        _ => last.AskedAt.AddDays(Plan.EveryDays),
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
