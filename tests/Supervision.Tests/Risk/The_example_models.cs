using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Tests.Risk;

public sealed class The_example_models
{
    [Theory]
    [InlineData("example", 16)]
    [InlineData("example-h2", 5)]
    public void Load_and_say_that_they_are_examples(string name, int indicators)
    {
        var model = RiskModels.Find(name);

        Assert.NotNull(model);
        Assert.True(model.IsExample);
        Assert.Contains("not for use", model.Title, StringComparison.Ordinal);
        Assert.Equal(indicators, model.Document.Indicators.Length);
        Assert.StartsWith("sha256:", model.Identity.Hash, StringComparison.Ordinal);
        Assert.All(model.Document.Indicators, indicator => Assert.NotNull(indicator.Justification));
    }

    [Fact]
    public void Keep_their_hash_when_members_change_places_and_white_space_changes()
    {
        var model = RiskModels.Example;

        var again = RiskModel.Parse(model.Canonical);

        Assert.Equal(model.Identity, again.Model?.Identity);
    }

    [Fact]
    public void Say_nothing_of_a_referent_without_history()
    {
        var fold = new ReferentFold(ReferentId.Parse("kvk:99000001"));

        var score = Scoring.Score(fold, RiskModels.Example, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(RiskLevel.InsufficientEvidence, score.Level);
        Assert.Equal(0, score.Evidence);
        Assert.Equal(score.Points, score.Contributions.Sum(contribution => contribution.Points));
    }
}
