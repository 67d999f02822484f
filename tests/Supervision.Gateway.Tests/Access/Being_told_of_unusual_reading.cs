using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Gateway.Tests.Api;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(RunningServer))]
public sealed class Being_told_of_unusual_reading(RunningServer server)
{
    private const string Referent = "kvk:986000001";

    [Fact]
    public async Task Names_who_and_why_by_rules_that_it_states()
    {
        await server.Register(Referent);
        await Record("user:reader.a", ReadingPurpose.Supervision, 130);
        await Record("user:reader.b", ReadingPurpose.Escalation, 2);
        await Record("user:reader.c", ReadingPurpose.Supervision, 3);

        var many = Assert.Single(await Found("actor=user:reader.a&reason=volume-limit"));
        var caseless = Assert.Single(await Found("actor=user:reader.b&reason=no-open-case"));
        var answer = await Answer("actor=user:reader.c");

        Assert.Equal((130, 120), (Number(many, "reads"), Number(many, "limit")));
        Assert.Equal((Referent, 2), (caseless.GetProperty("referentId").GetString(), Number(caseless, "reads")));
        Assert.DoesNotContain(
            answer.GetProperty("items").EnumerateArray(),
            one => one.GetProperty("reason").GetString() is not "off-hours"); // Whenever this runs.
        Assert.True(answer.GetProperty("lookedAt").GetProperty("isComplete").GetBoolean());
        Assert.Equal("Europe/Amsterdam", answer.GetProperty("rules").GetProperty("timeZone").GetString());
        Assert.Equal(120, Number(answer.GetProperty("rules"), "personReadsMax"));
    }

    [Fact]
    public async Task Says_nothing_of_a_case_that_is_open_or_an_objection_that_is_not_decided()
    {
        var (followed, objecting) = ("kvk:986000002", "kvk:986000003");
        foreach (var referent in (string[])[followed, objecting])
            await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{followed}}","reason":"By hand."}""");
        await server.GetUntil(
            $"/v1/escalations?referentId={followed}", list => list.GetProperty("items").GetArrayLength() == 1);
        await server.Send(objecting, "measure.imposed", """{"measureId":"m-1","kind":"warning"}""");
        await server.Send(objecting, "objection.filed", """{"objectionId":"o-1","measureId":"m-1"}""");
        await Record("user:reader.d", ReadingPurpose.Escalation, 1, followed);
        await Record("user:reader.d", ReadingPurpose.Objection, 1, objecting);

        Assert.Empty(await Found("actor=user:reader.d&reason=no-open-case"));
    }

    [Fact]
    public async Task Comes_in_pages_each_item_once()
    {
        for (var number = 0; number < 5; number++)
            await Record($"user:paged.{number}", ReadingPurpose.Escalation, 1, $"kvk:98600010{number}");

        var all = await Found("reason=no-open-case&pageSize=500");
        var (paged, cursor) = (new List<string>(), "");
        do
        {
            var page = await Answer($"reason=no-open-case&pageSize=2{cursor}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.True(all.Length >= 5);
        Assert.Equal(all.Select(item => item.GetRawText()), paged);
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z", "from")]
    [InlineData("from=2026-03-01T00:00:00Z&until=2026-03-01T00:00:00Z", "from")]
    [InlineData("reason=curiosity", "reason")]
    [InlineData("cursor=abc", "cursor")]
    public async Task Refuses_a_question_out_of_its_limits_by_the_name_of_the_key(string query, string name)
    {
        using var answer = await server.Client.GetAsync($"/v1/reads/unusual?{query}");
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(
            name, problem.GetProperty("errors")[0].GetProperty("location").GetProperty("name").GetString());
    }

    private static int Number(JsonElement item, string name) => item.GetProperty(name).GetInt32();

    private Task<JsonElement> Answer(string query) => server.Get($"/v1/reads/unusual?{query}");

    private async Task<JsonElement[]> Found(string query) =>
        [.. (await Answer(query)).GetProperty("items").EnumerateArray()];

    /// <summary>As if it had been read so often, in one commit, which has one moment.</summary>
    private async Task Record(string actor, ReadingPurpose purpose, int times, string referent = Referent)
    {
        var log = server.Application.Services.GetRequiredService<IEventLog>();
        await log.Append(
            [
                .. Enumerable.Range(0, times).Select(_ => new DossierRead(
                    "getReferentRisk", actor, ActorKind.Person, [Role.TeamLead], purpose, 200, referent)
                    .ToEvent(Guid.NewGuid(), DateTimeOffset.UtcNow, log.PartitionCount)),
            ],
            default);
    }
}
