using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Load;
using Supervision.Populations;

namespace Supervision.Gateway.Tests.Operations;

/// <summary>The real executable: copied while it takes events in, and started on the copy.</summary>
public sealed class Backing_up
{
    private const string Clock = "2025-06-01T12:00:00Z";

    private static readonly string[] Serve = ["--model", "example", "--clock", Clock];

    [Fact]
    public async Task While_events_come_in_loses_nothing_that_was_acknowledged_before()
    {
        using var folder = new TemporaryFolder();
        var (data, copy) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "copy"));
        var acknowledged = new ConcurrentDictionary<string, string>();
        string[] before;
        await using (var server = await ServerProcess.Start("serve", data, Serve))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            using var enough = new CancellationTokenSource();
            await Send(client, Events().Take(400), acknowledged);
            var escalation = await OpenEscalation(client, "kvk:99000001");
            var load = Task.Run(async () =>
            {
                foreach (var chunk in Events().Skip(400).Chunk(100))
                {
                    if (enough.IsCancellationRequested)
                        return;
                    await Send(client, chunk, acknowledged);
                }
            });

            before = [.. acknowledged.Keys];
            var (code, output) = await ServerProcess.Run("backup", "--data", data, "--to", copy);
            Assert.True(code == 0, output);
            await enough.CancelAsync();
            await load;
            Assert.True(acknowledged.Count > before.Length, "Nothing came in while it was copied.");
            Assert.Equal("taken", escalation);
        }

        await AssertLogHolds(copy);
        await using var restored = await ServerProcess.Start("serve", copy, Serve);
        using var again = new HttpClient { BaseAddress = restored.Address };
        var seen = new ConcurrentDictionary<string, string>();
        await Send(again, Events().Take(400), seen, "duplicate");
        Assert.All(before, id => Assert.Equal(acknowledged[id], seen[id]));
        var kept = JsonElement.Parse(await again.GetStringAsync("/v1/escalations/kvk:99000001~1"));
        Assert.Equal(("taken", "user:demo"), (Text(kept, "state"), Text(kept, "assignee")));
    }

    [Fact]
    public async Task Gives_the_same_risk_of_everyone_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var (data, copy) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "copy"));
        await using (var server = await ServerProcess.Start("serve", data, Serve))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            await Send(client, Events(), new());
            await server.Stop();
        }

        Assert.Equal(0, (await ServerProcess.Run("backup", "--data", data, "--to", copy)).ExitCode);
        var original = await Export(data);

        await AssertLogHolds(copy);
        Assert.True(original.Count(letter => letter == '\n') > 20, original);
        Assert.Equal(original, await Export(copy));
        Assert.Equal(original, await Export(copy, "--from-log"));
        await using (var restored = await ServerProcess.Start("serve", copy, Serve))
            await restored.Stop();
        Assert.Equal(original, await Export(copy));
        var (code, output) = await ServerProcess.Run(
            ["rebuild-read-model", "--data", copy, .. Serve]);
        Assert.True(code == 0, output);
        Assert.Equal(original, await Export(copy));
    }

    [Fact]
    public async Task Never_writes_over_what_is_there()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await using (var server = await ServerProcess.Start("serve", data, Serve))
            await server.Stop();

        var (code, output) = await ServerProcess.Run("backup", "--data", data, "--to", data);
        Assert.Equal(3, code);
        Assert.Contains("not empty", output, StringComparison.Ordinal);
        (code, output) = await ServerProcess.Run(
            "backup", "--data", Path.Combine(folder.Path, "none"), "--to", Path.Combine(folder.Path, "copy"));
        Assert.Equal(3, code);
    }

    private static IEnumerable<string> Events() => Population
        .Create(new PopulationPlan
        {
            Seed = 11,
            Referents = 40,
            Start = new DateOnly(2024, 1, 1),
            Days = 400,
            EventsPerReferent = 300,
        })
        .Events()
        .Select(happened => Encoding.UTF8.GetString(happened.Json.Span));

    private static async Task Send(
        HttpClient client, IEnumerable<string> events, ConcurrentDictionary<string, string> positions,
        params string[] expected)
    {
        using var content = new StringContent(string.Join('\n', events));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync("/v1/events", content);
        var lines = await answer.Content.ReadAsStringAsync();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var receipt = JsonElement.Parse(line);
            if (receipt.TryGetProperty("summary", out _))
                continue;
            if (expected.Length > 0)
                Assert.Contains(Text(receipt, "status"), expected);
            positions[$"{Text(receipt, "source")} {Text(receipt, "id")}"] = Text(receipt, "position");
        }
    }

    private static async Task<string> OpenEscalation(HttpClient client, string referent)
    {
        await Command(client, "/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"A signal."}""");
        return Text(await Command(client, $"/v1/escalations/{referent}~1/take", null), "state");
    }

    private static async Task<JsonElement> Command(HttpClient client, string path, string? json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private static async Task<string> Export(string data, params string[] more)
    {
        var file = Path.GetTempFileName();
        var (code, output) = await ServerProcess.Run(
            ["export-risk", "--data", data, "--model", "example", "--as-of", Clock, "--out", file, .. more]);
        Assert.True(code == 0, output);
        var text = await File.ReadAllTextAsync(file);
        File.Delete(file);
        return text;
    }

    private static async Task AssertLogHolds(string data)
    {
        var (code, output) = await ServerProcess.Run("verify-log", "--data", data);
        Assert.True(code == 0, output);
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
