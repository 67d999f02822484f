using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Features;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Tests.Risk;

public sealed class A_model_document
{
    /// <summary>What is done to a sound document, and the one error that must follow, with its place.</summary>
    public static TheoryData<string, string, string, string> Faults { get; } = new()
    {
        { "/id", "\"Not Kebab\"", "not-a-name", "/id" },
        { "/version", "\"\"", "not-a-text", "/version" },
        { "/example", "\"yes\"", "not-a-boolean", "/example" },
        { "/base", "1.5", "not-a-whole-number", "/base" },
        { "/base", "99999", "not-a-whole-number", "/base" },
        { "/owner", "remove", "missing-member", "/owner" },
        { "/colour", "1", "unknown-member", "/colour" },
        { "/indicators", "[]", "not-a-list", "/indicators" },
        { "/indicators/0/feature", "\"no-such-feature\"", "feature-unknown", "/indicators/0/feature" },
        { "/indicators/0/feature", "\"share-nationality-365\"", "feature-forbidden", "/indicators/0/feature" },
        { "/indicators/0/feature", "\"countryOfBirth\"", "feature-forbidden", "/indicators/0/feature" },
        { "/indicators/1/id", "\"refused\"", "indicator-twice", "/indicators/1/id" },
        { "/indicators/0/id", "\"base\"", "indicator-reserved", "/indicators/0/id" },
        { "/indicators/0/bins/0/from", "0", "bins-gap", "/indicators/0/bins/0/from" },
        { "/indicators/0/bins/2/to", "900", "bins-gap", "/indicators/0/bins/2/to" },
        { "/indicators/0/bins/1/from", "90", "bins-overlap", "/indicators/0/bins/1/from" },
        { "/indicators/0/bins/1/from", "110", "bins-gap", "/indicators/0/bins/1/from" },
        { "/indicators/0/bins/1/from", "remove", "bins-overlap", "/indicators/0/bins/1/from" },
        { "/indicators/0/bins/0/points", "\"7\"", "not-a-whole-number", "/indicators/0/bins/0/points" },
        { "/indicators/0/missing", "remove", "missing-member", "/indicators/0/missing" },
        { "/indicators/0/justification", "remove", "missing-member", "/indicators/0/justification" },
        { "/indicators/0/justification/legalGround", "\" \"", "not-a-text",
            "/indicators/0/justification/legalGround" },
        { "/indicators/0/justification/expiresOn", "\"31-12-2027\"", "not-a-date",
            "/indicators/0/justification/expiresOn" },
        { "/indicators/1/bins/1/points", "1", "feature-may-not-raise", "/indicators/1/bins/1/points" },
        { "/indicators/1/missing/points", "1", "feature-may-not-raise", "/indicators/1/missing/points" },
        { "/indicators/1/bins/1/points", "-5", "feature-may-not-raise", "/indicators/1/bins/1/points" },
        { "/indicators/1/missing/points", "-1", "feature-may-not-raise", "/indicators/1/bins/1/points" },
        { "/levels/0/from", "-5", "level-from", "/levels/0/from" },
        { "/levels/1/from", "remove", "level-from", "/levels" },
        { "/levels/1/level", "\"severe\"", "not-a-level", "/levels/1/level" },
        { "/levels/2/from", "5", "level-unreachable", "/levels/1/from" },
        { "/levels/2/from", "21", "level-unreachable", "/levels/2/from" },
        { "/levels/1/from", "-4", "level-unreachable", "/levels/0" },
        { "/minimumEvidence", "-1", "not-a-whole-number", "/minimumEvidence" },
        { "/confidence", "97", "confidence-unknown", "/confidence" },
        { "/cooldownDays", "366", "not-a-whole-number", "/cooldownDays" },
        { "/escalation/atLevel", "\"none\"", "not-a-level", "/escalation/atLevel" },
        { "/escalation/rule", "3", "not-a-name", "/escalation/rule" },
    };

