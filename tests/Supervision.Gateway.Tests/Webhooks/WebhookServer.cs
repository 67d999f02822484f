using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Tests.Observation;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>
/// The whole server in this process, with a model that one event trips. Of this machine one address is allowed to
/// receive; that by which it is called itself is not.
/// </summary>
public sealed class WebhookServer : IAsyncLifetime
{
    public const string ReceiverHost = "127.0.0.2";

    /// <summary>Tries after which a message is given up here.</summary>
    public const int TriesMax = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;
    private WebApplication _application = null!;
    private int _referents;
    private int _events;

    public HttpClient Client { get; private set; } = null!;

    internal Measured Measured { get; private set; } = null!;

    public string Data => Path.Combine(_folder, "data");

    public IServiceProvider Services => _application.Services;

    /// <summary>What a server needs to tell a receiver of a test, quickly.</summary>
    public static Dictionary<string, string?> Configuration => new()
    {
        [DemoAccess.Key] = "true",
        ["Supervision:Webhooks:LookPeriod"] = "00:00:00.050",
        ["Supervision:Webhooks:DelayMin"] = "00:00:00.020",
        ["Supervision:Webhooks:DelayMax"] = "00:00:00.050",
        ["Supervision:Webhooks:TriesMax"] = $"{TriesMax}",
        ["Supervision:Webhooks:Sending:AllowHttp"] = "true",
        ["Supervision:Webhooks:Sending:AllowedNetworks:0"] = $"{ReceiverHost}/32",
    };

    public async Task InitializeAsync()
    {
        var model = Path.Combine(_folder, "model.json");
        await File.WriteAllTextAsync(model, ObservedServer.Model);
        _application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(Data), "http://127.0.0.1:0", model, Clock: null, Configuration: Configuration));
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

    /// <summary>A referent that no other test has.</summary>
    public string NewReferent() => $"kvk:9950{Interlocked.Increment(ref _referents):00000}";

    /// <summary>What brings a referent to the highest level, and opens a case.</summary>
    public Task Raise(string referent) =>
        Send(referent, "information.requested", """{"requestId":"r-1","dueOn":"2026-01-10"}""");

    /// <summary>What brings it down again.</summary>
    public Task Lower(string referent) =>
        Send(referent, "information.received", """{"requestId":"r-1","complete":true}""");

    public async Task Send(string referent, string type, string data)
    {
        var text = ObservedServer.Event(referent, $"webhook-{Interlocked.Increment(ref _events)}", type, data);
        using var content = new StringContent(text, Encoding.UTF8, "application/cloudevents+json");
        using var answer = await Client.PostAsync("/v1/events", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, JsonElement Body)> Post(
        string path, object? body = null, string by = "administrator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Demo-User", by);
        if (body is not null)
            request.Content = body is string json
                ? new StringContent(json, Encoding.UTF8, "application/json")
                : JsonContent.Create(body);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public async Task<JsonElement> Get(string path, string by = "administrator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", by);
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    /// <summary>A webhook to this address, with its secret.</summary>
    internal async Task<Subscription> Subscribe(Uri address, params string[] events)
    {
        var (status, body) = await Post(
            "/v1/webhooks", new { name = "Test", url = address, events, purpose = "supervision" });
        Assert.True(status == 201, body.ToString());
        return new Subscription(this, body.GetProperty("id").GetString()!, body.GetProperty("secret").GetString()!);
    }
}

/// <summary>A webhook of a test; ends with it.</summary>
internal sealed record Subscription(WebhookServer Server, string Id, string Secret) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Path => $"/v1/webhooks/{Id}";

    /// <summary>As the list shows it.</summary>
    public async Task<JsonElement> Item() => (await Server.Get("/v1/webhooks")).GetProperty("items").EnumerateArray()
        .Single(item => item.GetProperty("id").GetString() == Id);

    /// <summary>Asks again until it is as wanted: what is sent comes a moment after the answer.</summary>
    public async Task<JsonElement> Until(Func<JsonElement, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var item = await Item();
            if (isSo(item))
                return item;

            Assert.False(patience.IsCancellationRequested, $"It stayed {item}");
            await Task.Delay(20);
        }
    }

    /// <summary>Sends a trial; the item once it was answered, or not.</summary>
    public async Task<JsonElement> Ping()
    {
        var (status, body) = await Server.Post(Path + "/ping");
        Assert.True(status == 202, body.ToString());
        var eventId = body.GetProperty("eventId").GetString();
        return await Until(item => Of(item, "lastDelivered") == eventId || Of(item, "lastFailed") == eventId);
    }

    public async ValueTask DisposeAsync() => await Server.Post(Path + "/remove");

    private static string? Of(JsonElement item, string member) =>
        item.GetProperty(member) is { ValueKind: JsonValueKind.Object } sent
            ? sent.GetProperty("eventId").GetString()
            : null;
}
