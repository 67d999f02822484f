using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Retention;
using Supervision.Risk;

namespace Supervision.Tests.Overrides;

public sealed class Keeping_levels_set_by_hand
{
    private const string First = "kvk:99000001";
    private const string Second = "kvk:99000002";

    private static readonly DateTimeOffset Set = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = Set.AddDays(30);

    [Fact]
    public void Is_for_five_years_after_it_held_no_more()
    {
        var events = Told((Set, Low(First, Until)));

        Assert.Empty(OverridePlan.Of(events, Until.AddYears(5)));
        Assert.Equal([1], OffsetsOf(OverridePlan.Of(events, Until.AddYears(5).AddDays(1))));
    }

    [Fact]
    public void Counts_from_an_end_before_its_time_and_takes_that_along()
    {
        var events = Told((Set, Low(First, Until)), (Set.AddDays(3), new OverrideEnded(First, "user:a", "moved")));

        Assert.Empty(OverridePlan.Of(events, Set.AddDays(3).AddYears(5)));
        Assert.Equal([1, 2], OffsetsOf(OverridePlan.Of(events, Set.AddDays(4).AddYears(5))));
    }

    [Fact]
    public void Counts_from_when_another_took_its_place()
    {
        var events = Told((Set, Low(First, Until)), (Set.AddDays(3), Low(First, Until.AddDays(90))));

        Assert.Equal([1], OffsetsOf(OverridePlan.Of(events, Set.AddDays(4).AddYears(5))));
        Assert.Equal([1, 2], OffsetsOf(OverridePlan.Of(events, Until.AddDays(91).AddYears(5))));
    }

    [Fact]
    public void Does_not_mix_referents()
    {
        var events = Told((Set, Low(First, Until)), (Set.AddDays(3), Low(Second, Until.AddYears(1))));

        var due = Assert.Single(OverridePlan.Of(events, Until.AddYears(5).AddDays(1)));
        Assert.Equal(First, due.Referent.ToString());
    }

    [Fact]
    public void Does_not_order_again_what_was_ordered()
    {
        var events = Told((Set, Low(First, Until)), (Set.AddDays(1), Low(Second, Until)));
        var order = Logged(3, Until.AddYears(6), CanonicalEvent.Of(
            new PayloadsErased(ErasureGround.TermOver, "1"), new EventKey("urn:x", "1"), OverrideFactTypes.Subject, 0,
            Until.AddYears(6)));

        Assert.Equal([2], OffsetsOf(OverridePlan.Of([.. events, order], Until.AddYears(7))));
    }

    private static OverrideSet Low(string referent, DateTimeOffset until) =>
        new(referent, RiskLevel.Low, "user:a", "visited", until, RiskLevel.High, 62);

    private static LoggedEvent[] Told(params (DateTimeOffset At, OverrideFact Fact)[] facts) =>
        [.. facts.Select((one, i) => Logged(i + 1, one.At, OverrideFactTypes.ToEvent(one.Fact, i, one.At, 0)))];

    private static LoggedEvent Logged(long offset, DateTimeOffset at, NewEvent told) => new(
        new LogPosition(0, offset), told.Subject, told.Key, told.Type, told.Time, at, told.Data, null);

    private static IEnumerable<long> OffsetsOf(IEnumerable<DueOverride> due) =>
        due.SelectMany(one => one.Payloads).Select(payload => payload.Position.Offset);
}
