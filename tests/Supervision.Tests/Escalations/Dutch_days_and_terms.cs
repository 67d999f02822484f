using Supervision.Escalations;
using Supervision.Escalations.Terms;

namespace Supervision.Tests.Escalations;

public sealed class Dutch_days_and_terms
{
    // By hand from Easter (31 March 2024, 20 April 2025, 5 April 2026, 28 March 2027) and art. 3 of the Act.
    public static TheoryData<int, string> Published => new()
    {
        { 2024, "01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26" },
        { 2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26" },
        { 2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26" },
        { 2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Are_the_published_holidays(int year, string expected)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(number => new DateOnly(year, 1, 1).AddDays(number))
            .Where(DutchCalendar.IsHoliday)
            .Select(day => day.ToString("MM-dd", null));

        Assert.Equal(expected, string.Join(' ', days));
    }

    [Theory]
    [InlineData("2026-04-13T08:00:22Z", 14, 2, "2026-04-28T22:00:00Z", "2026-04-22T22:00:00Z")] // King's Day.
    [InlineData("2026-04-13T21:59:59Z", 14, 2, "2026-04-28T22:00:00Z", "2026-04-22T22:00:00Z")]
    [InlineData("2026-04-13T22:00:00Z", 14, 2, "2026-04-28T22:00:00Z", "2026-04-22T22:00:00Z")] // The next day there.
    [InlineData("2026-03-02T09:00:00Z", 14, 2, "2026-03-16T23:00:00Z", "2026-03-11T23:00:00Z")]
    [InlineData("2026-03-02T09:00:00Z", 1, 9, "2026-03-03T23:00:00Z", "2026-03-01T23:00:00Z")] // Not before it began.
    [InlineData("2026-03-20T09:00:00Z", 14, 0, "2026-04-07T22:00:00Z", "2026-04-06T22:00:00Z")] // Easter, and summer.
    public void Give_a_case_whole_days_from_the_day_of_its_opening(
        string openedAt, int days, int warning, string dueAt, string warnAt)
    {
        var terms = new EscalationTerms(TimeSpan.FromDays(days), TimeSpan.FromDays(warning), TimeSpan.FromHours(8));

        Assert.Equal(Moment(dueAt), terms.DueAt(Moment(openedAt)));
        Assert.Equal(Moment(warnAt), terms.WarnAt(Moment(openedAt)));
    }

    [Fact]
    public void Give_a_trial_a_term_of_less_than_a_day_by_the_clock()
    {
        var terms = new EscalationTerms(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(2), TimeSpan.FromHours(8));
        var at = Moment("2026-04-13T08:00:22Z");

        Assert.Equal((at.AddMinutes(7), at.AddMinutes(9)), (terms.WarnAt(at), terms.DueAt(at)));
    }

    [Theory]
    [InlineData("2026-03-02", 2, TermUnit.Weeks, "2026-03-16")]
    [InlineData("2026-04-20", 2, TermUnit.Weeks, "2026-05-04")]
    [InlineData("2026-04-13", 2, TermUnit.Weeks, "2026-04-28")] // King's Day.
    [InlineData("2026-03-20", 2, TermUnit.Weeks, "2026-04-07")] // Good Friday, and then Easter.
    [InlineData("2026-11-13", 6, TermUnit.Weeks, "2026-12-28")] // Christmas, and then a weekend.
    [InlineData("2026-03-07", 2, TermUnit.Weeks, "2026-03-23")] // A Saturday.
    [InlineData("2026-01-03", 13, TermUnit.Weeks, "2026-04-04")] // Over twelve weeks: on a Saturday all the same.
    [InlineData("2026-11-30", 3, TermUnit.Months, "2027-03-01")] // The last of February is a Sunday.
    [InlineData("2024-02-29", 5, TermUnit.Years, "2029-02-28")]
    [InlineData("2026-04-02", 2, TermUnit.WorkingDays, "2026-04-08")] // Over Good Friday and Easter.
    [InlineData("2026-05-04", 1, TermUnit.Days, "2026-05-06")] // Liberation Day.
    public void End_as_the_law_says(string start, int count, TermUnit unit, string last) =>
        Assert.Equal(
            DateOnly.Parse(last, null), DutchCalendar.LastDay(DateOnly.Parse(start, null), new Term(count, unit)));

    [Theory]
    [InlineData("2026-03-15T22:30:00Z", "2026-03-30T22:00:00Z")] // Summer time begins within it.
    [InlineData("2026-10-12T10:00:00Z", "2026-10-26T23:00:00Z")] // It ends within it.
    [InlineData("2026-06-30T22:30:00Z", "2026-07-15T22:00:00Z")] // In Amsterdam it is the first of July already.
    public void Follow_the_clock_in_Amsterdam(string start, string end) =>
        Assert.Equal(
            DateTimeOffset.Parse(end, null),
            DutchCalendar.EndOf(DateTimeOffset.Parse(start, null), Term.Weeks(2)));

    [Fact]
    public void Hold_over_forty_years()
    {
        for (var day = new DateOnly(2015, 1, 1); day.Year < 2055; day = day.AddDays(1))
        {
            var start = DutchCalendar.StartOf(day);
            Assert.Equal(day, DutchCalendar.DayOf(start));
            Assert.Equal(day.AddDays(-1), DutchCalendar.DayOf(start.AddTicks(-1)));
            Assert.InRange(start.Hour, 22, 23);

            var end = DutchCalendar.EndOf(start, Term.Weeks(6));
            var last = DutchCalendar.DayOf(end.AddTicks(-1));
            Assert.True(DutchCalendar.IsWorkingDay(last));
            Assert.InRange(last.DayNumber - day.DayNumber, 42, 47);
            Assert.All(
                Enumerable.Range(42, last.DayNumber - day.DayNumber - 42),
                number => Assert.False(DutchCalendar.IsWorkingDay(day.AddDays(number))));

            var warn = DutchCalendar.DayOf(DutchCalendar.WorkingDaysBefore(end, 2));
            Assert.Equal(
                2, Enumerable.Range(0, last.DayNumber - warn.DayNumber)
                    .Count(number => DutchCalendar.IsWorkingDay(warn.AddDays(number))));
        }
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
