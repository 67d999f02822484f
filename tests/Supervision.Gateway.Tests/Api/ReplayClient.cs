using System.Text;
using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

/// <summary>Orders replays as a model owner and reads what came of them.</summary>
internal sealed class ReplayClient(HttpClient client)
{
    private const string Owner = "model-owner";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Orders one and waits until it is done; its id and its last state.</summary>
    public async Task<(string Id, JsonElement Replay)> Run(string order)
    {
        var (status, body) = await Send(HttpMethod.Post, "/v1/replays", order);
        Assert.True(status == 201, body);
        var id = JsonElement.Parse(body).GetProperty("id").GetString()!;
        return (id, await Done(id));
    }

    public async Task<JsonElement> Done(string id)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var replay = await Get($"/v1/replays/{id}");
            var state = replay.GetProperty("state").GetString();
            if (state == "done")
                return replay;

            Assert.True(state is "queued" or "running" && DateTime.UtcNow < until, $"Expected done: {replay}");
            await Task.Delay(20);
        }
    }

    public async Task<JsonElement> Get(string path)
    {
        var (status, body) = await Send(HttpMethod.Get, path);
        Assert.True(status == 200, $"{path}: {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>The rows, each by the names of its columns.</summary>
    public async Task<List<Dictionary<string, string>>> Rows(string id)
    {
        var (status, body) = await Send(HttpMethod.Get, $"/v1/replays/{id}/rows");
        Assert.True(status == 200, body);
        var lines = body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        return
        [
            .. lines[1..].Select(line => names.Zip(line.Split(',')).ToDictionary(one => one.First, one => one.Second)),
        ];
    }

    public async Task<byte[]> Parquet(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/replays/{id}/rows?format=parquet");
        request.Headers.Add("X-Demo-User", Owner);
        using var answer = await client.SendAsync(request);
        Assert.Equal("application/vnd.apache.parquet", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async Task<(int Status, string Body)> Send(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Demo-User", Owner);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
