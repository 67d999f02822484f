using PublicHoliday;

namespace Supervision.Escalations.Terms;

/// <summary>
/// Days and terms as Dutch administrative law counts them: days of the clock in Amsterdam, the day of the start not
/// counted, the end at the last midnight, and never on a Saturday, a Sunday or a public holiday unless the term is
/// long.
/// </summary>
public static class DutchCalendar
{
    private const string ZoneName = "Europe/Amsterdam";
    private const int YearMin = 1990;
    private const int YearMax = 2199;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    /// <summary>The day it is in Amsterdam at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The moment, in UTC, at which a day begins in Amsterdam.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The moment at which a term that starts at a moment has passed.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset start, Term term) =>
        StartOf(LastDay(DayOf(start), term).AddDays(1));

    /// <summary>The last day of a term; the day on which it starts is not part of it.</summary>
    public static DateOnly LastDay(DateOnly start, Term term)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(term.Count);
        var last = term.Unit switch
        {
            TermUnit.Days => start.AddDays(term.Count),
            TermUnit.WorkingDays => AfterWorkingDays(start, term.Count),
            TermUnit.Weeks => start.AddDays(checked(term.Count * 7)),
            TermUnit.Months => start.AddMonths(term.Count),
            TermUnit.Years => start.AddYears(term.Count),
            _ => throw new ArgumentOutOfRangeException(nameof(term)),
        };
        return term.EndsOnWorkingDay ? OnOrAfter(last) : last;
    }

    /// <summary>The beginning of the day that many working days before the day on which a term ends.</summary>
    public static DateTimeOffset WorkingDaysBefore(DateTimeOffset end, int count)
    {
        var day = DayOf(end.AddTicks(-1));
        for (var left = count; left > 0;)
        {
            day = day.AddDays(-1);
            if (IsWorkingDay(day))
                left--;
        }

        return StartOf(day);
    }

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>
    /// The days of art. 3 of the General Extension of Time Limits Act, with Good Friday and 5 May in every year.
    /// </summary>
    public static bool IsHoliday(DateOnly day)
    {
        var year = day.Year;
        ArgumentOutOfRangeException.ThrowIfLessThan(year, YearMin, nameof(day));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, YearMax, nameof(day));
        var at = day.ToDateTime(TimeOnly.MinValue);
        var easterMonday = DutchPublicHoliday.EasterMonday(year);
        return at == DutchPublicHoliday.NewYear(year)
            || at == easterMonday.AddDays(-3)
            || at == easterMonday
            || at == DutchPublicHoliday.KingsDay(year)
            || at == DutchPublicHoliday.LiberationDay(year)
            || at == DutchPublicHoliday.Ascension(year)
            || at == DutchPublicHoliday.PentecostMonday(year)
            || at == DutchPublicHoliday.Christmas(year)
            || at == DutchPublicHoliday.BoxingDay(year);
    }

    private static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    private static DateOnly AfterWorkingDays(DateOnly day, int count)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }
}
