namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Asking_for_a_dossier(RunningServer server)
{
    private const string Keeper = "team-lead";
    private const string Canary = "canary-of-an-official-91c7";

    /// <summary>What is shown outside the teams: to the referent, to senders, to whoever looks.</summary>
    private static readonly string[] Public =
    [
        "/v1/referents/{0}/dossier", "/v1/referents/{0}", "/v1/referents/{0}/risk", "/v1/referents/{0}/risk-history",
        "/v1/referents/{0}/events", "/v1/referents?search={0}", "/v1/quarantine", "/v1/overview", "/v1/event-types",
        "/v1/models/in-use", "/v1/features", "/health/ready", "/health/live", "/metrics",
    ];

    [Fact]
    public async Task Shows_everything_held_and_no_official()
    {
        const string referent = "kvk:997000001";
        await FollowedUp(referent);

        var dossier = await server.Get($"/v1/referents/{referent}/dossier");
        var page = await Text($"/v1/referents/{referent}/dossier", "text/html");

        Assert.Equal(2, dossier.GetProperty("events").GetArrayLength());
        Assert.Equal(5, dossier.GetProperty("followUp").GetArrayLength());
        Assert.Contains("Voorbeeld &amp; Zn", page, StringComparison.Ordinal);
        Assert.Contains("Human follow-up was closed", page, StringComparison.Ordinal);
        Assert.All([dossier.ToString(), page], AssertNamesNoOfficial);
    }

    [Fact]
    public async Task Names_no_official_wherever_else_something_is_shown_outside()
    {
        const string referent = "kvk:997000002";
        await FollowedUp(referent);
        // The canary is really there, for those who may see it.
        await server.GetUntil($"/v1/escalations?referentId={referent}", page =>
            page.ToString().Contains("user:escalation-officer", StringComparison.Ordinal));
        Assert.Contains(Canary, await Text($"/v1/escalations/{referent}~1"), StringComparison.Ordinal);

        foreach (var path in Public)
        {
            var shown = await Text(string.Format(null, path, referent));
            Assert.True(shown.Length > 0, path);
            AssertNamesNoOfficial(shown);
        }
    }

    [Fact]
    public async Task Erases_it_on_request_and_says_so_ever_after()
    {
        const string referent = "kvk:997000003";
        await server.Register(referent, name: "Weg B.V.");
        await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""");
        Assert.Contains("Weg B.V.", await Text($"/v1/referents/{referent}"), StringComparison.Ordinal);

        var (status, answer) = await server.Post(
            $"/v1/referents/{referent}/erasures", """{"ground":"on-request"}""", Keeper);

        Assert.Equal((200, 2), (status, answer.GetProperty("erased").GetInt32()));
        var items = (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items");
        Assert.Equal(
            ["erased", "erased", "in-effect"],
            items.EnumerateArray().Select(item => item.GetProperty("status").GetString()!));
        Assert.DoesNotContain("Weg B.V.", items.ToString(), StringComparison.Ordinal);
        using var gone = await server.Client.GetAsync($"/v1/referents/{referent}/risk");
        Assert.Equal(404, (int)gone.StatusCode);
        await server.GetUntil(
            $"/v1/referents?search={referent}", list => list.GetProperty("items").GetArrayLength() == 0);
        var past = await server.Get($"/v1/referents/{referent}/risk?asOf=2026-02-01T00:00:00Z");
        Assert.False(past.GetProperty("erased").GetProperty("reproducible").GetBoolean());
        Assert.Equal(2, past.GetProperty("erased").GetProperty("facts").GetInt32());
    }

    [Fact]
    public async Task Erases_what_officers_wrote_and_gives_no_number_again()
    {
        const string referent = "kvk:997000007";
        await FollowedUp(referent);
        await server.GetUntil(
            $"/v1/escalations?referentId={referent}&state=closed",
            list => list.GetProperty("items").GetArrayLength() == 1);

        var (status, _) = await server.Post(
            $"/v1/referents/{referent}/erasures", """{"ground":"on-request"}""", Keeper);

        Assert.Equal(200, status);
        Assert.DoesNotContain(Canary, await Text($"/v1/escalations/{referent}~1"), StringComparison.Ordinal);
        Assert.Equal(
            0, (await server.Get($"/v1/escalations?referentId={referent}")).GetProperty("items").GetArrayLength());
        await server.Register(referent);
        var (opened, next) = await server.Post(
            "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"Anew."}""");
        Assert.Equal((201, $"{referent}~2"), (opened, next.GetProperty("escalationId").GetString()));
    }

    [Fact]
    public async Task Erases_one_event_and_counts_the_rest_as_if_it_had_never_been_sent()
    {
        const string referent = "kvk:997000004";
        const string twin = "kvk:997000005";
        foreach (var one in (string[])[referent, twin])
        {
            await server.Register(one);
            await server.Send(one, "recognition.granted", """{"purpose":"labour"}""");
        }

        var (_, position) = await server.Send(
            referent, "duty.notified",
            """{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"2025-12-01"}""");
        Assert.NotEqual(await Evidence(twin), await Evidence(referent));

        var (status, _) = await server.Post(
            $"/v1/referents/{referent}/erasures",
            $$"""{"ground":"unlawful","events":[{"position":"{{position}}"}]}""", Keeper);

        Assert.Equal(200, status);
        Assert.Equal(await Evidence(twin), await Evidence(referent));
    }

    [Fact]
    public async Task Keeps_it_whole_while_it_is_held()
    {
        const string referent = "kvk:997000006";
        await server.Register(referent);
        var (held, _) = await server.Post($"/v1/referents/{referent}/holds", """{"ground":"inspection"}""", Keeper);
        Assert.Equal(200, held);
        await server.Post($"/v1/referents/{referent}/holds", """{"ground":"inspection"}""", Keeper);

        var (refused, why) = await server.Post(
            $"/v1/referents/{referent}/erasures", """{"ground":"on-request"}""", Keeper);

        Assert.Equal(409, refused);
        Assert.Equal("urn:supervision:refusal:on-hold", why.GetProperty("type").GetString());
        foreach (var (what, body) in ((string, string)[])
            [("releases", """{"ground":"inspection"}"""), ("erasures", """{"ground":"on-request"}""")])
            Assert.Equal(200, (await server.Post($"/v1/referents/{referent}/{what}", body, Keeper)).Status);
        // Held once, however often it was asked.
        Assert.Equal(4, (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("supervisor")]
    [InlineData("administrator")]
    [InlineData("service-supervisor")]
    public async Task Is_for_whoever_leads_a_team(string other)
    {
        var (status, _) = await server.Post(
            "/v1/referents/kvk:997000009/erasures", """{"ground":"on-request"}""", other);

        Assert.Equal(403, status);
    }

    private static void AssertNamesNoOfficial(string shown)
    {
        Assert.DoesNotContain("user:escalation-officer", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, shown, StringComparison.Ordinal);
    }

    private async Task<int> Evidence(string referent) =>
        (await server.Get($"/v1/referents/{referent}/risk")).GetProperty("evidence").GetInt32();

    private async Task FollowedUp(string referent)
    {
        await server.ReadNobodyAgain();
        await server.Register(referent, name: "Voorbeeld & Zn");
        var path = $"/v1/escalations/{referent}~1";
        await server.Post(
            "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By {{Canary}}."}""");
        await server.Post($"{path}/take", null);
        await server.Post($"{path}/notes", $$"""{"noteId":"n-1","text":"Seen by {{Canary}}."}""");
        await server.Post($"{path}/judgement", """{"judgement":"no-breach","text":"Nothing is wrong."}""");
        var (status, _) = await server.Post($"{path}/close", """{"outcome":"no-breach","findings":[]}""");
        Assert.Equal(200, status);
    }

    private async Task<string> Text(string path, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        using var answer = await server.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
