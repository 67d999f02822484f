using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Tests.Access;
using Supervision.Gateway.Tests.Ingest;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Edge;

/// <summary>A server that waits for slow bodies as short as a server can.</summary>
public sealed class ImpatientServer : IAsyncLifetime
{
    internal EdgeServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await EdgeServer.Start(
        EdgeServer.Demo(("Supervision:Edge:SlowBodyMax", "00:00:02")));

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

public sealed class Sending_too_much_or_too_slowly(ImpatientServer impatient) : IClassFixture<ImpatientServer>
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Every operation that takes a body, with one that is far too large.</summary>
    [Fact]
    public async Task Is_refused_by_every_operation()
    {
        var tried = 0;
        foreach (var (method, endpoint) in RoleMatrix.Endpoints(impatient.Server.Application)
            .Where(one => one.Method is not "GET"))
        {
            var path = endpoint.RoutePattern.RawText!
                .Replace("{id}", endpoint.RoutePattern.RawText.Contains("keys") ? "aaaaaaaaaaaa" : "kvk:1~1")
                .Replace("{name}", "somebody");
            var types = endpoint.Metadata.GetMetadata<Operation>()?.Requests.Select(request => request.ContentType)
                .Where(type => type is not (EventLinesType or TableType)).Distinct().ToArray()
                ?? ["application/x-www-form-urlencoded"];
            foreach (var type in types)
            {
                using var caller = impatient.Server.Caller();
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.Add("X-Demo-User", OneWhoMay(endpoint));
                request.Headers.ExpectContinue = true; // Nothing is sent before the server wants it.
                request.Content = new ByteArrayContent(new byte[type == FileType ? 26 * Megabyte : 9 * Megabyte]);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
                using var answer = await caller.SendAsync(request);
                Assert.True(
                    (int)answer.StatusCode == 413, $"{method} {path} with {type}: {(int)answer.StatusCode}");
                tried++;
            }

            // Lines of events and rows of tables are read one by one, and files go to the disk: they may be more.
            var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;
            var isRead = endpoint.Metadata.GetMetadata<Operation>()?.Requests
                .Any(request => request.ContentType is EventLinesType or TableType or FileType) is true;
            Assert.True(
                isRead ? limit > 0 || path == "/v1/events" : limit <= 2 * RiskModel.LengthMax || types.Length == 0,
                $"{method} {path} has no limit.");
        }

        Assert.True(tried >= 15, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task Of_cookies_is_answered_431()
    {
        using var sender = new RawSender(impatient.Server.Address);
        await sender.Send(
            $"GET /v1/me HTTP/1.1\r\nHost: localhost\r\nCookie: supervision={new string('a', 17 * 1024)}\r\n\r\n");

        await sender.ReadLineWith("HTTP/1.1 431");
    }

    [Fact]
    public async Task Of_headers_is_answered_431()
    {
        using var sender = new RawSender(impatient.Server.Address);
        var many = string.Concat(Enumerable.Range(0, 65).Select(number => $"X-Header-{number}: 1\r\n"));
        await sender.Send($"GET /v1/me HTTP/1.1\r\nHost: localhost\r\n{many}\r\n");

        await sender.ReadLineWith("HTTP/1.1 431");
    }

    [Fact]
    public async Task In_the_first_line_is_answered_414()
    {
        using var sender = new RawSender(impatient.Server.Address);
        await sender.Send($"GET /v1/me?{new string('a', 9 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        await sender.ReadLineWith("HTTP/1.1 414");
    }

    /// <summary>A body that stays out, as of who means to hold connections: the server ends it, not the test.</summary>
    [Theory]
    [InlineData("/v1/escalations", "application/json", "{\"refe")]
    [InlineData("/v1/events", "application/cloudevents+json", "{\"spec")]
    [InlineData("/v1/events", "application/cloudevents-batch+json", "[{\"spec")]
    [InlineData("/sign-in", "application/x-www-form-urlencoded", "name=")]
    public async Task Is_waited_for_no_longer_than_is_configured(string path, string type, string start)
    {
        using var sender = new RawSender(impatient.Server.Address);
        await sender.Send(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: 1000\r\n\r\n{start}");

        var said = await sender.ReadToEnd();

        Assert.True(
            said.Length == 0 || said.StartsWith("HTTP/1.1 408", StringComparison.Ordinal)
            || said.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), said);
    }

    private const string EventLinesType = "application/x-ndjson";
    private const string TableType = "text/csv";
    private const string FileType = "application/octet-stream";

    /// <summary>A demo user has the name of the role; one with no role does where any will do.</summary>
    private static string OneWhoMay(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AccessRule>() is { Roles: [var role, ..] }
            ? ClosedList<Role>.WordFor(role)
            : "demo";
}
