using System.Text.Json;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Explanations;

public sealed class Explaining_a_score
{
    [Fact]
    public void Says_when_the_level_changes_if_nothing_happens_as_trying_every_day_does()
    {
        var changes = 0;
        Seeds.Each(60, seed =>
        {
            var random = new Random(seed);
            var history = Random(seed);
            var model = TestModels.Any(random);
            var asOf = history.Facts.Max(fact => fact.Time).AddDays(random.Next(60));
            var fold = HistoryFold.Of(history.Referent, history.Facts);

            var outlook = Outlook.Of(fold, model, asOf);

            List<(DateOnly, RiskLevel, int)> expected = [];
            var level = Scoring.Assess(fold, model, asOf).Level;
            for (var day = 1; day <= Outlook.DaysMax && expected.Count < Outlook.ChangesMax; day++)
            {
                var state = Scoring.Assess(fold, model, asOf.AddDays(day));
                if (state.Level != level)
                    expected.Add((DateOnly.FromDateTime(asOf.UtcDateTime).AddDays(day), state.Level, state.Points));
                level = state.Level;
            }

            Assert.Equal(expected, outlook.Changes.Select(one => (one.On, one.Level, one.Points)));
            changes += expected.Count;
        });
        Assert.True(changes > 30 || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null);
    }

    [Fact]
    public void Says_until_when_cooldown_holds_a_level_up()
    {
        var held = 0;
        Seeds.Each(200, seed =>
        {
            var random = new Random(seed);
            var history = Random(seed);
            var model = TestModels.Any(random);
            var fold = HistoryFold.Of(history.Referent, history.Facts);
            for (var i = 0; i < 10; i++)
                held += IsHeld(fold, model, history.Facts.Max(fact => fact.Time).AddDays(-random.Next(700))) ? 1 : 0;
        });
        Assert.True(held > 10 || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null, $"{held} held");
    }

