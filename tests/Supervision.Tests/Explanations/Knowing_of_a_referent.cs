using Supervision.Access;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Replays;
using Supervision.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Explanations;

/// <summary>One rule of when a referent is there, for scores, explanations, hindsight and replays alike.</summary>
public sealed class Knowing_of_a_referent
{
    private static readonly ReferentHistory History = Told(
        ("2026-02-10", "2026-02-20", new ApplicationSubmitted("a-1", Purpose.Labour)));

    [Theory]
    [InlineData("2026-02-09", false)]
    [InlineData("2026-02-10", true)]
    [InlineData("2026-02-11", true)]
    public void Begins_on_the_day_of_what_happened_first(string day, bool isKnown)
    {
        var on = DateOnly.ParseExact(day, "yyyy-MM-dd");

        Assert.Equal(isKnown, History.IsKnownOn(on));
        Assert.Equal(isKnown ? 1 : 0, Counted(ReplayKind.FeaturesAndScores, on, History));
        Assert.Equal(isKnown ? 1 : 0, Counted(ReplayKind.Hindsight, on, History));
    }

    [Fact]
    public void Does_not_end_when_all_was_erased_but_leaves_nothing_to_count()
    {
        var erased = History with { Facts = [], Erased = [At("2026-02-10")] };
        var (day, before) = (new DateOnly(2026, 2, 10), new DateOnly(2026, 2, 9));

        Assert.True(erased.IsKnownOn(day));
        Assert.False(erased.IsKnownOn(before));
        Assert.False(erased.TellsOf(day));
        Assert.Equal(0, Counted(ReplayKind.FeaturesAndScores, day, erased));
        Assert.Equal(0, Counted(ReplayKind.Hindsight, day, erased));
    }

    /// <summary>As of eight in the morning: what happened at nine counts, as it does in the score.</summary>
    private static long Counted(ReplayKind kind, DateOnly day, ReferentHistory history)
    {
        var counting = new ReplayCounting(ReplayTally.Empty);
        var judging = new ReplayJudging(
            new ReplayOrder(
                kind, RiskModels.Example.Identity, null, ReplayFilter.All,
                new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero), null, null, day.AddDays(-30),
                day, 0, 0, "user:a", ReadingPurpose.ModelAssurance),
            RiskModels.Example, null, counting);
        judging.Judge(history);
        return counting.Tally.Referents;
    }
}
