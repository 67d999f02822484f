using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Tests.Risk;

/// <summary>Models for tests: the example, or any that is well-formed.</summary>
internal static class TestModels
{
    /// <summary>A random model over random features: short and long cooldowns, grounds that expire or lack.</summary>
    public static RiskModel Any(Random random)
    {
        if (random.Next(4) == 0)
            return RiskModels.Example;

        var features = FeatureCatalogue.All.Where(_ => random.Next(3) > 0).Append(FeatureCatalogue.All[0]).ToList();
        var indicators = new JsonArray();
        foreach (var feature in features)
            indicators.Add(Indicator(random, feature, "i" + indicators.Count.ToString(CultureInfo.InvariantCulture)));

        var document = new JsonObject
        {
            ["id"] = "any",
            ["version"] = "1",
            ["title"] = "Any model",
            ["example"] = true,
            ["owner"] = "tests",
            ["base"] = random.Next(3),
            ["indicators"] = indicators,
            ["levels"] = new JsonArray(
                new JsonObject { ["level"] = "low" },
                new JsonObject { ["level"] = "medium", ["from"] = 4 },
                new JsonObject { ["level"] = "high", ["from"] = 7 }),
            ["minimumEvidence"] = random.Next(12),
            ["confidence"] = 95,
            ["cooldownDays"] = random.Next(3) switch { 0 => 0, 1 => random.Next(1, 8), _ => random.Next(8, 45) },
            ["escalation"] = null,
        };
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));
        Assert.Empty(reading.Errors);
        return reading.Model!;
    }

    private static JsonObject Indicator(Random random, Feature feature, string id)
    {
        var edge = feature.Unit switch
        {
            "per thousand" => random.Next(1, 1000),
            "days" => random.Next(1, 900),
            "0 or 1" => 1,
            _ when feature.Unit.StartsWith("thousandths", StringComparison.Ordinal) => random.Next(200, 4000),
            _ => random.Next(1, 6),
        };
        var first = id == "i0";
        var points = new[] { 0, random.Next(3), first ? 9 : random.Next(4) };
        // What tells of our own acts takes away, and less of it the longer ago they were.
        if (!feature.MayRaiseRisk)
            points = [-points[2] - points[1], -points[1], 0];
        return new JsonObject
        {
            ["id"] = id,
            ["feature"] = feature.Name,
            ["bins"] = new JsonArray(
                new JsonObject { ["to"] = edge, ["points"] = points[0] },
                new JsonObject { ["from"] = edge, ["to"] = edge + 2, ["points"] = points[1] },
                new JsonObject { ["from"] = edge + 2, ["points"] = points[2] }),
            ["missing"] = new JsonObject { ["points"] = (feature.MayRaiseRisk ? 1 : 0) * random.Next(2) },
            ["justification"] = !first && random.Next(10) == 0 ? null : new JsonObject
            {
                ["aim"] = "test",
                ["legalGround"] = "test",
                ["evidence"] = "test",
                ["whyNoLighterMeans"] = "test",
                ["owner"] = "tests",
                ["expiresOn"] = first || random.Next(3) > 0 ? "2099-01-01" : "2024-06-30",
            },
        };
    }
}