    [Fact]
    public void Names_the_events_behind_each_contribution_and_its_legal_ground()
    {
        var history = Told(
            ("2026-01-05", "2026-02-01",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 5))));

        var arrears = Explain(history, "2026-03-01").Indicators.Single(one =>
            one.Indicator == "tax-arrears-or-insolvency");

        var source = Assert.Single(arrears.Events);
        Assert.Equal(("3-1", "supervision.finance.observed.v1"), (source.Position, source.Type));
        Assert.Equal((At("2026-01-05"), At("2026-02-01").AddHours(1)), (source.Time, source.RecordedAt));
        Assert.Equal(8, arrears.Points);
        Assert.NotEmpty(arrears.LegalGround!);
    }

    [Fact]
    public void Names_the_correction_by_which_an_event_counts_among_the_events_behind_it()
    {
        var absent = new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Absent, new DateOnly(2026, 1, 5));
        var present = JsonElement.Parse(FactTypes.Write(absent with { State = FinanceState.Present }));
        var history = Told(
            ("2026-01-05", "2026-01-06", absent),
            ("2026-02-01", "2026-02-02", new FactCorrected("test", "e1", CorrectionReason.WrongValue, present)),
            ("2026-02-03", "2026-02-04", new FactCorrected(
                "test", "e1", CorrectionReason.WrongValue, JsonElement.Parse("\"of no type\""))));

        var arrears = Explain(history, "2026-03-01").Indicators.Single(one =>
            one.Indicator == "tax-arrears-or-insolvency");

        Assert.Equal(8, arrears.Points);
        Assert.Equal(["3-1", "3-2"], arrears.Events.Select(one => one.Position));
        Assert.Null(arrears.Events[0].Corrects);
        var correction = arrears.Events[1];
        Assert.Equal("supervision.fact.corrected.v1", correction.Type);
        Assert.Equal(At("2026-02-02").AddHours(1), correction.RecordedAt);
        Assert.Equal(
            new CorrectedEvent(
                "3-1", "supervision.finance.observed.v1", At("2026-01-05"), At("2026-01-06").AddHours(1)),
            correction.Corrects);
    }

    [Fact]
    public void Says_how_far_the_points_could_go_if_what_is_missing_were_known()
    {
        var history = Told(("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)));

        var explanation = Explain(history, "2026-03-01");

        var missing = explanation.Missing!;
        Assert.Equal(12, missing.EvidenceLacking);
        var late = missing.Indicators.Single(one => one.Indicator == "late-notifications");
        Assert.Equal((0, new PointInterval(0, 14)), (late.Points, late.Reach));
        // A check can only take points away.
        Assert.Equal(
            new PointInterval(-4, 0), missing.Indicators.Single(one => one.Indicator == "checked-lately").Reach);
        Assert.Equal(
            missing.IfKnown.Upper - explanation.Score.Points, missing.Indicators.Sum(one => one.Reach.Upper));
    }

    [Fact]
    public void Compares_with_the_own_past_and_leaves_out_what_was_before_anything_happened()
    {
        var history = Told(
            ("2025-06-01", "2025-06-01",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2025, 6, 1))));

        var past = Explain(history, "2026-03-01").Past;

        var one = Assert.Single(past);
        Assert.Equal((90, new DateOnly(2025, 12, 1), 8), (one.DaysBack, one.On, one.Points));
    }

    [Fact]
    public void Compares_with_nobody_when_there_are_fewer_than_ten()
    {
        var few = PeerComparison.Of(
            Sector.J, SizeBand.One, 5,
            [new PeerCount(RiskLevel.Low, 1, 9), new PeerCount(RiskLevel.InsufficientEvidence, 0, 100)]);
        var enough = PeerComparison.Of(
            Sector.J, SizeBand.One, 5, [new PeerCount(RiskLevel.Low, 1, 9), new PeerCount(RiskLevel.High, 40, 1)]);

        Assert.Equal((true, 0, 0, null), (few.TooFew, few.Count, few.WithFewerPoints, few.Quartiles));
        Assert.Equal((false, 10, 9), (enough.TooFew, enough.Count, enough.WithFewerPoints));
        Assert.Equal(new PointQuartiles(1, 1, 1), enough.Quartiles);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, 3, 6, 9)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 }, 4, 7, 10)]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 7 }, 0, 0, 0)]
    public void Takes_lower_quartiles_that_occur(int[] points, int lower, int median, int upper)
    {
        var peers = points.GroupBy(one => one).Select(group => new PeerCount(RiskLevel.Low, group.Key, group.Count()));

        var comparison = PeerComparison.Of(Sector.J, SizeBand.One, 5, [.. peers]);

        Assert.Equal(new PointQuartiles(lower, median, upper), comparison.Quartiles);
    }

    [Fact]
    public void Gives_the_ground_of_selection_as_it_stands_after_corrections()
    {
        var planned = new CheckPlanned("c-1", Channel.Risk, 1m, CheckKind.Desk);
        var random = new CheckPlanned("c-2", Channel.Random, 0.025m, CheckKind.Visit);
        var history = Told(
            ("2026-01-05", "2026-01-05", planned),
            ("2026-02-05", "2026-02-05", random),
            ("2026-02-06", "2026-02-06", new FactRetracted("test", "e2", CorrectionReason.RegisteredTwice)));

        Assert.Equal(Channel.Risk, Explain(history, "2026-03-01").Selection!.Channel);
        Assert.Equal(Channel.Random, Explain(
            history with { Facts = history.Facts[..2] }, "2026-03-01").Selection!.Channel);
        Assert.Null(Explain(history, "2026-01-01").Selection);
    }

    [Fact]
    public void Has_no_outlook_from_a_moment_after_which_something_is_known()
    {
        var history = Told(
            ("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)),
            ("2026-02-05", "2026-02-05", new RecognitionGranted(Purpose.Study)));

        Assert.Null(Explain(history, "2026-02-01").Outlook);
        Assert.NotNull(Explain(history, "2026-03-01").Outlook);
    }

    [Fact]
    public void Explains_without_a_model_that_there_is_none()
    {
        var history = Told(("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)));

        var explanation = Explanation.Of(
            history, null, At("2026-03-01"), null, At("2026-02-01"), history.Facts[^1].Position);

        Assert.Equal((RiskLevel.None, "no-model-in-use"), (explanation.Score.Level, explanation.Score.Reason));
        Assert.Null(explanation.Lowering);
    }

    private static bool IsHeld(ReferentFold fold, RiskModel model, DateTimeOffset asOf)
    {
        var (day, level) = (FactEffects.DayOf(asOf), Scoring.Assess(fold, model, asOf).Level);
        if (HeldLevel.Of(fold, model, day, level) is not { } found)
        {
            Assert.Equal(DayLevels.On(fold, model, day), level);
            return false;
        }

        Assert.Equal(level, DayLevels.On(fold, model, found.LastReachedOn.DayNumber));
        for (var past = found.LastReachedOn.DayNumber + 1; past <= day; past++)
            Assert.True(DayLevels.On(fold, model, past) < level);
        Assert.Equal(found.LastReachedOn.AddDays(model.Document.CooldownDays + 1), found.Until);
        return true;
    }

    private static Explanation Explain(ReferentHistory history, string day) => Explanation.Of(
        history, RiskModels.Example, At(day), null, null, history.Facts[^1].Position);
}
