using System.Net;
using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Gateway.Assuring;
using Supervision.Models;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>
/// Reports that are on the log as asked for and that nobody makes: as a gateway leaves them that is killed.
/// </summary>
public sealed class An_interrupted_report
{
    [Fact]
    public async Task Ends_as_failed_and_says_so_to_programs_and_people()
    {
        using var folder = new TemporaryFolder();
        await using var application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", Model: null, Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                ["Supervision:Assurance:GoneAfter"] = "00:00:05",
            }));
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = ServerRun.Address(application) };
        var log = (AssuranceLog)application.Services.GetService(typeof(AssuranceLog))!;
        await log.Carry(
            register => register.Ask(
                "Left <behind>", null, "sha256:0", 10, new ModelActor("user:a", ActorKind.Person, [Role.Auditor]),
                "To see."),
            CancellationToken.None);

        var running = await Page(client, "en");
        while ((await log.Now(CancellationToken.None)).Reports["report-1"].State == ReportState.Running)
            await Task.Delay(50);

        Assert.Equal("interrupted", (await log.Now(CancellationToken.None)).Reports["report-1"].Failure);
        Assert.Contains("is being made", running, StringComparison.Ordinal);
        Assert.Contains("Left &lt;behind&gt;", running, StringComparison.Ordinal);
        Assert.Contains("uploaded again", await Page(client, "en"), StringComparison.Ordinal);
        Assert.Contains("opnieuw worden aangeleverd", await Page(client, "nl"), StringComparison.Ordinal);
        await application.StopAsync();
        File.Delete(folder.Path + ".key");
    }

    private static async Task<string> Page(HttpClient client, string language)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/assurance/reports/report-1?language={language}");
        request.Headers.Add("X-Demo-User", "auditor");
        request.Headers.Add("Accept", "text/html");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }
}
