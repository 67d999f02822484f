namespace Supervision.Gateway.Tests.Edge;

/// <summary>Whose word is taken about where a request is from: that of a configured proxy, and no other.</summary>
public sealed class Behind_a_proxy
{
    private const string Networks = "Supervision:Edge:ProxyNetworks:0";
    private const string Names = "Supervision:Gateway:AllowedHosts:0";

    private static readonly (string, string)[] FewOfNobody =
        [("Supervision:Limits:NobodyBurst", "3"), ("Supervision:Limits:NobodyPerSecond", "1")];

    [Fact]
    public async Task The_word_of_the_proxy_is_taken_about_TLS_and_about_the_address()
    {
        await using var server = await Start("127.0.0.1/32");
        using var caller = server.Caller();

        Assert.True(await SaysTls(caller, ("X-Forwarded-Proto", "https")));
        Assert.False(await SaysTls(caller, ("X-Forwarded-Proto", "http")));
        Assert.False(await SaysTls(caller));
        // Whoever is at one address has tried often enough; another has not.
        Assert.True(await IsTurnedAway(caller, "203.0.113.7"));
        Assert.Equal(401, await Ask(caller, ("X-Forwarded-For", "203.0.113.8")));
    }

    [Fact]
    public async Task The_nearest_proxy_is_believed_and_not_what_a_client_wrote_before_it()
    {
        await using var server = await Start("127.0.0.1/32");
        using var caller = server.Caller();

        for (var i = 0; i < 20; i++)
            await Ask(caller, ("X-Forwarded-For", $"198.51.100.{i}, 203.0.113.7"));

        Assert.Equal(429, await Ask(caller, ("X-Forwarded-For", "198.51.100.99, 203.0.113.7")));
        Assert.False(await SaysTls(
            caller, ("X-Forwarded-For", "198.51.100.9, 203.0.113.9"), ("X-Forwarded-Proto", "https, http")));
    }

    [Theory]
    [InlineData("10.9.9.9/32")]
    [InlineData(null)]
    public async Task Nobody_else_is_believed(string? network)
    {
        await using var server = await Start(network);
        using var caller = server.Caller();

        Assert.False(await SaysTls(caller, ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.1")));
        Assert.False(await SaysTls(caller, ("Forwarded", "for=203.0.113.1;proto=https")));
        for (var i = 0; i < 20; i++)
            await Ask(caller, ("X-Forwarded-For", $"203.0.113.{i}"));
        Assert.Equal(429, await Ask(caller, ("X-Forwarded-For", "203.0.113.99")));
    }

    [Theory]
    [InlineData("register.example.org", null, 401)]
    [InlineData("REGISTER.example.org:8443", null, 401)]
    [InlineData("register.example.org", "elsewhere.example", 401)]
    [InlineData("elsewhere.example", null, 400)]
    [InlineData("elsewhere.example", "register.example.org", 400)]
    [InlineData("127.0.0.1", null, 400)]
    public async Task Requests_are_for_the_names_of_this_server_whatever_the_proxy_says_of_another(
        string host, string? forwarded, int status)
    {
        await using var server = await EdgeServer.Start(EdgeServer.More(
            ("Supervision:Edge:BehindProxy", "true"), (Networks, "127.0.0.1/32"), (Names, "register.example.org")));
        using var caller = server.Caller();
        (string, string)[] headers = forwarded is null ? [] : [("X-Forwarded-Host", forwarded)];

        Assert.Equal(status, await Ask(caller, [("Host", host), .. headers]));
        // A probe comes by address.
        using var probe = await caller.GetAsync("/health/live");
        Assert.True(probe.IsSuccessStatusCode);
    }

    private static Task<EdgeServer> Start(string? network) => EdgeServer.Start(EdgeServer.More(
        network is null
            ? FewOfNobody
            : [.. FewOfNobody, ("Supervision:Edge:BehindProxy", "true"), (Networks, network)]));

    private static async Task<bool> IsTurnedAway(HttpClient caller, string address)
    {
        for (var i = 0; i < 20; i++)
        {
            if (await Ask(caller, ("X-Forwarded-For", address)) == 429)
                return true;
        }

        return false;
    }

    private static async Task<int> Ask(HttpClient caller, params (string Name, string Value)[] headers)
    {
        using var answer = await Send(caller, "/v1/me", headers);
        return (int)answer.StatusCode;
    }

    private static async Task<bool> SaysTls(HttpClient caller, params (string Name, string Value)[] headers)
    {
        using var answer = await Send(caller, "/v1/me", headers);
        return answer.Headers.Contains("Strict-Transport-Security");
    }

    private static async Task<HttpResponseMessage> Send(
        HttpClient caller, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await caller.SendAsync(request);
    }
}
