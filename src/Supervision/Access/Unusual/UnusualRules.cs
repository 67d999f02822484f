namespace Supervision.Access.Unusual;

/// <summary>What is usual, as whoever runs this has set it.</summary>
/// <param name="Window">How long a window is; windows begin at whole multiples of it, in UTC.</param>
/// <param name="PersonReadsMax">Readings of a person in one window that are still usual.</param>
/// <param name="ServiceReadsMax">The same of a service.</param>
/// <param name="BaselineFactor">How many times the own mean of before is still usual.</param>
/// <param name="BaselineWindowsMin">Windows with readings that a mean takes; fewer are not enough to say.</param>
/// <param name="BaselineReadsMin">Readings in a window below which it is not held against a mean.</param>
/// <param name="Zone">Where working hours are counted.</param>
/// <param name="WorkBegins">When a working day begins there.</param>
/// <param name="WorkEnds">When it ends.</param>
/// <param name="CaseGrace">How long after a case its dossier may still be read for it.</param>
public sealed record UnusualRules(
    TimeSpan Window,
    int PersonReadsMax,
    int ServiceReadsMax,
    int BaselineFactor,
    int BaselineWindowsMin,
    int BaselineReadsMin,
    TimeZoneInfo Zone,
    TimeOnly WorkBegins,
    TimeOnly WorkEnds,
    TimeSpan CaseGrace)
{
    public int ReadsMax(ActorKind kind) => kind == ActorKind.Service ? ServiceReadsMax : PersonReadsMax;

    /// <summary>Monday to Friday, between the hours; feast days are not known here.</summary>
    public bool IsWorkTime(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var hour = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && hour >= WorkBegins && hour < WorkEnds;
    }

    /// <summary>The day of the zone in which a moment is: its beginning and its end.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) DayOf(DateTimeOffset at)
    {
        var day = TimeZoneInfo.ConvertTime(at, Zone).Date;
        return (MidnightOf(day), MidnightOf(day.AddDays(1)));
    }

    public (DateTimeOffset From, DateTimeOffset Until) WindowOf(DateTimeOffset at)
    {
        var from = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % Window.Ticks), TimeSpan.Zero);
        return (from, from + Window);
    }

    /// <summary>
    /// Whether a reading needs a case of that referent: it says so by its purpose, or the actor had no role but that of
    /// an officer, who is here for cases.
    /// </summary>
    public static bool NeedsCase(ReadRecord read) =>
        read.ReferentId is not null
        && (read.Purpose is ReadingPurpose.Escalation or ReadingPurpose.Objection
            || (read.Roles is [Role.EscalationOfficer] && read.Purpose == ReadingPurpose.Supervision));

    private DateTimeOffset MidnightOf(DateTime day) =>
        new DateTimeOffset(day, Zone.GetUtcOffset(day)).ToUniversalTime();
}
