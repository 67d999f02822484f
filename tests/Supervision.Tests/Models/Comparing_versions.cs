using System.Text.Json.Nodes;
using Supervision.Models;

namespace Supervision.Tests.Models;

public sealed class Comparing_versions
{
    private static readonly JsonObject NewIndicator = JsonNode.Parse(
        """
        { "id": "changes", "feature": "registry-changes-90",
          "bins": [ { "to": 2, "points": 0 }, { "from": 2, "points": 5 } ], "missing": { "points": 0 },
          "justification": null }
        """)!.AsObject();

    [Fact]
    public void Finds_nothing_where_nothing_changed() => Assert.Empty(
        ModelDifference.Between(A_model.Document.Document, A_model.Make("1.0.1").Document));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Says_each_change_in_a_sentence(string name, string sentence)
    {
        var after = A_model.Make("1.1.0", json => Change(name, json));

        var change = Assert.Single(ModelDifference.Between(A_model.Document.Document, after.Document));

        Assert.StartsWith(sentence, change.Sentence, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "title", "The title is \"Another\"; it was \"An example model for recognised sponsors: shows how one is "
            + "written, not for use\"." },
        { "base", "Everyone starts with 2 points; that was 0." },
        { "added", "Indicator changes is new; it reads registry-changes-90." },
        { "removed", "Indicator long-delays is gone; it read median-notification-delay-365." },
        { "points", "Indicator late-notifications gives 6 points for 100 to 249; it gave 4." },
        { "bins", "Indicator late-notifications has other bins: below 120: 0; 120 to 249: 4; 250 to 499: 8; 500 and "
            + "up: 14. Before: below 100: 0; 100 to 249: 4; 250 to 499: 8; 500 and up: 14." },
        { "missing", "Indicator late-notifications gives 1 points without data; it gave 0." },
        { "owner", "Indicator late-notifications changed its owner from \"Example team, supervision policy\" to "
            + "\"Someone else\"." },
        { "expires", "Indicator late-notifications changed its expires on from \"2027-12-31\" to \"2028-12-31\"." },
        { "threshold", "Level high holds from 37 points; it held from 36." },
        { "evidence", "A level takes 1 facts at least; that was 12." },
        { "confidence", "Intervals are of 99 per cent; that was 95." },
        { "cooldown", "The cooldown lasts 7 days; that was 30." },
        { "escalation", "An escalation opens: never. Before: level-high, from high on." },
        { "order", "The indicators come in another order: long-delays, late-notifications" },
    };

    private static void Change(string name, JsonObject json)
    {
        var indicators = json["indicators"]!.AsArray();
        var first = indicators[0]!.AsObject();
        var bins = first["bins"]!.AsArray();
        switch (name)
        {
            case "title": json["title"] = "Another"; break;
            case "base": json["base"] = 2; break;
            case "added": indicators.Add(NewIndicator.DeepClone()); break;
            case "removed": indicators.RemoveAt(1); break;
            case "points": bins[1]!["points"] = 6; break;
            case "bins": (bins[0]!["to"], bins[1]!["from"]) = (120, 120); break;
            case "missing": first["missing"]!["points"] = 1; break;
            case "owner": first["justification"]!["owner"] = "Someone else"; break;
            case "expires": first["justification"]!["expiresOn"] = "2028-12-31"; break;
            case "threshold": json["levels"]![2]!["from"] = 37; break;
            case "evidence": json["minimumEvidence"] = 1; break;
            case "confidence": json["confidence"] = 99; break;
            case "cooldown": json["cooldownDays"] = 7; break;
            case "escalation": json["escalation"] = null; break;
            case "order":
                var moved = indicators[0];
                indicators.RemoveAt(0);
                indicators.Insert(1, moved);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(name));
        }
    }
}
