using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Observation;

/// <summary>The whole server in this process, with a model that is easy to trip and its meter listened to.</summary>
public sealed class ObservedServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private WebApplication _application = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Folder => Path.Combine(_folder, "data");

    internal Measured Measured { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var model = Path.Combine(_folder, "model.json");
        await File.WriteAllTextAsync(model, Model);
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Folder), "http://127.0.0.1:0", model, Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                ["Supervision:SecondReadingShare"] = "0",
            }));
        Measured = new Measured(_application.Services.GetRequiredService<IMeterFactory>());
        await _application.StartAsync();
        Client = new HttpClient { BaseAddress = ServerRun.Address(_application), Timeout = TimeSpan.FromMinutes(1) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        Measured.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends one event; the answer whatever it is.</summary>
    public async Task<int> Send(string subject, string id, string type, string data)
    {
        using var content = new StringContent(
            Event(subject, id, type, data), Encoding.UTF8, "application/cloudevents+json");
        using var answer = await Client.PostAsync("/v1/events", content);
        return (int)answer.StatusCode;
    }

    /// <summary>Sends events as one stream.</summary>
    public async Task SendAll(IEnumerable<string> events)
    {
        using var content = new StringContent(string.Join('\n', events), Encoding.UTF8, "application/x-ndjson");
        using var answer = await Client.PostAsync("/v1/events", content);
        Assert.Equal(202, (int)answer.StatusCode);
        Assert.Contains("summary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public async Task<JsonElement> Command(string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until something is so; what the grains do comes a moment after the answer.</summary>
    public static async Task Until(string what, Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited for {what}.");
            await Task.Delay(50);
        }
    }

    public static string Event(string subject, string id, string type, string data) =>
        $$"""
        {"specversion":"1.0","source":"urn:test","id":"{{id}}","type":"supervision.{{type}}.v1","subject":"{{subject}}",
        "time":"2026-01-05T09:00:00Z","data":{{data}}}
        """.ReplaceLineEndings("");

    private const string Grounds =
        """
        { "aim": "a test", "legalGround": "none", "evidence": "none", "whyNoLighterMeans": "a test",
          "owner": "tests", "expiresOn": "2099-12-31" }
        """;

    internal const string Model =
        $$"""
        {
          "id": "test-model", "version": "1", "title": "For tests", "example": true, "owner": "tests", "base": 0,
          "indicators": [
            { "id": "overdue", "feature": "overdue-information-requests",
              "bins": [ { "to": 1, "points": 0 }, { "from": 1, "points": 60 } ],
              "missing": { "points": 0 }, "justification": {{Grounds}} }
          ],
          "levels": [ { "level": "low" }, { "level": "medium", "from": 20 }, { "level": "high", "from": 60 } ],
          "minimumEvidence": 0, "confidence": 95, "cooldownDays": 0,
          "escalation": { "rule": "one-overdue", "atLevel": "high" }
        }
        """;
}

/// <summary>Tests that share one observed server, one after the other.</summary>
[CollectionDefinition(nameof(ObservedServer))]
public sealed class ObservedServerCollection : ICollectionFixture<ObservedServer>;
