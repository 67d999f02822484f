using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.Gateway.Tests.Api;
using Supervision.Populations;

namespace Supervision.Gateway.Tests.Selections;

/// <summary>A draw with a model in use, on a server of its own: it opens cases of whomever it draws.</summary>
public sealed class Drawing_by_risk(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Selection = "/v1/selections/selection-1";

    [Fact]
    public async Task Draws_the_highest_points_and_makes_of_each_check_a_case_of_its_channel()
    {
        await Send();
        await server.GetUntil(
            "/v1/referents?pageSize=500&sort=-points",
            page => Items(page).Select(one => one.GetProperty("points"))
                .Count(points => points.ValueKind == JsonValueKind.Number && points.GetInt32() > 0) >= 20);
        await Drawn();
        var selection = await server.GetUntil(Selection, one => Text(one, "state") == "opened");

        var draw = selection.GetProperty("draw");
        var everybody = Items(await server.Get($"{Selection}/chances?pageSize=500")).ToArray();
        var byRisk = everybody.Where(one => IsDrawnBy(one, "risk")).ToArray();
        var highest = everybody
            .Where(one => one.GetProperty("points").ValueKind == JsonValueKind.Number && !IsSure(one, "signal"))
            .Select(Points).OrderDescending().Take(byRisk.Length);
        Assert.Equal(draw.GetProperty("population").GetInt32(), everybody.Length);
        Assert.Equal(6, byRisk.Length);
        Assert.Equal(highest, byRisk.Select(Points).OrderDescending());
        Assert.All(everybody, one => Assert.True(one.GetProperty("random").GetProperty("of").GetInt32() > 0));

        var results = Items(await server.Get($"{Selection}/results?pageSize=500")).ToArray();
        Assert.Equal(draw.GetProperty("checks").GetInt32(), results.Length);
        Assert.Contains(results, one => Text(one, "opening") == "opened" && IsOnly(one, "risk"));
        foreach (var check in results.Where(one => Text(one, "opening") == "opened"))
            await IsACaseOf(check, draw, everybody.Single(one => Text(one, "referentId") == Text(check, "referentId")));
        Assert.True((await server.Get($"{Selection}/redraw")).GetProperty("isEqual").GetBoolean());
    }

    private async Task IsACaseOf(JsonElement check, JsonElement draw, JsonElement chance)
    {
        var followUp = await server.Get($"/v1/escalations/{Text(check, "escalationId")}");
        var (ground, reason) = IsDrawnBy(check, "signal") ? ("signal", "because of a signal")
            : IsDrawnBy(check, "random") ? ("random", "by a random draw")
            : ("rule", "Drawn for a check by selection-1");
        Assert.Equal(ground, Text(followUp, "ground"));
        Assert.Contains(reason, Text(followUp, "reason"), StringComparison.Ordinal);
        if (ground == "rule")
        {
            Assert.Equal(Text(draw, "modelHash"), Text(followUp, "modelHash"));
            Assert.Equal(Points(chance), followUp.GetProperty("points").GetInt32());
            Assert.NotEmpty(followUp.GetProperty("evidence").EnumerateArray());
        }

        var planned = (await History(Text(check, "referentId")!))
            .Single(one => Text(one, "source") == "urn:supervision:selections").GetProperty("data");
        Assert.Equal(Text(check, "escalationId"), Text(planned, "checkId"));
        Assert.Equal(
            chance.GetProperty("inclusion").GetDecimal(), planned.GetProperty("inclusionProbability").GetDecimal());
    }

    private async Task<List<JsonElement>> History(string referent)
    {
        var (events, next) = (new List<JsonElement>(), (string?)"");
        while (next is not null)
        {
            var page = await server.Get(
                $"/v1/referents/{referent}/events?pageSize=500{(next.Length > 0 ? $"&cursor={next}" : "")}");
            events.AddRange(Items(page).Select(one => one.GetProperty("event")));
            next = Text(page, "next");
        }

        return events;
    }

    private async Task Drawn()
    {
        var from = DateTimeOffset.UtcNow.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var until = DateTimeOffset.UtcNow.Date.AddDays(90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.Post(
            "/v1/selections",
            $$"""{"from":"{{from}}","until":"{{until}}","capacity":12,"strata":"none","reason":"Now."}""",
            "supervisor");
        await server.Post($"{Selection}/confirm", """{"reason":"In order."}""", "team-lead");
        var (status, body) = await server.Post($"{Selection}/draw", null, "team-lead");
        Assert.True(status == 200, body.ToString());
    }

    private async Task Send()
    {
        var plan = new PopulationPlan
        {
            Seed = 5,
            Referents = 60,
            Start = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-502),
            Days = 500,
            EventsPerReferent = 60,
        };
        using var body = new ByteArrayContent(
            [.. Population.Create(plan).Events().SelectMany(one => (byte[])[.. one.Json.Span, (byte)'\n'])]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await server.Client.PostAsync("/v1/events", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement page) => page.GetProperty("items").EnumerateArray();

    private static string? Text(JsonElement one, string member) => one.GetProperty(member).GetString();

    private static int Points(JsonElement one) => one.GetProperty("points").GetInt32();

    private static bool IsDrawnBy(JsonElement one, string channel) =>
        one.GetProperty("drawnBy").EnumerateArray().Any(drawn => drawn.GetString() == channel);

    private static bool IsOnly(JsonElement one, string channel) =>
        one.GetProperty("drawnBy").GetArrayLength() == 1 && IsDrawnBy(one, channel);

    private static bool IsSure(JsonElement one, string channel)
    {
        var chance = one.GetProperty(channel);
        return chance.GetProperty("of").GetInt32() == chance.GetProperty("among").GetInt32();
    }
}
