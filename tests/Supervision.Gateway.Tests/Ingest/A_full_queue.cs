using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Ingest;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Ingest;

public sealed class A_full_queue : IAsyncLifetime
{
    private readonly HeldLog _log = new(new MemoryEventLog(Gateway.PartitionCount, TimeProvider.System));
    private readonly Gateway _gateway;

    public A_full_queue() => _gateway = new Gateway(services =>
    {
        services.AddSingleton<IEventLog>(_log);
        services.Configure<IngestOptions>(options =>
        {
            options.SinglesWaitingMax = 1;
            options.PiecesWaitingMax = 1;
            options.BatchPatience = TimeSpan.FromMilliseconds(100);
        });
    });

    public Task InitializeAsync() => _gateway.InitializeAsync();

    public async Task DisposeAsync()
    {
        _log.LetGo();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Turns_a_single_event_away_and_says_when_to_come_again()
    {
        var first = Send("a");
        await _log.Holds;

        // The first waits for a commit that does not come; there is room for no second.
        using var second = await Send("b");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
        Assert.True(second.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        _log.LetGo();
        using var accepted = await first;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var again = await Send("b");
        Assert.True(again.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Turns_a_batch_away_when_its_turn_does_not_come()
    {
        var first = Send("d", isBatch: true);
        await _log.Holds;

        using var second = await Send("e", isBatch: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.True(second.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        _log.LetGo();
        using var accepted = await first;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    private Task<HttpResponseMessage> Send(string id, bool isBatch = false)
    {
        var json =
            $$$"""
            {"specversion":"1.0","type":"supervision.stay.started.v1","source":"urn:example:permits","id":"{{{id}}}",
             "subject":"kvk:99000017","time":"2026-03-02T09:30:00Z","data":{"stayId":"s-1","on":"2026-03-02"}}
            """;
        var content = new StringContent(
            isBatch ? $"[{json}]" : json, Encoding.UTF8,
            isBatch ? "application/cloudevents-batch+json" : "application/cloudevents+json");
        return _gateway.Client.PostAsync("/v1/events", content);
    }

    /// <summary>A log whose appends wait until they are let go.</summary>
    private sealed class HeldLog(IEventLog inner) : LogAround(inner)
    {
        private readonly TaskCompletionSource _holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Holds => _holds.Task;

        public void LetGo() => _go.TrySetResult();

        public override async Task<ImmutableArray<AppendOutcome>> Append(
            IReadOnlyList<NewEvent> events, CancellationToken cancellation)
        {
            _holds.TrySetResult();
            await _go.Task;
            return await base.Append(events, cancellation);
        }
    }
}
