using System.Collections.Immutable;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Populations;
using Supervision.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Explanations;

/// <summary>The smallest changes that would lower a level, applied, and held against every combination.</summary>
public sealed class Lowering_the_level
{
    private const int ReferentCount = 1_000;

    [Fact]
    public void Works_when_applied_and_nothing_smaller_does_for_a_thousand_simulated_referents()
    {
        var plan = new PopulationPlan { Seed = 41, Referents = ReferentCount, Days = 500 };
        var histories = Simulated(plan);
        Assert.Equal(ReferentCount, histories.Count);
        var asOf = new DateTimeOffset(plan.Start.AddDays(plan.Days).ToDateTime(default), TimeSpan.Zero);
        var (changed, several, outOfReach) = (0, 0, 0);
        for (var i = 0; i < histories.Count; i++)
        {
            // Until one of the models gives it a level that could be lower.
            var random = new Random(i);
            NoLowering? none = NoLowering.LowAlready;
            for (var attempt = 0; attempt < 50 && none is not null; attempt++)
            {
                var lowering = Check(histories[i], asOf, random);
                none = lowering.None;
                outOfReach += none == NoLowering.OutOfReach ? 1 : 0;
                several += lowering.Changes.Any(change => change.Moves.Length > 1) ? 1 : 0;
            }

            changed += none is null ? 1 : 0;
        }

        Assert.Equal(ReferentCount, changed);
        Assert.True(several > 100 && outOfReach > 100, $"{several} of several indicators, {outOfReach} out of reach");
    }

    [Fact]
    public void Works_when_applied_and_nothing_smaller_does_for_random_histories()
    {
        var changed = 0;
        Seeds.Each(300, seed =>
        {
            var random = new Random(seed);
            var history = Random(seed);
            var asOf = history.Facts.Max(fact => fact.Time).AddDays(random.Next(200));
            changed += Check(history, asOf, random, cooldown: random.Next(40)).Changes.Length;
        });
        Assert.True(changed > 100 || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null);
    }

    [Fact]
    public void Takes_effect_on_the_day_that_cooldown_says()
    {
        // Late on all four notifications; the change is that all turn out to have been in time.
        var model = RiskModels.Example;
        var late = Notifications("2026-01-10");
        var before = Told([.. late, .. Quiet()]);
        var asOf = At("2026-03-01");
        var lowering = Explain(before, model, asOf).Lowering!;
        Assert.Equal(RiskLevel.Medium, before.Assess(model, asOf).Level);
        var change = lowering.Changes.First(one => one.Moves is [{ Indicator: "late-notifications" }]);
        var fallsOn = new DateTimeOffset(change.FallsOn.ToDateTime(default), TimeSpan.Zero);

        // From the day asked about on, the share is what the change asks for: many more notifications, in time.
        var inTime = Enumerable.Range(0, 60).Select(_ => ("2026-03-01", "2026-03-01", (Fact)InTime()));
        var after = Told([.. late, .. Quiet(), .. inTime]);

        Assert.Equal(new DateOnly(2026, 3, 31), change.FallsOn);
        Assert.Equal(RiskLevel.Medium, after.Assess(model, fallsOn.AddDays(-1)).Level);
        Assert.Equal(RiskLevel.Low, after.Assess(model, fallsOn).Level);
    }

    [Fact]
    public void Says_of_a_share_what_it_means_as_a_count()
    {
        var history = Told([.. Notifications("2026-01-10"), .. Quiet()]);

        var move = Explain(history, RiskModels.Example, At("2026-03-01")).Lowering!
            .Changes.SelectMany(change => change.Moves).First(one => one.Indicator == "late-notifications");

        Assert.Equal((500L, null, 4L), (move.Below!.Value, move.From, move.OutOf!.Value));
        Assert.Equal(1, move.CountMost); // Two of four are 500 in a thousand, which is not below it.
    }

    [Fact]
    public void Is_nothing_to_do_when_cooldown_alone_holds_the_level_up()
    {
        var mended = Told(
            [
                .. Notifications("2026-01-10"), .. Quiet(),
                .. Enumerable.Range(0, 60).Select(_ => ("2026-02-20", "2026-02-20", (Fact)InTime())),
            ]);

        var explanation = Explain(mended, RiskModels.Example, At("2026-03-01"));

        Assert.Equal(RiskLevel.Medium, explanation.Score.Level);
        Assert.Equal(NoLowering.HeldByCooldown, explanation.Lowering!.None);
        Assert.Equal(RiskLevel.Low, explanation.Held!.LevelOfPoints);
        Assert.Equal(new DateOnly(2026, 2, 19), explanation.Held.LastReachedOn);
        Assert.Equal(new DateOnly(2026, 3, 22), explanation.Held.Until);
        Assert.Equal(new DateOnly(2026, 3, 22), explanation.Outlook!.Changes[0].On);
    }

    [Fact]
    public void Is_not_offered_of_what_the_supervisor_does()
    {
        var model = RiskModels.Example;
        var history = Told([.. Notifications("2026-01-10"), .. Quiet()]);

        var moves = Explain(history, model, At("2026-03-01")).Lowering!.Changes.SelectMany(change => change.Moves);

        Assert.DoesNotContain(moves, move => move.Feature == "days-since-check");
    }

