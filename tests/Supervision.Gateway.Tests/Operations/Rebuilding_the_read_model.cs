using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Benchmarks.Load;
using Supervision.Populations;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Gateway.Tests.Operations;

/// <summary>The real executable: what it lists is the same after everything that it lists was made again.</summary>
public sealed class Rebuilding_the_read_model
{
    private static readonly string[] Serve = ["--model", "example", "--clock", "2025-06-01T12:00:00Z"];

    private static readonly string[] Listed =
        ["/v1/referents?pageSize=7", "/v1/referents?search=kvk&sort=points", "/v1/escalations?pageSize=50"];

    // When a referent was evaluated last is no fact about it.
    private static readonly string[] NotCompared = ["asOf"];

    [Fact]
    public async Task On_SQLite_gives_the_same_lists()
    {
        using var folder = new TemporaryFolder();
        await Check(Path.Combine(folder.Path, "data"), []);
    }

    [Fact]
    public async Task On_PostgreSQL_gives_the_same_lists()
    {
        using var folder = new TemporaryFolder();
        using var database = PostgresServer.Shared.Create();
        await Check(Path.Combine(folder.Path, "data"), ["--database", database.ConnectionString]);
    }

    private static async Task Check(string data, string[] place)
    {
        string[] rebuild = ["rebuild-read-model", "--data", data, .. Serve, .. place];
        List<string> before;
        await using (var server = await ServerProcess.Start("serve", data, [.. Serve, .. place]))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            await Load(client);
            var (refused, told) = await ServerProcess.Run(rebuild);
            Assert.True(refused == 3, told);
            await server.Stop();
        }

        before = await Lists(data, place);
        Assert.True(before.Count > 30, $"Only {before.Count} lines were listed.");

        var (code, output) = await ServerProcess.Run(rebuild);
        Assert.True(code == 0, output);

        Assert.Equal(before, await Lists(data, place));
    }

    private static async Task Load(HttpClient client)
    {
        var events = Population
            .Create(new PopulationPlan
            {
                Seed = 12,
                Referents = 30,
                Start = new DateOnly(2024, 6, 1),
                Days = 360,
                EventsPerReferent = 60,
            })
            .Events()
            .Select(happened => Encoding.UTF8.GetString(happened.Json.Span));
        using var content = new StringContent(string.Join('\n', events));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using (var answer = await client.PostAsync("/v1/events", content))
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        using var open = new HttpRequestMessage(HttpMethod.Post, "/v1/escalations");
        open.Content = new StringContent(
            """{"referentId":"kvk:99000001","reason":"A signal."}""", Encoding.UTF8, "application/json");
        using var opened = await client.SendAsync(open);
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
    }

    /// <summary>Every line of every list, as a server that was just started gives it.</summary>
    private static async Task<List<string>> Lists(string data, string[] place)
    {
        var lines = new List<string>();
        await using var server = await ServerProcess.Start("serve", data, [.. Serve, .. place]);
        using var client = new HttpClient { BaseAddress = server.Address };
        foreach (var list in Listed)
        {
            var next = list;
            while (next is not null)
            {
                var page = JsonNode.Parse(await client.GetStringAsync(next))!;
                lines.AddRange(page["items"]!.AsArray().Select(item => Comparable(item!)));
                next = page["next"] is { } cursor ? $"{list}&cursor={Uri.EscapeDataString((string)cursor!)}" : null;
            }
        }

        await server.Stop();
        return lines;
    }

    private static string Comparable(JsonNode item)
    {
        foreach (var member in NotCompared)
        {
            item.AsObject().Remove(member);
            item["risk"]?.AsObject().Remove(member);
        }

        return item.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    }
}
