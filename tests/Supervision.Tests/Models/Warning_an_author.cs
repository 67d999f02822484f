using System.Text.Json.Nodes;
using Supervision.Models;

namespace Supervision.Tests.Models;

public sealed class Warning_an_author
{
    [Theory]
    [InlineData("example", "model-is-example", "/example")]
    [InlineData("version", "version-malformed", "/version")]
    [InlineData("no-grounds", "justification-missing", "/indicators/1/justification")]
    [InlineData("expired", "justification-expired", "/indicators/1/justification/expiresOn")]
    [InlineData("ends-soon", "justification-ends-soon", "/indicators/1/justification/expiresOn")]
    [InlineData("flat", "tells-nothing-apart", "/indicators/1/bins")]
    [InlineData("twice", "feature-twice", "/indicators")]
    [InlineData("everybody", "escalates-everybody", "/escalation/atLevel")]
    [InlineData("no-evidence", "no-minimum-evidence", "/minimumEvidence")]
    public void Names_what_a_document_may_say_and_should_not(string name, string code, string pointer)
    {
        var version = name == "version" ? "1 2" : "1";
        var model = A_model.Make(version, json => Change(name, json));

        var warning = Assert.Single(ModelWarnings.Of(model.Document, new DateOnly(2026, 3, 2)));

        Assert.Equal((code, pointer), (warning.Code, warning.Pointer));
    }

    [Fact]
    public void Is_silent_about_a_sound_document() =>
        Assert.Empty(ModelWarnings.Of(A_model.Document.Document, new DateOnly(2026, 3, 2)));

    private static void Change(string name, JsonObject json)
    {
        var indicators = json["indicators"]!.AsArray();
        var second = indicators[1]!.AsObject();
        switch (name)
        {
            case "example": json["example"] = true; break;
            case "version": break;
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
