namespace Supervision.Gateway.Tests.Edge;

/// <summary>The headers that keep a browser from doing more with an answer than it should.</summary>
[Collection(nameof(TlsServer))]
public sealed class What_every_answer_says(TlsServer tls)
{
    public static TheoryData<string, string, int> Answers => new()
    {
        { "GET", "/health/live", 200 },
        { "GET", "/v1/openapi.json", 200 },
        { "GET", "/v1/me", 401 },
        { "GET", "/v1/nothing", 404 },
        { "GET", "/v1/referents/", 404 },
        { "DELETE", "/v1/referents", 405 },
        { "OPTIONS", "/v1/escalations", 204 },
        { "GET", "/sign-in", 200 },
        { "POST", "/sign-in", 400 },
        { "GET", "/account", 302 },
        { "GET", "/swagger/index.html", 200 },
        { "GET", "/metrics", 200 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Is_safe_on(string method, string path, int status)
    {
        using var caller = tls.Server.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await caller.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", Of("Strict-Transport-Security"));
        Assert.Equal("nosniff", Of("X-Content-Type-Options"));
        Assert.Equal("DENY", Of("X-Frame-Options"));
        Assert.Equal("no-referrer", Of("Referrer-Policy"));
        Assert.Contains("camera=()", Of("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Of("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        if (!path.StartsWith("/swagger", StringComparison.Ordinal)) // What is the same for everybody may be kept.
            Assert.True(answer.Headers.CacheControl?.NoStore);

        string Of(string name) => answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";
    }

    /// <summary>The document of the API is for any page, as the rules ask; nothing else is.</summary>
    [Theory]
    [InlineData("GET", "/v1/me")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/sign-in")]
    [InlineData("OPTIONS", "/v1/referents")]
    [InlineData("OPTIONS", "/v1/events")]
    [InlineData("OPTIONS", "/v1/escalations/kvk:1~1/take")]
    [InlineData("OPTIONS", "/sign-in")]
    public async Task Lets_no_page_of_another_site_read_it(string method, string path)
    {
        using var caller = tls.Server.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "X-Api-Key, X-Purpose");
        using var answer = await caller.SendAsync(request);

        Assert.DoesNotContain(
            answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Gives_cookies_to_nobody_but_this_server_over_TLS()
    {
        using var caller = tls.Server.Caller();
        using var answer = await caller.GetAsync("/sign-in");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Says_nothing_of_TLS_where_there_is_none()
    {
        await using var server = await EdgeServer.Start(EdgeServer.More());
        using var caller = server.Caller();
        using var answer = await caller.GetAsync("/health/live");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }
}