    [Fact]
    public void Loads_when_it_is_sound()
    {
        var reading = Parse(Sound());

        Assert.Empty(reading.Errors);
        Assert.NotNull(reading.Model);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Does_not_load_with_a_fault_and_names_its_place(string place, string value, string code, string pointer)
    {
        var document = Sound();
        Change(document, place, value);

        var reading = Parse(document);

        Assert.Null(reading.Model);
        Assert.Contains(reading.Errors, error => error.Code == code && error.Pointer == pointer);
        Assert.All(reading.Errors, error =>
            Assert.DoesNotContain("nationality", error.Message, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Is_told_all_its_errors_at_once()
    {
        var document = Sound();
        Change(document, "/owner", "remove");
        Change(document, "/indicators/0/feature", "\"nationality\"");
        Change(document, "/indicators/1/bins/1/points", "5");
        Change(document, "/confidence", "12");

        Assert.Equal(
            ["confidence-unknown", "feature-forbidden", "feature-may-not-raise", "missing-member"],
            Parse(document).Errors.Select(error => error.Code).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    [InlineData("{\"id\":")]
    public void Does_not_load_when_it_is_not_one_object(string json) =>
        Assert.Single(RiskModel.Parse(Encoding.UTF8.GetBytes(json)).Errors);

    [Fact]
    public void Does_not_load_when_a_text_in_it_is_no_text()
    {
        var json = Sound().ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(json);
        bytes[json.IndexOf("\"title\":\"", StringComparison.Ordinal) + "\"title\":\"".Length] = 0xF7;

        Assert.Equal("model-not-json", Assert.Single(RiskModel.Parse(bytes).Errors).Code);
    }

    [Fact]
    public void Has_a_hash_that_white_space_does_not_change_and_points_do()
    {
        var sound = Sound();
        var spaced = RiskModel.Parse(Encoding.UTF8.GetBytes(sound.ToJsonString(new() { WriteIndented = true })));
        var other = Sound();
        Change(other, "/base", "1");

        Assert.Equal(Parse(sound).Model!.Identity, spaced.Model!.Identity);
        Assert.NotEqual(Parse(sound).Model!.Identity.Hash, Parse(other).Model!.Identity.Hash);
    }

    [Fact]
    public void Has_indicators_off_whose_justification_is_missing_or_expired()
    {
        var document = Sound();
        Change(document, "/indicators/0/justification/expiresOn", "\"2026-03-31\"");
        Change(document, "/indicators/1/justification", "null");
        var model = Parse(document).Model!;
        var fold = new ReferentFold(Supervision.Referents.ReferentId.Parse("kvk:99000001"));

        var before = Scoring.Score(fold, model, new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero));
        var after = Scoring.Score(fold, model, new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal(["no-data", "justification-missing"], before.Missing.Select(one => one.Because));
        Assert.Equal(new DateOnly(2026, 4, 1), before.DueOn);
        Assert.Equal(["justification-expired", "justification-missing"], after.Missing.Select(one => one.Because));
        Assert.Empty(after.Contributions);
    }

    [Fact]
    public void Has_a_schema_that_names_its_members()
    {
        var properties = RiskModelSchema.Schema["properties"]!.AsObject();

        Assert.Equal(
            Sound().Select(member => member.Key).Order(), properties.Select(member => member.Key).Order());
    }

    /// <summary>What the schema says the check does too: each limit, overstepped, is an error there.</summary>
    [Fact]
    public void Has_a_schema_with_the_limits_that_the_check_holds_it_to()
    {
        var sound = Sound();
        sound["version"] = "1.0.0";
        Assert.Empty(Parse(sound).ForRegister().Errors);
        var limits = Limits(RiskModelSchema.Schema, "").ToList();
        foreach (var (place, wrong) in limits)
        {
            var document = sound.DeepClone().AsObject();
            Change(document, place, wrong);
            Assert.Contains(
                Parse(document).ForRegister().Errors,
                error => error.Pointer!.StartsWith(place, StringComparison.Ordinal));
        }

        string[] some =
        [
            "/id", "/version", "/base", "/confidence", "/cooldownDays", "/levels", "/levels/1/from", "/escalation/rule",
            "/indicators/0/feature", "/indicators/0/bins/0/points", "/indicators/0/justification/aim",
        ];
        Assert.Empty(some.Except(limits.Select(limit => limit.Place)));
    }

    /// <summary>Every limit in a schema, with a value just beyond it.</summary>
    private static IEnumerable<(string Place, string Wrong)> Limits(JsonNode schema, string place)
    {
        foreach (var (keyword, limit) in schema as JsonObject ?? [])
        {
            switch (keyword)
            {
                case "minimum": yield return (place, $"{(long)limit! - 1}"); break;
                case "maximum": yield return (place, $"{(long)limit! + 1}"); break;
                case "minLength": yield return (place, "\"\""); break;
                case "maxLength": yield return (place, $"\"{new string('a', (int)limit! + 1)}\""); break;
                case "pattern": yield return (place, "\" \""); break;
                case "enum":
                    yield return (place, limit![0]!.GetValueKind() == JsonValueKind.Number ? "94" : "\"odd\"");
                    break;
                case "minItems": yield return (place, "[]"); break;
                case "maxItems":
                    yield return (place, $"[{string.Join(',', Enumerable.Repeat("{}", (int)limit! + 1))}]");
                    break;
                case "items":
                    foreach (var one in Limits(limit!, place == "/levels" ? "/levels/1" : place + "/0"))
                        yield return one;
                    break;
                case "properties":
                    foreach (var (name, member) in limit!.AsObject())
                    {
                        foreach (var one in Limits(member!, $"{place}/{name}"))
                            yield return one;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    [Fact]
    public void May_have_a_byte_order_mark_before_it()
    {
        byte[] plain = Encoding.UTF8.GetBytes(Sound().ToJsonString());

        var reading = RiskModel.Parse((byte[])[.. Encoding.UTF8.Preamble, .. plain]);

        Assert.Empty(reading.Errors);
        Assert.Equal(RiskModel.Parse(plain).Model!.Identity, reading.Model!.Identity);
        Assert.Equal(
            ["model-not-json"],
            RiskModel.Parse(Encoding.Unicode.GetPreamble()).Errors.Select(error => error.Code));
    }

    private static RiskModelReading Parse(JsonObject document) =>
        RiskModel.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()));

    private static void Change(JsonObject document, string place, string value)
    {
        var parts = place.Split('/')[1..];
        JsonNode node = document;
        foreach (var part in parts[..^1])
            node = node is JsonArray list ? list[int.Parse(part, null)]! : node[part]!;

        var target = node.AsObject();
        if (value == "remove")
            target.Remove(parts[^1]);
        else
            target[parts[^1]] = JsonNode.Parse(value);
    }

    private static JsonObject Sound() => JsonNode.Parse("""
        {
          "id": "sound", "version": "1", "title": "A sound model", "example": true, "owner": "tests", "base": 0,
          "indicators": [
            {
              "id": "refused", "feature": "share-refused-365",
              "bins": [
                { "to": 100, "points": 0 }, { "from": 100, "to": 300, "points": 10 }, { "from": 300, "points": 20 }
              ],
              "missing": { "points": 0 },
              "justification": {
                "aim": "a", "legalGround": "b", "evidence": "c", "whyNoLighterMeans": "d", "owner": "e",
                "expiresOn": "2099-12-31"
              }
            },
            {
              "id": "checked", "feature": "days-since-check",
              "bins": [ { "to": 90, "points": -4 }, { "from": 90, "points": 0 } ],
              "missing": { "points": 0 },
              "justification": {
                "aim": "a", "legalGround": "b", "evidence": "c", "whyNoLighterMeans": "d", "owner": "e",
                "expiresOn": "2099-12-31"
              }
            }
          ],
          "levels": [ { "level": "low" }, { "level": "medium", "from": 5 }, { "level": "high", "from": 15 } ],
          "minimumEvidence": 3, "confidence": 95, "cooldownDays": 30,
          "escalation": { "rule": "level-high", "atLevel": "high" }
        }
        """)!.AsObject();
}