    [Fact]
    public void Finds_the_smallest_among_very_many_combinations_soon()
    {
        // 64 indicators of 32 bins that all must move: what no model that people review comes near.
        var moves = Enumerable.Range(1, 31).Select(distance => new BinMove(31 - distance, distance, distance));
        var indicators = Enumerable.Repeat(moves.ToArray(), 64).Select(one => (ImmutableArray<BinMove>)[.. one]);

        var (found, more) = LoweringSearch.Find([.. indicators], (64 * 31) - 1, 3);

        Assert.Equal(3, found.Length);
        Assert.True(more);
        Assert.All(found, set => Assert.Equal((64 * 31) - 1, set.Sum(one => one.Move.Distance)));
    }

    private static Lowering Check(ReferentHistory history, DateTimeOffset asOf, Random random, int cooldown = 0)
    {
        var fold = HistoryFold.Of(history.Referent, history.Facts);
        var day = DateOnly.FromDateTime(asOf.UtcDateTime);
        var model = SmallModels.Around(fold, day, random, cooldown);
        var document = model.Document;
        var values = document.Indicators.ToDictionary(
            indicator => indicator.Id,
            indicator => FeatureValues.Read(fold, FeatureCatalogue.Find(indicator.Feature)!, day).Value);
        var level = history.Assess(model, asOf).Level;
        var lowering = LoweringRules.Of(fold, model, asOf);
        if (level == RiskLevel.Low || DayLevels.On(fold, model, day.DayNumber) < level)
        {
            Assert.Equal(
                level == RiskLevel.Low ? NoLowering.LowAlready : NoLowering.HeldByCooldown, lowering.None);
            return lowering;
        }

        var bound = level == RiskLevel.High ? document.Levels[2].From!.Value : document.Levels[1].From!.Value;
        var smallest = EveryCombination.Smallest(document, values, bound);
        if (smallest is not { } least)
        {
            Assert.Equal(NoLowering.OutOfReach, lowering.None);
            return lowering;
        }

        Assert.Null(lowering.None);
        Assert.Equal(least.Count > LoweringRules.ChangesMax, lowering.More);
        Assert.Equal(Math.Min(least.Count, LoweringRules.ChangesMax), lowering.Changes.Length);
        foreach (var change in lowering.Changes)
        {
            Assert.Equal(
                (least.Indicators, least.Bins), (change.Moves.Length, change.Moves.Sum(move => move.Bins)));
            Apply(change, document, values, bound);
            Wait(change, fold, model, day.DayNumber, level);
        }

        return lowering;
    }

    /// <summary>Puts the first, a middle and the last value of each stated range in place.</summary>
    private static void Apply(
        LoweringChange change, RiskModelDocument model, Dictionary<string, long?> values, int bound)
    {
        for (var place = 0; place < 3; place++)
        {
            var applied = new Dictionary<string, long?>(values);
            foreach (var move in change.Moves)
            {
                Assert.Equal(values[move.Indicator], move.Value);
                var possible = EveryCombination.Possible(move.Feature, move.From, move.Below).ToList();
                Assert.NotEmpty(possible);
                applied[move.Indicator] = possible[Math.Min(place, possible.Count - 1)];
            }

            var points = EveryCombination.Points(model, applied);
            Assert.True(points <= change.Points && points < bound, $"{points} points, {change.Points} were promised");
        }
    }

    /// <summary>Day by day, with the level of the change from its day on and that of each day before it.</summary>
    private static void Wait(LoweringChange change, ReferentFold fold, RiskModel model, int changed, RiskLevel level)
    {
        for (var day = changed; ; day++)
        {
            var highest = Enumerable.Range(day - model.Document.CooldownDays, model.Document.CooldownDays + 1)
                .Max(past => past < changed ? DayLevels.On(fold, model, past) : change.Level);
            if (highest >= level)
                continue;

            Assert.Equal((DateOnly.FromDayNumber(day), highest), (change.FallsOn, change.LevelThen));
            return;
        }
    }

    private static Explanation Explain(ReferentHistory history, RiskModel model, DateTimeOffset asOf) =>
        Explanation.Of(history, model, asOf, null, null, history.Facts[^1].Position);

    private static IEnumerable<(string, string, Fact)> Notifications(string day) => Enumerable.Range(0, 4)
        .Select(_ => (day, day, (Fact)new DutyNotified(
            Duty.NotifyEmploymentEnded, DateOnly.ParseExact(day, "yyyy-MM-dd").AddDays(-100),
            DateOnly.ParseExact(day, "yyyy-MM-dd"))));

    private static DutyNotified InTime() => new DutyNotified(
        Duty.NotifyEmploymentEnded, new DateOnly(2026, 2, 18), new DateOnly(2026, 2, 20));

    /// <summary>Enough evidence that says nothing else.</summary>
    private static IEnumerable<(string, string, Fact)> Quiet() => Enumerable.Range(0, 20)
        .Select(number => ("2026-01-05", "2026-01-05", (Fact)new ApplicationSubmitted(
            $"a-{number}", Purpose.Labour)));
}
