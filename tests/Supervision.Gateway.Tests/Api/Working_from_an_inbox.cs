using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Working_from_an_inbox(RunningServer server)
{
    private const string Team =
        """
        {"team":"north","name":"Team North","members":[
            {"officer":"user:escalation-officer","capacity":400,"absences":[]},
            {"officer":"user:escalation-officer-2","capacity":400,
             "absences":[{"from":"2020-01-01","until":"2020-01-02"}]}]}
        """;

    [Fact]
    public async Task Gives_everybody_another_case_and_says_what_there_is_to_do()
    {
        const string referent = "kvk:987000701";
        await server.Register(referent);
        await server.Register("kvk:987000702");
        Assert.Equal(200, (await server.Post("/v1/inboxes", Team, "team-lead")).Status);
        await Open(referent);
        await Open("kvk:987000702");
        await server.GetUntil($"/v1/escalations?referentId=kvk:987000702&free=true", page =>
            page.GetProperty("items").GetArrayLength() == 1);

        var (status, first) = await server.Post("/v1/inboxes/north/take-next", null);
        var (_, again) = await server.Post("/v1/inboxes/north/take-next", null);
        var (_, other) = await server.Post("/v1/inboxes/north/take-next", null, "escalation-officer-2");

        Assert.Equal(200, status);
        Assert.Equal(JsonValueKind.Null, first.GetProperty("ground").ValueKind);
        Assert.Equal(Id(first), Id(again));
        Assert.NotEqual(Id(first), Id(other));
        var team = await server.GetUntil("/v1/inboxes/north", inbox =>
            inbox.GetProperty("members").EnumerateArray().All(member => member.GetProperty("held").GetInt32() > 0));
        Assert.False(team.GetProperty("members")[1].GetProperty("absentToday").GetBoolean());
        var clocks = await server.GetUntil("/v1/inboxes/north/clocks", page =>
            page.GetProperty("items").EnumerateArray().Any(clock => Id(clock) == Id(first)));
        Assert.Contains(clocks.GetProperty("items").EnumerateArray(), clock =>
            clock.GetProperty("clockId").GetString() == "follow-up/1");
        Assert.Contains("north", (await server.Get("/v1/inboxes")).ToString(), StringComparison.Ordinal);
        foreach (var (taken, officer) in new[] { (first, "escalation-officer"), (other, "escalation-officer-2") })
            Assert.Equal(200, (await server.Post($"/v1/escalations/{Id(taken)}/release", null, officer)).Status);
    }

    [Theory]
    [InlineData("""{"team":"North","name":"x","members":[]}""", 409, "key-invalid")]
    [InlineData("""{"team":"x","name":"x","members":[{"officer":"user:a","capacity":0,"absences":[]}]}""", 400, null)]
    [InlineData("""{"team":"x","name":"x","other":[]}""", 400, null)]
    public async Task Refuses_what_is_no_team(string body, int status, string? code)
    {
        var (answered, problem) = await server.Post("/v1/inboxes", body, "team-lead");

        Assert.Equal(status, answered);
        if (code is not null)
            Assert.EndsWith(code, problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user:ghost", "officer-unknown")]
    [InlineData("ghost", "officer-unknown")]
    [InlineData("user:service-supervisor", "officer-unknown")]
    [InlineData("user:supervisor", "not-an-officer")]
    public async Task Gives_no_case_to_who_is_not_there_or_is_no_officer(string officer, string code)
    {
        const string referent = "kvk:98000119";
        await server.Register(referent);
        await Open(referent);

        var (status, problem) = await server.Post(
            $"/v1/escalations/{referent}~1/assign", $$"""{"officer":"{{officer}}"}""", "team-lead");
        Assert.Equal(409, status);
        Assert.EndsWith(code, problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"/officer\"", problem.ToString(), StringComparison.Ordinal);

        (status, problem) = await server.Post(
            "/v1/inboxes",
            $$"""
            {"team":"west","name":"West","members":[
                {"officer":"user:escalation-officer","capacity":1},{"officer":"{{officer}}","capacity":1}]}
            """,
            "team-lead");
        Assert.Equal(409, status);
        Assert.EndsWith(code, problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"/members/1/officer\"", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_no_team_that_was_not_set_up()
    {
        Assert.Equal(404, (await server.Post("/v1/inboxes/east/take-next", null)).Status);
        Assert.Equal(400, (await server.Post("/v1/inboxes/East/take-next", null)).Status);
        Assert.Equal(403, (await server.Post("/v1/inboxes/east/take-next", null, "team-lead")).Status);
    }

    private async Task Open(string referent) => Assert.Equal(201, (await server.Post(
        "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""", "team-lead")).Status);

    private static string Id(JsonElement item) => item.GetProperty("escalationId").GetString()!;
}
