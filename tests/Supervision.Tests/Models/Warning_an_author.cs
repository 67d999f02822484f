using System.Text;
using System.Text.Json.Nodes;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Models;

public sealed class Warning_an_author
{
    [Theory]
    [InlineData("example", "model-is-example", "/example")]
    [InlineData("no-grounds", "justification-missing", "/indicators/1/justification")]
    [InlineData("expired", "justification-expired", "/indicators/1/justification/expiresOn")]
    [InlineData("ends-soon", "justification-ends-soon", "/indicators/1/justification/expiresOn")]
    [InlineData("flat", "tells-nothing-apart", "/indicators/1/bins")]
    [InlineData("twice", "feature-twice", "/indicators")]
    [InlineData("everybody", "escalates-everybody", "/escalation/atLevel")]
    [InlineData("no-evidence", "no-minimum-evidence", "/minimumEvidence")]
    public void Names_what_a_document_may_say_and_should_not(string name, string code, string pointer)
    {
        var model = A_model.Make(change: json => Change(name, json));

        var warning = Assert.Single(ModelWarnings.Of(model.Document, new DateOnly(2026, 3, 2)));

        Assert.Equal((code, pointer), (warning.Code, warning.Pointer));
    }

    /// <summary>All that is wrong is said; what was laid down under such a version before is read as it is.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-beta")]
    [InlineData("1.0.0\n")]
    public void Names_a_version_that_is_not_three_numbers(string version)
    {
        var json = JsonNode.Parse(A_model.Make(version).Canonical.Span)!;
        var alone = Read(json).ForRegister();
        json["minimumEvidence"] = -1;
        var beside = Read(json).ForRegister();

        Assert.Null(alone.Model);
        Assert.Equal([("version-malformed", "/version")], alone.Errors.Select(error => (error.Code, error.Pointer!)));
        Assert.Equal(["/minimumEvidence", "/version"], beside.Errors.Select(error => error.Pointer!).Order());
    }

    [Theory]
    [InlineData("0.0.1")]
    [InlineData("10.20.30")]
    public void Takes_a_version_of_three_numbers(string version) =>
        Assert.NotNull(RiskModel.Parse(A_model.Make(version).Canonical).ForRegister().Model);

    /// <summary>The card would print it as if it held; what was laid down with another name before is read.</summary>
    [Theory]
    [InlineData("nonsense", "high")]
    [InlineData("level-high", "medium")]
    public void Names_an_escalation_rule_that_there_is_not(string rule, string level)
    {
        var json = JsonNode.Parse(A_model.Make().Canonical.Span)!;
        (json["escalation"]!["rule"], json["escalation"]!["atLevel"]) = (rule, level);

        var error = Assert.Single(Read(json).ForRegister().Errors);

        Assert.Equal(("escalation-rule-unknown", "/escalation/rule"), (error.Code, error.Pointer));
        Assert.Contains($"it is level-{level}:", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Read(json).Model);
    }

    [Fact]
    public void Is_silent_about_a_sound_document() =>
        Assert.Empty(ModelWarnings.Of(A_model.Document.Document, new DateOnly(2026, 3, 2)));

    private static RiskModelReading Read(JsonNode json) => RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static void Change(string name, JsonObject json)
    {
        var indicators = json["indicators"]!.AsArray();
        var second = indicators[1]!.AsObject();
        switch (name)
        {
            case "example": json["example"] = true; break;
            case "no-grounds": second["justification"] = null; break;
            case "expired": second["justification"]!["expiresOn"] = "2026-03-01"; break;
            case "ends-soon": second["justification"]!["expiresOn"] = "2026-12-31"; break;
            case "flat":
                foreach (var bin in second["bins"]!.AsArray())
                    bin!["points"] = 0;
                break;
            case "twice":
                var copy = second.DeepClone().AsObject();
                copy["id"] = "again";
                indicators.Add(copy);
                break;
            case "everybody": json["escalation"]!["atLevel"] = "low"; break;
            case "no-evidence": json["minimumEvidence"] = 0; break;
            default: throw new ArgumentOutOfRangeException(nameof(name));
        }
    }
}
