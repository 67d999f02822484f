using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Server;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Audits;

public sealed class A_bundle_from_PostgreSQL
{
    [Fact]
    public async Task Holds_also_after_an_erasure()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await using var application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(folder.Path), "http://127.0.0.1:0", "example", Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                ["Supervision:Sql:Database"] = "Postgres",
                ["Supervision:Sql:ConnectionString"] = database.ConnectionString,
                ["Supervision:Cluster:ClusterId"] = "bundles",
                ["Supervision:Audit:KeyFile"] = Path.Combine(folder.Path, "signing.pem"),
            }));
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = ServerRun.Address(application) };
        var position = await Send(client, "kvk:99000001");

        var (_, before) = await client.Ask("/v1/referents/kvk:99000001/audit-bundle");
        var key = await client.PublicKey();
        var (_, findings) = Bundles.Check(before, key);
        Assert.Empty(findings.Wrong());
        Assert.Contains("come out the same, bit for bit", findings.Said("scores"), StringComparison.Ordinal);

        await Erase(client, position);
        var (_, after) = await client.Ask("/v1/referents/kvk:99000001/audit-bundle");
        (_, findings) = Bundles.Check(after, key);
        Assert.Empty(findings.Wrong());
        Assert.StartsWith("1 events no longer say", findings.Said("erasures"), StringComparison.Ordinal);

        // The one of before holds as well: it has what the log no longer says.
        Assert.Empty(Bundles.Check(before, key).Findings.Wrong());
        await application.StopAsync();
    }

    private static async Task<string> Send(HttpClient client, string referent)
    {
        var facts = Enumerable.Range(0, 12)
            .Select(number => ("application.submitted", $$"""{"applicationId":"a-{{number}}","purpose":"labour"}"""))
            .Append(("measure.imposed", """{"measureId":"w-1","kind":"warning"}"""));
        var lines = facts.Select((fact, number) =>
            $$"""
            {"specversion":"1.0","source":"urn:test","id":"e-{{number}}","type":"supervision.{{fact.Item1}}.v1",
            "subject":"{{referent}}","time":"2026-06-01T09:00:00Z","data":{{fact.Item2}}}
            """.ReplaceLineEndings(""));
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync("/v1/events", content);
        var receipts = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, receipts);
        var last = receipts.Split('\n').Last(line => line.Contains("\"position\"", StringComparison.Ordinal));
        return JsonElement.Parse(last).GetProperty("position").GetString()!;
    }

    private static async Task Erase(HttpClient client, string position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/referents/kvk:99000001/erasures");
        request.Headers.Add("X-Demo-User", "team-lead");
        request.Content = new StringContent(
            $$"""{"ground":"unlawful","events":[{"position":"{{position}}"}]}""", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
