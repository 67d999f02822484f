using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Tests.Shadows;

public sealed class Counting_by_two_models
{
    private static readonly PointScale Scale = PointScale.Of(RiskModels.Example);
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Gives_the_same_of_the_parts_in_any_order_as_of_the_whole()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var all = Standings(random, random.Next(400));
            var parts = all.GroupBy(_ => random.Next(7)).Select(Count).OrderBy(_ => random.Next()).ToArray();

            var merged = parts.Aggregate(StandingTally.Empty, (sum, part) => sum.And(part));

            Assert.Equal(Json(Count(all)), Json(merged));
        }
    }

    [Fact]
    public void Puts_every_pair_of_levels_in_one_of_four_groups()
    {
        var levels = Count(Standings(new Random(7), 5_000)).Levels;

        Assert.Equal(5_000, levels.Count);
        Assert.Equal(levels.Count, levels.Agreeing + levels.Higher + levels.Lower + levels.Otherwise);
        Assert.True(levels.Higher > 0 && levels.Lower > 0 && levels.Otherwise > 0);
    }

    [Theory]
    [InlineData(RiskLevel.Low, RiskLevel.High, 0, 1, 0, 0)]
    [InlineData(RiskLevel.High, RiskLevel.Medium, 0, 0, 1, 0)]
    [InlineData(RiskLevel.Medium, RiskLevel.Medium, 1, 0, 0, 0)]
    [InlineData(RiskLevel.InsufficientEvidence, RiskLevel.High, 0, 0, 0, 1)]
    [InlineData(RiskLevel.High, RiskLevel.InsufficientEvidence, 0, 0, 0, 1)]
    [InlineData(RiskLevel.None, RiskLevel.Low, 0, 0, 0, 1)]
    [InlineData(RiskLevel.None, RiskLevel.None, 1, 0, 0, 0)]
    public void Tells_who_would_be_higher_from_who_has_too_little_evidence(
        RiskLevel used, RiskLevel shadow, long agreeing, long higher, long lower, long otherwise)
    {
        var levels = Count([new ShadowStanding(used, 0, shadow, 0, 1, 1, 2)]).Levels;

        Assert.Equal(
            (agreeing, higher, lower, otherwise), (levels.Agreeing, levels.Higher, levels.Lower, levels.Otherwise));
        Assert.Equal(1, levels[used, shadow]);
    }

    [Fact]
    public void Has_a_step_for_all_points_that_a_model_can_give()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var model = Risk.TestModels.Any(new Random(seed));
            var scale = PointScale.Of(model);
            var (lowest, highest) = Reach(model);

            Assert.Equal(0, scale.StepOf(lowest));
            for (var points = lowest; points <= highest; points++)
            {
                var step = scale.StepOf(points);
                Assert.InRange(step, 0, PointScale.Steps - 1);
                Assert.InRange(points, scale.StartOf(step), scale.StartOf(step + 1) - 1);
            }
        }

        Assert.Equal(0, PointScale.Of(null).StepOf(0));
    }

    [Fact]
    public void Adds_up_what_was_judged_and_keeps_the_last_standing_of_a_day()
    {
        var random = new Random(3);
        var (first, second) = (Count(Standings(random, 5)), Count(Standings(random, 9)));
        ImmutableArray<ShadowDay> morning = [new(Day, "a", "s", new JudgingTally(1, 2, 3, 4, 5, 6, 7), first)];
        ImmutableArray<ShadowDay> evening =
        [
            new(Day, "a", "s", new JudgingTally(10, 20, 30, 40, 50, 60, 70), second),
            new(Day, "b", "s", new JudgingTally(1, 1, 1, 1, 1, 1, 1), null),
        ];

        var days = morning.Then(evening, 92);
        var everywhere = days.And(morning);

        Assert.Equal(["a", "b"], days.Select(day => day.Used));
        Assert.Equal(new JudgingTally(11, 22, 33, 44, 55, 66, 77), days[0].Judging);
        Assert.Equal(Json(second), Json(days[0].Standing!));
        Assert.Equal(new JudgingTally(12, 24, 36, 48, 60, 72, 84), everywhere[0].Judging);
        Assert.Equal(14, everywhere[0].Standing!.Levels.Count);
        Assert.Equal(Json(days), Json(ShadowDays.Read(ShadowDays.Write(days))));
        Assert.Empty(ShadowDays.Read(""));
    }

    [Fact]
    public void Keeps_the_latest_days_up_to_a_number()
    {
        var days = ImmutableArray<ShadowDay>.Empty;
        for (var passed = 0; passed < 10; passed++)
            days = days.Then([new ShadowDay(Day.AddDays(passed), null, "s", JudgingTally.Empty, null)], 4);

        Assert.Equal([Day.AddDays(6), Day.AddDays(7), Day.AddDays(8), Day.AddDays(9)], days.Select(day => day.Day));
    }

    private static (int Lowest, int Highest) Reach(RiskModel model)
    {
        var points = model.Document.Indicators.Select(one =>
            one.Bins.Select(bin => bin.Points).Append(one.Missing.Points).Append(0).ToArray()).ToArray();
        return (
            model.Document.Base + points.Sum(some => some.Min()), model.Document.Base + points.Sum(some => some.Max()));
    }

    private static StandingTally Count(IEnumerable<ShadowStanding> standings) =>
        StandingTally.Of(standings, Scale, Scale);

    private static List<ShadowStanding> Standings(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new ShadowStanding(
            (RiskLevel)random.Next(5), random.Next(100), (RiskLevel)random.Next(5), random.Next(100), 1, 1, 2)),
    ];

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
