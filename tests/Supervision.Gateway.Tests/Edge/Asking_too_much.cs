using System.Net;
using System.Text;
using System.Text.Json;
using Supervision.Gateway.Tests.Access;
using Supervision.Gateway.Tests.Ingest;

namespace Supervision.Gateway.Tests.Edge;

/// <summary>A server whose limits are low enough to run into.</summary>
public sealed class LimitedServer : IAsyncLifetime
{
    internal EdgeServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await EdgeServer.Start(EdgeServer.Demo(
        ("Supervision:Limits:RequestsBurst", "10"), ("Supervision:Limits:RequestsPerSecond", "1"),
        ("Supervision:Limits:HeavyPerMinute", "3"), ("Supervision:Limits:ChangeStreamsAtOnce", "2"),
        ("Supervision:Limits:EventStreamsAtOnce", "2"),
        ("Supervision:Limits:NobodyBurst", "10"), ("Supervision:Limits:NobodyPerSecond", "1")));

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Each test asks as somebody else, because limits are of each caller.</summary>
public sealed class Asking_too_much(LimitedServer limited) : IClassFixture<LimitedServer>
{
    private const int Tries = 60;

    [Fact]
    public async Task Is_answered_with_a_problem_that_says_when_to_come_again_and_hinders_nobody_else()
    {
        using var caller = As("model-owner");
        var statuses = new List<int>();
        HttpResponseMessage? last = null;
        for (var i = 0; i < Tries; i++)
        {
            last?.Dispose();
            last = await caller.GetAsync("/v1/me");
            statuses.Add((int)last.StatusCode);
        }

        Assert.All(statuses.Take(10), status => Assert.Equal(200, status));
        Assert.Contains(429, statuses);
        using var refused = await UntilRefused(caller, "/v1/me");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.True(refused.Headers.CacheControl?.NoStore);
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("urn:supervision:problem:too-many-requests", problem.GetProperty("type").GetString());
        using var other = As("approver");
        Assert.Equal(200, await Status(other, "/v1/me"));
        last?.Dispose();
    }

    [Fact]
    public async Task Of_what_is_heavy_is_refused_sooner_and_leaves_the_rest()
    {
        using var caller = As("auditor");

        using var refused = await UntilRefused(caller, "/v1/reads", most: 3);

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(61));
        Assert.Equal(200, await Status(caller, "/v1/overview"));
    }

    [Fact]
    public async Task Counts_the_streams_of_changes_that_are_open()
    {
        using var caller = As("supervisor");
        using var first = await Follow(caller);
        using var second = await Follow(caller);
        using var third = await Follow(caller);
        using var other = As("team-lead");
        using var ofOther = await Follow(other);

        Assert.Equal((200, 200, 429, 200), (
            (int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode, (int)ofOther.StatusCode));
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Equal(200, await Status(caller, "/v1/overview"));

        first.Dispose(); // The server notices, and there is room.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await FollowOnce(caller) == 429)
            Assert.False(patience.IsCancellationRequested, "The place of a stream that ended stays taken.");
    }

    [Fact]
    public async Task Counts_the_streams_of_events_that_are_open_and_not_the_events()
    {
        const string asIntegrator = "Transfer-Encoding: chunked\r\nX-Demo-User: integrator";
        using var first = new RawSender(limited.Server.Address);
        using var second = new RawSender(limited.Server.Address);
        using var third = new RawSender(limited.Server.Address);
        foreach (var sender in new[] { first, second })
        {
            await sender.SendHead("application/x-ndjson", asIntegrator);
            await sender.SendChunk(KeyHolder.Event() + "\n");
            await sender.ReadLineWith("\"line\":1");
        }

        await third.SendHead("application/x-ndjson", asIntegrator);
        await third.ReadLineWith("429");
        await third.ReadLineWith("Retry-After");

        // One by one is another matter, and there pace does not count: the writer says when it has enough.
        using var caller = As("integrator");
        for (var i = 0; i < Tries; i++)
        {
            using var content = new StringContent(KeyHolder.Event(), Encoding.UTF8, "application/cloudevents+json");
            using var answer = await caller.PostAsync("/v1/events", content);
            Assert.Equal(202, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Counts_by_address_for_who_proves_nothing()
    {
        using var guessing = limited.Server.Caller();
        var seen = new HashSet<int>();
        for (var i = 0; i < Tries; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
            request.Headers.Add("X-Demo-User", $"nobody-{i}"); // As many names as may be: the address stays.
            using var answer = await guessing.SendAsync(request);
            seen.Add((int)answer.StatusCode);
        }

        Assert.Equal([401, 429], seen.Order());
        using var known = As("vault-keeper");
        Assert.Equal(200, await Status(known, "/v1/me"));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "20010db800010002::/64")]
    [InlineData(null, "nowhere")]
    public void Is_by_the_network_of_an_address_that_has_many(string? address, string place) =>
        Assert.Equal(
            place, Supervision.Gateway.Limits.Caller.Place(address is null ? null : IPAddress.Parse(address)));

    private HttpClient As(string user)
    {
        var caller = limited.Server.Caller();
        caller.DefaultRequestHeaders.Add("X-Demo-User", user);
        return caller;
    }

    private static async Task<int> Status(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> UntilRefused(HttpClient caller, string path, int most = Tries)
    {
        for (var i = 0; i <= most; i++)
        {
            var answer = await caller.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;

            answer.Dispose();
        }

        throw new InvalidOperationException($"{path} was answered {most + 1} times.");
    }

    private static Task<HttpResponseMessage> Follow(HttpClient caller) =>
        caller.GetAsync("/v1/risk-changes", HttpCompletionOption.ResponseHeadersRead);

    private static async Task<int> FollowOnce(HttpClient caller)
    {
        using var answer = await Follow(caller);
        return (int)answer.StatusCode;
    }
}
