using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Api;

/// <summary>The whole server in this process, on SQLite and a port of its own, with the example model.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private WebApplication _application = null!;
    private int _events;

    public HttpClient Client { get; private set; } = null!;

    internal WebApplication Application => _application;

    public string Folder => _folder;

    public async Task InitializeAsync()
    {
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(_folder), "http://127.0.0.1:0", "example", Clock: null,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                // All tests are one caller here, and one of them asks ten thousand times as fast as it can.
                ["Supervision:Limits:RequestsPerSecond"] = "100000",
                ["Supervision:Limits:HeavyPerMinute"] = "10000",
                // Chance is for the tests that ask for it.
                ["Supervision:SecondReadingShare"] = "0",
            }));
        await _application.StartAsync();
        Client = new HttpClient { BaseAddress = ServerRun.Address(_application), Timeout = TimeSpan.FromMinutes(1) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".key");
        File.Delete(_folder + ".signing.pem");
        File.Delete(_folder + ".vault.key");
    }

    /// <summary>Sends one event and gives its id and the position it got.</summary>
    public async Task<(string Id, string Position)> Send(string subject, string type, string data, string? time = null)
    {
        var id = $"event-{Interlocked.Increment(ref _events)}";
        var json =
            $$"""
            {"specversion":"1.0","source":"urn:test","id":"{{id}}","type":"supervision.{{type}}.v1",
             "subject":"{{subject}}","time":"{{time ?? "2026-01-05T09:00:00Z"}}","data":{{data}}}
            """;
        using var content = new StringContent(json, Encoding.UTF8, "application/cloudevents+json");
        using var answer = await Client.PostAsync("/v1/events", content);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, receipt.ToString());
        return (id, receipt.GetProperty("position").GetString()!);
    }

    /// <summary>Another test may have planned second readings; who closes what it judged wants none.</summary>
    public async Task ReadNobodyAgain() =>
        Assert.Equal(200, (await Post("/v1/second-readings", """{"share":0}""", "team-lead")).Status);

    public async Task Register(string subject, string sector = "J", string name = "Proef B.V.") =>
        await Send(
            subject, "referent.registered",
            $$"""
            {"legalForm":"private-limited-company","sector":"{{sector}}","sizeBand":"10-49",
             "foundedOn":"2014-05-01","displayName":"{{name}}"}
            """);

    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Client.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>Asks again until the answer is as wanted: lists are a moment behind the log.</summary>
    public async Task<JsonElement> GetUntil(string path, Func<JsonElement, bool> isAsWanted)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var answer = await Get(path);
            if (isAsWanted(answer))
                return answer;

            Assert.True(DateTime.UtcNow < until, $"{path} stayed {answer}");
            await Task.Delay(50);
        }
    }

    /// <summary>Sends a command as a person.</summary>
    public async Task<(int Status, JsonElement Body)> Post(
        string path, string? json, string? officer = "escalation-officer")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (officer is not null)
            request.Headers.Add("X-Demo-User", officer);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}

/// <summary>Tests that share one running server; each uses referents of its own.</summary>
[CollectionDefinition(nameof(RunningServer))]
public sealed class RunningServerCollection : ICollectionFixture<RunningServer>;
