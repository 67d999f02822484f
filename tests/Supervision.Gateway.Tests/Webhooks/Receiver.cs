using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Webhooks;

/// <summary>A subscriber: a server of its own that keeps what it gets and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly WebApplication _application;
    private ImmutableArray<Received> _all = [];
    private TaskCompletionSource _more = New();

    private Receiver(WebApplication application) => _application = application;

    /// <summary>What is answered; 204 when a test says nothing.</summary>
    public Func<Received, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    /// <summary>Where the answer leads, when it is one that leads somewhere.</summary>
    public string? Location { get; set; }

    /// <summary>What comes with the status; nothing when a test says nothing.</summary>
    public Func<HttpResponse, Task> More { get; set; } = _ => Task.CompletedTask;

    public Uri Address => ServerRun.Address(_application);

    /// <summary>What came in, in the order in which it was answered.</summary>
    public ImmutableArray<Received> All
    {
        get
        {
            lock (_gate)
                return _all;
        }
    }

    public static async Task<Receiver> Start(string host = WebhookServer.ReceiverHost, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:{port}");
        var application = builder.Build();
        var receiver = new Receiver(application);
        application.Run(receiver.Take);
        await application.StartAsync();
        return receiver;
    }

    /// <summary>Waits until something is so of all that came in.</summary>
    public async Task<ImmutableArray<Received>> Until(Func<ImmutableArray<Received>, bool> isSo)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (isSo(_all))
                    return _all;
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                Assert.Fail("Nothing more came in after: " + string.Join('\n', All.Select(one => one.ToString())));
            }
        }
    }

    /// <summary>Waits for so many messages that were taken.</summary>
    public Task<ImmutableArray<Received>> UntilTaken(int count) =>
        Until(all => all.Count(one => one.Status == 204) >= count);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(
            context.Request.Path, context.Request.ContentType ?? "", Header(context, "webhook-id"),
            Header(context, "webhook-timestamp"), Header(context, "webhook-signature"), body.ToArray(), 0);
        received = received with { Status = await Answer(received) };
        context.Response.StatusCode = received.Status;
        if (Location is not null)
            context.Response.Headers.Location = Location;
        lock (_gate)
        {
            _all = _all.Add(received);
            _more.TrySetResult();
            _more = New();
        }

        await More(context.Response);
    }

    private static string Header(HttpContext context, string name) => context.Request.Headers[name].ToString();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A message as it came in, and what was answered.</summary>
internal sealed record Received(
    string Path, string ContentType, string Id, string Timestamp, string Signature, byte[] Body, int Status)
{
    public JsonElement Event => JsonElement.Parse(Body);

    public string Type => Event.GetProperty("type").GetString()!["supervision.webhook.".Length..^".v1".Length];

    public string? Subject => Event.TryGetProperty("subject", out var subject) ? subject.GetString() : null;

    public JsonElement Data => Event.GetProperty("data");

    /// <summary>Whether one of the signatures is by this secret, worked out as a receiver does.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
    }

    public override string ToString() => $"{Status} {Id} {Encoding.UTF8.GetString(Body)}";
}
