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

        var differences = ScoreDifference.Between(
            Scoring.Score(fold, before, asOf), Scoring.Score(fold, after, asOf));
        var because = ScoreDifference.Because(
            ModelDifference.Between(before.Document, after.Document), differences);

        Assert.Equal([(indicator, 0, 3), ("base", 0, 2)], differences.Select(one =>
            (one.Indicator, one.UsedPoints, one.ShadowPoints)));
        Assert.Equal(
            [
                "Everyone starts with 2 points; that was 0.",
                $"Indicator {indicator} gives 3 points without data; it gave 0.",
            ],
            because.AsEnumerable());
    }
}
