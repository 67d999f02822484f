using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Terms;

/// <summary>A length of time as the law says it: so many weeks, not so many seconds.</summary>
public readonly record struct Term(int Count, TermUnit Unit)
{
    private const int DaysMax = 90;
    private const int WeeksMax = 12;
    private const int MonthsMax = 3;

    /// <summary>
    /// Whether the term goes on to the next day that is no Saturday, Sunday or public holiday when it would end on one:
    /// not when it is longer than the General Extension of Time Limits Act (art. 1 and 4) says.
    /// </summary>
    public bool EndsOnWorkingDay => Unit switch
    {
        TermUnit.Days or TermUnit.WorkingDays => Count <= DaysMax,
        TermUnit.Weeks => Count <= WeeksMax,
        TermUnit.Months => Count <= MonthsMax,
        _ => false,
    };

    public static Term Weeks(int count) => new(count, TermUnit.Weeks);

    public static Term Months(int count) => new(count, TermUnit.Months);

    public static Term Days(int count) => new(count, TermUnit.Days);
}

/// <summary>What a term is counted in.</summary>
[JsonConverter(typeof(ClosedList<TermUnit>))]
public enum TermUnit
{
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,
}
