using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>The terms that an episode runs by.</summary>
/// <param name="Due">From its opening until it is overdue; of a day or more, by the calendar and in whole days.</param>
/// <param name="Warning">How long before that the deadline is near: then in working days.</param>
/// <param name="Lock">How long a lock holds without an act of the person who has it.</param>
/// <param name="TwoForFines">Whether two people decide on a fine too, as they always do on what is heavier.</param>
public sealed record EscalationTerms(TimeSpan Due, TimeSpan Warning, TimeSpan Lock, bool TwoForFines = false)
{
    /// <summary>By the day of opening alone, so that it says nothing of how, or how fast, a case was opened.</summary>
    public DateTimeOffset DueAt(DateTimeOffset openedAt) =>
        InDays ? DutchCalendar.EndOf(openedAt, Term.Days(Due.Days)) : openedAt + Due;

    /// <summary>The deadline is near from then on; never before the case was opened.</summary>
    public DateTimeOffset WarnAt(DateTimeOffset openedAt)
    {
        var warnAt = InDays
            ? DutchCalendar.WorkingDaysBefore(DueAt(openedAt), Warning.Days)
            : openedAt + (Due - Warning);
        var first = InDays ? DutchCalendar.StartOf(DutchCalendar.DayOf(openedAt)) : openedAt;
        return warnAt > first ? warnAt : first;
    }

    /// <summary>A shorter term than a day, as in a trial, is one of the clock.</summary>
    private bool InDays => Due >= TimeSpan.FromDays(1);
}
