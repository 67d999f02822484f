using System.Net;
using Microsoft.AspNetCore.Http;
using Supervision.Gateway.Access;
using Supervision.Server;
using Supervision.Server.Observation;

namespace Supervision.Gateway.Tests.Observation;

public sealed class The_dashboard
{
    [Theory]
    [InlineData(false, 404)]
    [InlineData(true, 200)]
    public async Task Is_there_only_when_asked_for(bool isAskedFor, int status)
    {
        using var folder = new TemporaryFolder();
        await using var application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", Model: null, Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [Dashboard.EnabledKey] = isAskedFor ? "true" : null,
            }));
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = ServerRun.Address(application) };

        using var page = await client.GetAsync("/dashboard/");
        Assert.Equal(status, (int)page.StatusCode);
        if (isAskedFor)
            await IsOnlyForThisMachine(client, page);
        await application.StopAsync();
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost", null, true)]
    [InlineData("::1", "[::1]", null, true)]
    [InlineData("127.0.0.1", "127.0.0.1", null, true)]
    [InlineData("10.0.0.7", "localhost", null, false)]
    [InlineData("127.0.0.1", "elsewhere.example", null, false)]
    [InlineData("127.0.0.1", "10.0.0.7", null, false)]
    [InlineData("127.0.0.1", "localhost", "10.0.0.7", false)]
    public void Knows_this_machine(string from, string host, string? forwardedFor, bool isOfThisMachine)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new HostString(host);
        if (forwardedFor is not null)
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;

        Assert.Equal(isOfThisMachine, ThisMachine.IsOf(context));
    }

    private static async Task IsOnlyForThisMachine(HttpClient client, HttpResponseMessage page)
    {
        Assert.Contains("<html", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        foreach (var path in new[] { "/dashboard/", "/dashboard/DashboardCounters" })
        {
            using var forwarded = new HttpRequestMessage(HttpMethod.Get, path);
            forwarded.Headers.Add("X-Forwarded-For", "10.0.0.7");
            using var refused = await client.SendAsync(forwarded);
            Assert.Equal(404, (int)refused.StatusCode);
        }

        using var counters = await client.GetAsync("/dashboard/DashboardCounters");
        Assert.Equal(200, (int)counters.StatusCode);
    }
}
