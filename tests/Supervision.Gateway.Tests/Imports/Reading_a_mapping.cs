using System.Text;
using System.Text.Json.Nodes;
using Supervision.Gateway.Imports;

namespace Supervision.Gateway.Tests.Imports;

public sealed class Reading_a_mapping
{
    [Fact]
    public void Tells_everything_that_is_wrong_with_its_shape_at_once() => Assert.Equal(
        ["/events/0/time member-missing", "/key wrong-type", "/source member-missing", "/subject/scheme wrong-type",
            "/surplus unknown-member"],
        Refused(ImportFolder.Mapping(mapping =>
        {
            mapping.Remove("source");
            mapping["surplus"] = 1;
            mapping["key"] = "nr";
            mapping["subject"]!["scheme"] = 12;
            mapping["events"]![0]!.AsObject().Remove("time");
        })));

    [Fact]
    public void Tells_everything_that_is_wrong_with_its_meaning_at_once() => Assert.Equal(
        ["/checks/0 no-bound", "/checks/0/first/within no-group", "/checks/0/reason not-kebab-case",
            "/checks/0/second/formats/0 format-malformed", "/events/0/data/extra not-one-origin",
            "/events/0/data/extra unknown-member", "/events/0/data/signalId/template template-malformed",
            "/events/0/data/topic member-missing", "/events/0/time/at not-a-time", "/events/0/when/0/matches "
            + "expression-malformed", "/file/delimiter not-one-character", "/file/encoding not-on-list",
            "/name not-kebab-case", "/source not-a-uri", "/subject/columns empty", "/subject/scheme not-a-scheme"],
        Refused(ImportFolder.Mapping(mapping =>
        {
            mapping["name"] = "Not Kebab";
            mapping["source"] = "nowhere";
            mapping["file"] = JsonNode.Parse("""{ "delimiter": ";;", "encoding": "ebcdic" }""");
            mapping["subject"] = JsonNode.Parse("""{ "scheme": "T!", "columns": [] }""");
            mapping["checks"] = JsonNode.Parse("""
                [{ "reason": "A b", "first": { "columns": ["day"], "within": "abc" },
                   "second": { "columns": ["day"], "formats": ["HH:mm"] } }]
                """);
            var rule = mapping["events"]![0]!;
            rule["when"] = JsonNode.Parse("""[{ "column": "who", "matches": "(?=x)" }]""");
            rule["time"]!["at"] = "25:00";
            var data = rule["data"]!.AsObject();
            data.Remove("topic");
            data["signalId"] = JsonNode.Parse("""{ "template": "{nr" }""");
            data["extra"] = JsonNode.Parse("""{ "value": "x", "columns": ["nr"] }""");
        })));

    [Theory]
    [InlineData("supervision.nothing.v1")]
    [InlineData("supervision.escalation.concluded.v1")]
    [InlineData("supervision.fact.retracted.v1")]
    public void Refuses_a_type_of_event_that_cannot_be_imported(string type) => Assert.Equal(
        ["/events/0/type unknown-type"],
        Refused(ImportFolder.Mapping(mapping => mapping["events"]![0]!["type"] = type)));

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Refuses_what_is_no_mapping_at_all(string text) => Assert.NotEmpty(
        Assert.Throws<ImportRefusedException>(() => MappingDocument.Read(Encoding.UTF8.GetBytes(text))).Refusals);

    [Fact]
    public void Repeats_nothing_of_what_it_refuses()
    {
        var mapping = ImportFolder.Mapping(mapping => mapping["source"] = "geheim nummer 4711");

        Assert.DoesNotContain(
            "4711", Assert.Throws<ImportRefusedException>(() => Read(mapping)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_one_hash_however_it_is_laid_out()
    {
        var mapping = ImportFolder.Mapping();
        var indented = mapping.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });
        var other = ImportFolder.Mapping(changed => changed["purpose"] = "Another.");

        Assert.Equal(Read(mapping).Hash, MappingDocument.Read(Encoding.UTF8.GetBytes(indented)).Hash);
        Assert.NotEqual(Read(mapping).Hash, Read(other).Hash);
    }

    [Theory]
    [InlineData("h2-applications.json")]
    [InlineData("h2-debarments.json")]
    public void Takes_the_mappings_that_come_with_the_project(string name) => Assert.Equal(
        Path.GetFileNameWithoutExtension(name),
        MappingDocument.Read(File.ReadAllBytes(SharedFiles.Mapping(name))).Mapping.Name);

    [Fact]
    public void Publishes_its_schema_with_the_meaning_of_each_member()
    {
        var schema = MappingDocument.Schema;

        Assert.Equal(
            ["name", "purpose", "source", "subject", "key", "events"],
            schema["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(
            "The CloudEvents source of every event: an absolute URI.",
            schema["properties"]!["source"]!["description"]!.GetValue<string>());
    }

    [Fact]
    public void Has_its_schema_beside_the_mappings()
    {
        var exported = MappingDocument.Schema.ToJsonString(
            new System.Text.Json.JsonSerializerOptions { WriteIndented = true, NewLine = "\n" });
        var fresh = Path.Combine(AppContext.BaseDirectory, "mapping.schema.json");
        File.WriteAllText(fresh, exported + "\n");

        var kept = SharedFiles.Mapping("mapping.schema.json");
        Assert.True(
            File.Exists(kept) && File.ReadAllText(kept) == File.ReadAllText(fresh),
            $"{kept} is not what the program reads; {fresh} is.");
    }

    private static MappingDocument Read(JsonObject mapping) =>
        MappingDocument.Read(Encoding.UTF8.GetBytes(mapping.ToJsonString()));

    private static IEnumerable<string> Refused(JsonObject mapping) =>
        Assert.Throws<ImportRefusedException>(() => Read(mapping)).Refusals
            .Select(refusal => $"{refusal.Pointer} {refusal.Code}").Order(StringComparer.Ordinal);
}
