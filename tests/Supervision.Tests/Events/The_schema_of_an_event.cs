using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Tests.Events;

public sealed class The_schema_of_an_event
{
    public static TheoryData<string> Types => [.. FactTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Accepts_the_example(string name)
    {
        var type = FactTypes.Find(name)!;
        var schema = await JsonSchema.FromJsonAsync(EventSchemas.Of(type).ToJsonString());
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(EventExamples.Of(type))));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Refuses_what_the_reader_refuses(string name)
    {
        var type = FactTypes.Find(name)!;
        var schema = await JsonSchema.FromJsonAsync(EventSchemas.Of(type).ToJsonString());
        var required = ((JsonArray)EventSchemas.DataOf(type)["required"]!).Select(member => (string)member!).ToArray();
        Assert.NotEmpty(required);

        Refused(example => example.Remove("time"));
        Refused(example => example["nationality"] = "x");
        Refused(example => example["data"]!["nationality"] = "x");
        foreach (var member in required)
        {
            Refused(example => example["data"]!.AsObject().Remove(member));
            Refused(example => example["data"]![member] = null);
            Refused(example => example["data"]![member] = new JsonObject { ["x"] = 1 });
        }

        void Refused(Action<JsonObject> spoil)
        {
            var example = JsonNode.Parse(EventExamples.Of(type))!.AsObject();
            spoil(example);
            Assert.NotEmpty(schema.Validate(example.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("supervision.application.submitted.v1", "purpose", "\"Labour\"")]
    [InlineData("supervision.application.submitted.v1", "criterion", "\"age\"")]
    [InlineData("supervision.application.submitted.v1", "startOn", "7")]
    [InlineData("supervision.application.submitted.v1", "headCount", "0")]
    [InlineData("supervision.application.submitted.v1", "headCount", "1.5")]
    [InlineData("supervision.application.submitted.v1", "applicationId", "\"\"")]
    [InlineData("supervision.payroll.observed.v1", "month", "\"2026-13\"")]
    [InlineData("supervision.check.planned.v1", "inclusionProbability", "1.5")]
    [InlineData("supervision.check.planned.v1", "modelHash", "\"sha256:0\"")]
    [InlineData("supervision.check.completed.v1", "findings", "[{\"duty\":\"care\",\"severity\":\"minor\"}]")]
    [InlineData("supervision.fact.corrected.v1", "data", "{\"stayId\":\"s\"}")]
    public async Task Says_the_constraints_of_each_member(string name, string member, string value)
    {
        var type = FactTypes.Find(name)!;
        var schema = await JsonSchema.FromJsonAsync(EventSchemas.Of(type).ToJsonString());
        var example = JsonNode.Parse(EventExamples.Of(type))!.AsObject();
        example["data"]![member] = JsonNode.Parse(value);
        Assert.NotEmpty(schema.Validate(example.ToJsonString()));
    }

    [Fact]
    public void Has_no_member_that_is_forbidden()
    {
        // The kind of sender of a signal is called its origin: declared, and not about a person.
        foreach (var type in FactTypes.All)
        {
            var members = EventSchemas.DataOf(type)["properties"]!.AsObject().Select(member => member.Key);
            Assert.DoesNotContain(members, member => member != "origin" && ForbiddenNames.Contains(member));
        }
    }
}
