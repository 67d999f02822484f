using System.Text;
using System.Text.Json;

namespace Supervision.Gateway.Tests.Access;

/// <summary>A service with a key, or with something that looks like one.</summary>
internal sealed class KeyHolder : IDisposable
{
    private static int _events;

    public KeyHolder(Uri server, params string[] keys)
    {
        Client = new HttpClient { BaseAddress = server };
        foreach (var key in keys)
            Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", key);
    }

    public HttpClient Client { get; }

    public static string Event(
        string source = "urn:test:a", string type = "supervision.application.submitted.v1", string? data = null) =>
        $$"""
        {"specversion":"1.0","source":"{{source}}","id":"of-key-{{Interlocked.Increment(ref _events)}}",
        "type":"{{type}}","subject":"kvk:99000041","time":"2026-01-05T09:00:00Z",
        "data":{{data ?? """{"applicationId":"a-1","purpose":"labour"}"""}}}
        """.ReplaceLineEndings("");

    public async Task<(int Status, JsonElement Body)> Get(string path)
    {
        using var answer = await Client.GetAsync(path);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public async Task<int> Status() => (await Get("/v1/me")).Status;

    public async Task<(int Status, string Body)> Send(string body, string type = "application/cloudevents+json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        content.Headers.ContentType!.CharSet = null;
        using var answer = await Client.PostAsync("/v1/events", content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => Client.Dispose();
}
