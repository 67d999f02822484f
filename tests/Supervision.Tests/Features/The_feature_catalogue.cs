using Supervision.Facts;
using Supervision.Features;

namespace Supervision.Tests.Features;

public sealed class The_feature_catalogue
{
    [Fact]
    public void Names_no_feature_by_a_forbidden_word()
    {
        Assert.All(
            FeatureCatalogue.All, feature => Assert.False(ForbiddenNames.IsForbidden(feature.Name), feature.Name));
        Assert.All(
            new[] { "nationality", "share-nationality-365", "countryOfBirth", "BIRTH_PLACE", "board.ethnicity" },
            name => Assert.True(ForbiddenNames.IsForbidden(name), name));
    }

    [Fact]
    public void Documents_every_feature_once_and_names_events_that_exist()
    {
        Assert.Distinct(FeatureCatalogue.All.Select(feature => feature.Name));
        Assert.All(FeatureCatalogue.All, feature =>
        {
            Assert.NotEmpty(feature.Definition);
            Assert.NotEmpty(feature.Formula);
            Assert.NotEmpty(feature.EventTypes);
            Assert.All(feature.EventTypes, type => Assert.NotNull(FactTypes.Find(type)));
        });
    }

    [Fact]
    public void Lets_a_check_take_points_away_at_most() =>
        Assert.False(FeatureCatalogue.Find("days-since-check")!.MayRaiseRisk);

    [Fact]
    public void Is_what_the_document_lists()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "statistics.md"));
        foreach (var name in FeatureCatalogue.All.Select(feature => feature.Name))
        {
            var window = name[(name.LastIndexOf('-') + 1)..];
            Assert.True(
                document.Contains($"`{name}`", StringComparison.Ordinal)
                || (char.IsDigit(window[0]) && document.Contains($"`-{window}`", StringComparison.Ordinal)
                    && document.Contains($"`{name[..name.LastIndexOf('-')]}-", StringComparison.Ordinal)),
                name);
        }
    }
}
