namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>What a webhook cannot be used for.</summary>
public sealed class Where_messages_may_not_go(WebhookServer server) : IClassFixture<WebhookServer>
{
    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data", "address-refused")]
    [InlineData("https://10.0.0.1/", "address-refused")]
    [InlineData("https://[::1]/", "address-refused")]
    [InlineData("http://127.0.0.1:11111/", "address-refused")]
    [InlineData("https://user:word@register.example.org/", "malformed-url")]
    [InlineData("gopher://register.example.org/", "malformed-url")]
    [InlineData("register", "malformed-url")]
    public async Task Is_told_when_it_is_made(string url, string code)
    {
        var (status, body) = await Make(url, "level-changed");

        Assert.Equal(400, status);
        Assert.Contains(code, body, StringComparison.Ordinal);
        Assert.Contains("/url\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_an_address_inside_that_a_name_leads_to()
    {
        await using var inside = await Receiver.Start("127.0.0.1");
        await using var webhook = await server.Subscribe(
            new Uri($"http://localhost:{inside.Address.Port}/"), "level-changed");

        var item = await webhook.Ping();

        Assert.Equal("address-refused", item.GetProperty("lastFailed").GetProperty("answer").GetString());
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task Is_where_an_answer_leads()
    {
        await using var receiver = await Receiver.Start();
        await using var other = await Receiver.Start();
        (receiver.Answer, receiver.Location) = (_ => Task.FromResult(307), other.Address.ToString());
        await using var webhook = await server.Subscribe(receiver.Address, "level-changed");

        var item = await webhook.Ping();

        Assert.Equal("http-307", item.GetProperty("lastFailed").GetProperty("answer").GetString());
        Assert.Single(receiver.All);
        Assert.Empty(other.All);
    }

    [Fact]
    public async Task Is_where_nobody_listens()
    {
        var receiver = await Receiver.Start();
        await using var webhook = await server.Subscribe(receiver.Address, "level-changed");
        await receiver.DisposeAsync();

        var item = await webhook.Ping();

        Assert.Equal("not-reached", item.GetProperty("lastFailed").GetProperty("answer").GetString());
        Assert.Equal(0, item.GetProperty("dead").GetInt32());
    }

    [Theory]
    [InlineData("""{"name":"a","url":"https://a.example/","events":["ping"],"purpose":"supervision"}""", "/events")]
    [InlineData("""{"name":"a","url":"https://a.example/","events":[],"purpose":"supervision"}""", "/events")]
    [InlineData("""{"name":"a","url":"https://a.example/","events":["level-changed"]}""", "/purpose")]
    [InlineData("""{"url":7,"events":["level-changed"],"purpose":"supervision"}""", "/name", "/url")]
    [InlineData(
        """{"name":"a","url":"https://a.example/","events":["level-changed"],"purpose":"audit","secret":"x"}""",
        "unknown-member")]
    public async Task Is_said_with_all_that_is_wrong(string request, params string[] places)
    {
        var (status, body) = await server.Post("/v1/webhooks", request);

        Assert.Equal(400, status);
        Assert.All(places, place => Assert.Contains(place, body.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rotate", """{"oldHours":721}""", "/oldHours")]
    [InlineData("rotate", "{}", "/oldHours")]
    [InlineData("dead-letters/resend", """{"eventIds":[]}""", "/eventIds")]
    [InlineData("dead-letters/resend", """{"eventIds":"all"}""", "/eventIds")]
    public async Task Is_said_of_what_is_done_with_one(string step, string request, string place)
    {
        await using var webhook = await server.Subscribe(new Uri("https://register.example.org/"), "level-changed");

        var (status, body) = await server.Post($"{webhook.Path}/{step}", request);

        Assert.Equal(400, status);
        Assert.Contains(place, body.ToString(), StringComparison.Ordinal);
        Assert.Equal(400, (await server.Post("/v1/webhooks/NOT-AN-ID/ping")).Status);
        Assert.Equal(404, (await server.Post($"/v1/webhooks/aaaaaaaaaaaa/{step}", Valid(step))).Status);
    }

    [Fact]
    public async Task Is_to_more_than_there_may_be()
    {
        var made = new List<Subscription>();
        while (await Make("https://register.example.org/", "level-changed") is (201, var body))
        {
            var id = System.Text.Json.JsonElement.Parse(body).GetProperty("id").GetString()!;
            made.Add(new Subscription(server, id, ""));
        }

        var (status, problem) = await Make("https://register.example.org/", "level-changed");
        foreach (var webhook in made)
            await webhook.DisposeAsync();

        Assert.Equal(409, status);
        Assert.Contains("too-many-webhooks", problem, StringComparison.Ordinal);
        Assert.InRange(made.Count, 1, 20);
    }

    private static string Valid(string step) => step == "rotate" ? """{"oldHours":0}""" : "{}";

    private async Task<(int Status, string Body)> Make(string url, string matter)
    {
        var (status, body) = await server.Post(
            "/v1/webhooks", new { name = "Test", url, events = new[] { matter }, purpose = "supervision" });
        return (status, body.ToString());
    }
}
