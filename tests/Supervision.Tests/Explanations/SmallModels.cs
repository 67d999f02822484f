using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Tests.Explanations;

/// <summary>Models so small that every combination of bins can be tried, with bins of all shapes.</summary>
internal static class SmallModels
{
    public const int IndicatorsMax = 5;

    /// <summary>
    /// A random model whose bins lie around what a referent has on a day, and whose levels lie around its points.
    /// </summary>
    public static RiskModel Around(ReferentFold fold, DateOnly day, Random random, int cooldown = 0)
    {
        var chosen = FeatureCatalogue.All.OrderBy(_ => random.Next()).Take(random.Next(2, IndicatorsMax + 1)).ToList();
        var indicators = chosen.Select((feature, index) => Indicator(fold, feature, day, index, random)).ToList();
        var reach = Parse(indicators, int.MaxValue / 2, cooldown);
        var points = reach.Indicators.Sum(indicator => indicator.Points(
            FeatureValues.Read(fold, indicator.Feature, day).Value, out _));
        return Parse(indicators, points - random.Next(10), cooldown);
    }

    /// <summary>With a first and a last indicator that make every level possible, and never move a referent.</summary>
    private static RiskModel Parse(List<JsonObject> indicators, int medium, int cooldown)
    {
        medium = Math.Clamp(medium, -100, 100);
        var document = new JsonObject
        {
            ["id"] = "small",
            ["version"] = "1",
            ["title"] = "A small model",
            ["example"] = true,
            ["owner"] = "tests",
            ["base"] = 0,
            ["indicators"] = new JsonArray([.. indicators.Select(one => one.DeepClone()), Ballast()]),
            ["levels"] = new JsonArray(
                new JsonObject { ["level"] = "low" },
                new JsonObject { ["level"] = "medium", ["from"] = medium },
                new JsonObject { ["level"] = "high", ["from"] = medium + 2 }),
            ["minimumEvidence"] = 0,
            ["confidence"] = 95,
            ["cooldownDays"] = cooldown,
            ["escalation"] = null,
        };
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));
        Assert.True(reading.Model is not null, string.Join("; ", reading.Errors.Select(error => error.Code)));
        return reading.Model;
    }

    /// <summary>Reaches far both ways in bins that no value can be in: no referent ever has its points.</summary>
    private static JsonObject Ballast() => One(
        "ballast", "recognition-suspended", 0,
        new JsonObject { ["to"] = -10, ["points"] = -900 },
        new JsonObject { ["from"] = -10, ["to"] = 2, ["points"] = 0 },
        new JsonObject { ["from"] = 2, ["points"] = 900 });

    private static JsonObject Indicator(ReferentFold fold, Feature feature, DateOnly day, int index, Random random)
    {
        var value = FeatureValues.Read(fold, feature, day).Value ?? random.Next(5);
        var width = feature.Unit switch
        {
            "0 or 1" => 1,
            "days" or "per thousand" => random.Next(1, 300),
            _ when feature.Unit.StartsWith("thousandths", StringComparison.Ordinal) => random.Next(1, 2_000),
            _ => random.Next(1, 3),
        };
        var edges = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => value + (width * random.Next(-2, 3))).Distinct().Order().ToList();
        // What tells of our own acts takes away, and no more of it the longer ago they were.
        var points = edges.Append(0).Select(_ => random.Next(6)).ToArray();
        if (!feature.MayRaiseRisk)
            points = [.. points.Select(some => -some).Order()];
        var bins = Enumerable.Range(0, edges.Count + 1).Select(bin => new JsonObject
        {
            ["points"] = points[bin],
            ["from"] = bin == 0 ? null : (JsonNode)edges[bin - 1],
            ["to"] = bin == edges.Count ? null : (JsonNode)edges[bin],
        });
        return One(
            "i" + index.ToString(CultureInfo.InvariantCulture), feature.Name,
            feature.MayRaiseRisk ? random.Next(3) : 0, [.. bins]);
    }

    private static JsonObject One(string id, string feature, int missing, params JsonNode[] bins) => new()
    {
        ["id"] = id,
        ["feature"] = feature,
        ["bins"] = new JsonArray(bins),
        ["missing"] = new JsonObject { ["points"] = missing },
        ["justification"] = new JsonObject
        {
            ["aim"] = "test",
            ["legalGround"] = "test",
            ["evidence"] = "test",
            ["whyNoLighterMeans"] = "test",
            ["owner"] = "tests",
            ["expiresOn"] = "2099-01-01",
        },
    };
}
