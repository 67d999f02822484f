using Supervision.Features;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;
using Supervision.Tests.Features;
using Supervision.Tests.Models;
using Supervision.Tests.Risk;

namespace Supervision.Tests.Shadows;

public sealed class Judging_by_several_models
{
    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    /// <summary>What is remembered of past days is of each model, and forgotten for all when a fact is late.</summary>
    [Fact]
    public void Says_of_each_what_it_says_alone()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var log = RandomHistory.Of(seed);
            var prior = new PriorFacts(log.DistinctBy(fact => fact.Position));
            var models = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => TestModels.Any(random)).ToArray();
            var shared = new ReferentFold(Referent);
            var alone = models.Select(_ => new ReferentFold(Referent)).ToArray();
            var asOf = DateTimeOffset.MinValue;
            foreach (var fact in log)
            {
                shared.Fold(fact, prior);
                foreach (var fold in alone)
                    fold.Fold(fact, prior);
                if (!shared.HasFacts || random.Next(3) == 0)
                    continue;

                asOf = new[] { asOf, shared.LatestEventTime, shared.LatestEventTime.AddDays(random.Next(40)) }.Max();
                for (var index = 0; index < models.Length; index++)
                    Assert.Equal(
                        Scoring.Assess(alone[index], models[index], asOf),
                        Scoring.Assess(shared, models[index], asOf));
            }
        }
    }

    [Fact]
    public void Goes_on_beyond_the_number_of_models_that_are_remembered()
    {
        var models = Enumerable.Range(0, ModelRegister.ShadowsMax + 9)
            .Select(seed => TestModels.Any(new Random(seed))).ToArray();
        var log = RandomHistory.Of(5);
        var fold = HistoryFold.Of(Referent, log);
        var asOf = fold.LatestEventTime.AddDays(3);
        foreach (var model in models.Concat(models))
            Assert.Equal(
                Scoring.Assess(HistoryFold.Of(Referent, log), model, asOf), Scoring.Assess(fold, model, asOf));
    }

    [Fact]
    public void Names_the_indicators_that_differ_and_what_of_the_documents_bears_on_it()
    {
        var before = A_model.Make();
        var after = A_model.Make("1.1.0", json =>
        {
            json["base"] = 2;
            json["title"] = "Another title";
            json["indicators"]![0]!["missing"]!["points"] = 3;
        });
        var indicator = before.Document.Indicators[0].Id;
        var fold = HistoryFold.Of(Referent, RandomHistory.Of(1).Take(1));
        var asOf = fold.LatestEventTime.AddDays(1);
        Assert.Null(Scoring.Score(fold, before, asOf).Contributions.First(one => one.Indicator == indicator).Value);

        var (used, shadow) = (Scoring.Score(fold, before, asOf), Scoring.Score(fold, after, asOf));
        var differences = ScoreDifference.Between(used, shadow);
        var because = ScoreDifference.Because(
            before, after, ModelDifference.Between(before.Document, after.Document), used, shadow);

        Assert.Equal([(indicator, 0, 3), ("base", 0, 2)], differences.Select(one =>
            (one.Indicator, one.UsedPoints, one.ShadowPoints)));
        Assert.Equal(
            [
                "Everyone starts with 2 points; that was 0.",
                $"Indicator {indicator} gives 3 points without data; it gave 0. Without data it gives 3 points by the "
                + "shadow, 0 by the model in use.",
            ],
            because.AsEnumerable());
    }

    /// <summary>Of many changes only what moved this one: the bound that its points are on the other side of.</summary>
    [Theory]
    [InlineData(20, 30, 25, "Level medium holds from 30 points; it held from 20. It has 25 points.")]
    [InlineData(20, 30, 19, null)]
    [InlineData(20, 30, 30, null)]
    public void Names_a_threshold_only_where_its_own_points_are_on_another_side_of_it(
        int held, int holds, int points, string? sentence)
    {
        var before = A_model.Make(change: json => Levels(json, held, 900));
        var after = A_model.Make("1.1.0", json => Levels(json, holds, 901));
        var fold = HistoryFold.Of(Referent, RandomHistory.Of(1).Take(1));
        var blank = Scoring.Score(fold, before, fold.LatestEventTime.AddDays(1));
        Score Of(RiskModel model) => blank with { Points = points, Level = model.LevelOf(points) };

        var because = ScoreDifference.Because(
            before, after, ModelDifference.Between(before.Document, after.Document), Of(before), Of(after));

        Assert.Equal(sentence is null ? [] : [sentence], because.AsEnumerable());

        static void Levels(System.Text.Json.Nodes.JsonNode json, int medium, int high)
        {
            json["levels"]![1]!["from"] = medium;
            json["levels"]![2]!["from"] = high;
            // So that every level can be reached.
            json["indicators"]![0]!["bins"]!.AsArray()[^1]!["points"] = 1_000;
        }
    }
}
