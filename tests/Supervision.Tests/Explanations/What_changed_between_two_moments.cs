using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Risk;
using Supervision.Tests.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Explanations;

public sealed class What_changed_between_two_moments
{
    [Fact]
    public void Adds_up_step_by_step_and_each_step_is_what_folding_with_and_without_it_gives()
    {
        var (events, time) = (0, 0);
        Seeds.Each(150, seed =>
        {
            var random = new Random(seed);
            var history = Random(seed);
            var model = TestModels.Any(random);
            var last = history.Facts.Max(fact => fact.RecordedAt).AddDays(random.Next(100));
            var since = last.AddDays(-random.Next(1, 700));

            var change = ChangeWalk.Of(history, model, since, last);

            var (before, after) = (history.KnownAt(since).Assess(model, since), history.Assess(model, last));
            Assert.Equal((before.Level, before.Points), (change.LevelFrom, change.PointsFrom));
            Assert.Equal((after.Level, after.Points), (change.LevelTo, change.PointsTo));
            Assert.Equal(
                change.PointsTo - change.PointsFrom, change.Steps.Sum(step => step.PointsTo - step.PointsFrom));
            var (points, level) = (change.PointsFrom, change.LevelFrom);
            foreach (var step in change.Steps)
            {
                Assert.Equal((points, level), (step.PointsFrom, step.LevelFrom));
                Assert.Equal(step.PointsTo - step.PointsFrom, step.Indicators.Sum(one => one.To - one.From));
                (points, level) = (step.PointsTo, step.LevelTo);
                Check(step, history, model);
                events += step.Because == StepCause.Event ? 1 : 0;
                time += step.Because == StepCause.Time ? 1 : 0;
            }

            Assert.Equal((change.PointsTo, change.LevelTo), (points, level));
        });
        Assert.True(
            (events > 100 && time > 100) || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null,
            $"{events} events and {time} times moved something");
    }

    [Fact]
    public void Is_nothing_when_nothing_moved()
    {
        var history = Told(("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)));

        var change = ChangeWalk.Of(history, RiskModels.Example, At("2026-02-01"), At("2026-03-01"));

        Assert.Empty(change.Steps);
        Assert.Equal(change.PointsFrom, change.PointsTo);
    }

    [Fact]
    public void Names_the_event_that_moved_it_and_the_day_on_which_time_did()
    {
        var history = Told(
            ("2026-01-05", "2026-01-05",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 5))),
            ("2026-01-20", "2026-02-03",
                new CheckCompleted("c-1", [new Finding(Duty.Care, Severity.Serious, true)])));

        var change = ChangeWalk.Of(history, RiskModels.Example, At("2026-02-01"), At("2027-02-01"));

        var first = change.Steps[0];
        Assert.Equal((StepCause.Event, "3-2"), (first.Because, first.Event!.Position));
        Assert.Equal(At("2026-01-20"), first.Event.Time);
        Assert.Contains(first.Indicators, one => one is { Indicator: "open-findings", From: 0, To: 10 });
        var lapsed = change.Steps.Single(step => step.Indicators.Any(one => one is
        { Indicator: "tax-arrears-or-insolvency", To: 0 }));
        Assert.Equal(StepCause.Time, lapsed.Because);
        Assert.Equal(new DateTimeOffset(2027, 1, 5, 0, 0, 0, TimeSpan.Zero), lapsed.At);
    }

    [Fact]
    public void Tells_no_more_steps_than_it_may_and_puts_the_oldest_together()
    {
        var start = new DateOnly(2026, 1, 1);
        // Present and absent by turns: each moves the points.
        var history = Told(Enumerable.Range(0, 300).Select(day => (
            $"{start.AddDays(day):yyyy-MM-dd}", $"{start.AddDays(day):yyyy-MM-dd}", (Fact)new FinanceObserved(
                FinanceKind.TaxArrears, day % 2 == 0 ? FinanceState.Present : FinanceState.Absent,
                start.AddDays(day)))));

        var change = ChangeWalk.Of(history, RiskModels.Example, At("2026-01-01"), At("2026-12-01"));

        Assert.Equal(ChangeWalk.StepsMax, change.Steps.Length);
        Assert.Equal(StepCause.Several, change.Steps[0].Because);
        Assert.Equal(300, change.Steps.Sum(step => step.Events));
        Assert.Equal(change.PointsTo - change.PointsFrom, change.Steps.Sum(step => step.PointsTo - step.PointsFrom));
    }

    /// <summary>Folds anew up to the event of a step, with and without it.</summary>
    private static void Check(ChangeStep step, ReferentHistory history, RiskModel model)
    {
        if (step.Event is not { } source)
            return;

        var place = history.Facts.Select(fact => fact.Position.ToString()).ToList().IndexOf(source.Position);
        var without = (history with { Facts = history.Facts[..place] }).Assess(model, step.At);
        var with = (history with { Facts = history.Facts[..(place + 1)] }).Assess(model, step.At);
        Assert.Equal((without.Level, without.Points), (step.LevelFrom, step.PointsFrom));
        Assert.Equal((with.Level, with.Points), (step.LevelTo, step.PointsTo));
    }
}
