namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Following_up_an_escalation(RunningServer server)
{
    [Fact]
    public async Task Goes_from_opening_to_an_outcome_in_the_history()
    {
        const string referent = "kvk:995000001";
        await server.Register(referent);
        var (opened, escalation) = await server.Post(
            "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"A signal by telephone."}""");
        var path = $"/v1/escalations/{escalation.GetProperty("escalationId").GetString()}";

        Assert.Equal(201, opened);
        Assert.Equal("opened", escalation.GetProperty("state").GetString());
        await server.ReadNobodyAgain();
        Assert.Equal(200, (await server.Post($"{path}/take", null)).Status);
        Assert.Equal(409, (await server.Post($"{path}/take", null, "escalation-officer-2")).Status);
        Assert.Equal(200, (await server.Post($"{path}/notes", """{"noteId":"n-1","text":"Called."}""")).Status);
        Assert.Equal(409, (await server.Post(
            $"{path}/notes", """{"noteId":"n-2","text":"Me too."}""", "escalation-officer-2")).Status);
        Assert.Equal(200, (await server.Post($"{path}/release", null)).Status);
        Assert.Equal(200, (await server.Post($"{path}/take", null, "escalation-officer-2")).Status);
        var (tooEarly, refused) = await server.Post(
            $"{path}/close", """{"outcome":"not-pursued"}""", "escalation-officer-2");
        Assert.Equal(409, tooEarly);
        Assert.EndsWith("not-judged", refused.GetProperty("type").GetString(), StringComparison.Ordinal);
        await server.Post(
            $"{path}/judgement", """{"judgement":"breach","text":"No records."}""", "escalation-officer-2");
        var (status, closed) = await server.Post(
            $"{path}/close",
            """{"outcome":"breach-found","findings":[{"duty":"keep-records","severity":"minor","breach":true}]}""",
            "escalation-officer-2");

        Assert.Equal(200, status);
        Assert.Equal("closed", closed.GetProperty("state").GetString());
        Assert.Equal("Called.", closed.GetProperty("notes")[0].GetProperty("text").GetString());
        var history = await server.Get($"/v1/referents/{referent}/events");
        Assert.Contains(history.GetProperty("items").EnumerateArray(), item =>
            item.GetProperty("event").GetProperty("type").GetString() == "supervision.escalation.concluded.v1");
    }

    [Fact]
    public async Task Carries_the_risk_of_the_moment_when_a_person_opened_it()
    {
        const string referent = "kvk:995000003";
        await server.Register(referent);
        await server.Send(
            referent, "recognition.granted", """{"purpose":"labour"}""", "2025-01-06T09:00:00Z");
        for (var i = 0; i < 30; i++)
            await server.Send(
                referent, "duty.notified",
                """{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"2025-12-01"}""");
        var risk = await server.Get($"/v1/referents/{referent}/risk");

        var (status, opened) = await server.Post(
            "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""", "supervisor");

        Assert.Equal(201, status);
        Assert.NotEqual("none", risk.GetProperty("level").GetString());
        Assert.NotEqual(0, risk.GetProperty("points").GetInt32());
        var listed = (await server.GetUntil(
            $"/v1/escalations?referentId={referent}", page => page.GetProperty("items").GetArrayLength() == 1))
            .GetProperty("items")[0];
        Assert.All([opened, listed], shown => Assert.Equal(
            (risk.GetProperty("level").GetString(), risk.GetProperty("points").GetInt32()),
            (shown.GetProperty("level").GetString(), shown.GetProperty("points").GetInt32())));
        Assert.Equal(
            risk.GetProperty("model").GetProperty("hash").GetString(), opened.GetProperty("modelHash").GetString());
    }

    [Fact]
    public async Task Lists_it_by_state_and_assignee()
    {
        const string referent = "kvk:995000002";
        await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""");
        await server.Post($"/v1/escalations/{referent}~1/take", null, "escalation-officer-2");

        var list = $"/v1/escalations?referentId={referent}&assignee=user:escalation-officer-2";
        var mine = await server.GetUntil(
            $"{list}&state=taken&openedAfter=2020-01-01T00:00:00Z&overdue=false",
            page => page.GetProperty("items").GetArrayLength() == 1);
        var others = await server.Get($"{list}&state=closed");

        Assert.Equal($"{referent}~1", mine.GetProperty("items")[0].GetProperty("escalationId").GetString());
        Assert.Equal(0, others.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/escalations", """{"referentId":"kvk:995999999","reason":"Nobody."}""", "unknown-referent")]
    [InlineData("/v1/escalations", """{"referentId":"KVK","reason":"x"}""", "malformed-id")]
    [InlineData("/v1/escalations", """{"referentId":"kvk:1"}""", "missing")]
    [InlineData("/v1/escalations", """{"referentId":"kvk:1","reason":5}""", "wrong-type")]
    [InlineData("/v1/escalations", """{"referentId":"kvk:1","reason":"x","extra":1}""", "unknown-member")]
    [InlineData("/v1/escalations", """{"referentId":"kvk:1","reason":"\ud800"}""", "malformed-text")]
    [InlineData("/v1/escalations", """{"reason":"x","reason":"x"}""", "malformed-json")]
    [InlineData("/v1/escalations", """[1]""", "not-an-object")]
    [InlineData("/v1/escalations", """{"referentId":""", "malformed-json")]
    [InlineData("/v1/escalations/kvk:995999999~0/take", null, "malformed-id")]
    [InlineData("/v1/escalations/kvk:995999999~1/release?x=1", null, "unknown-key")]
    [InlineData("/v1/escalations/kvk:995999999~1/notes", """{"noteId":"n"}""", "missing")]
    [InlineData("/v1/escalations/kvk:995999999~1/close", """{"outcome":"guilty"}""", "unknown-word")]
    [InlineData("/v1/escalations/kvk:995999999~1/close", """{"outcome":"no-breach","findings":[{}]}""", "missing")]
    [InlineData("/v1/escalations/kvk:995999999~1/close", """{"outcome":"no-breach","findings":{}}""", "wrong-type")]
    public async Task Refuses_what_it_cannot_read(string path, string? json, string code)
    {
        var (status, problem) = await server.Post(path, json);

        Assert.Equal(400, status);
        Assert.Contains(problem.GetProperty("errors").EnumerateArray(), error =>
            error.GetProperty("code").GetString() == code);
    }

    [Theory]
    [InlineData("no-such-user", 401)]
    [InlineData("service-supervisor", 403)]
    [InlineData("supervisor", 403)]
    [InlineData("administrator", 403)]
    public async Task Is_for_an_officer_who_is_signed_in(string user, int status)
    {
        var (answered, problem) = await server.Post("/v1/escalations/kvk:995999999~1/take", null, user);

        Assert.Equal(status, answered);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Does_not_know_one_that_never_was() =>
        Assert.Equal(404, (await server.Post("/v1/escalations/kvk:995999999~1/take", null)).Status);
}
