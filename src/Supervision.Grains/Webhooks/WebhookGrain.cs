using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Webhooks;
using Supervision.Grains.Escalations;
using Supervision.Grains.Observation;
using Supervision.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>
/// Tells one subscriber, a slice at a time: a call from elsewhere waits for a slice at most, and never for an answer of
/// the subscriber. Messages under way go on between slices.
/// </summary>
[GrainType("webhook")]
internal sealed partial class WebhookGrain(
    [PersistentState("webhook", EscalationMemory.Storage)] IPersistentState<WebhookMemory> memory,
    WebhookFeed feed,
    IWebhookSender sender,
    WebhookBoard board,
    GrainInstruments instruments,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookGrain> logger) : Grain, IWebhookGrain, IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, Task<WebhookAnswer?>> _underWay = new(StringComparer.Ordinal);
    private IGrainTimer? _timer;
    private bool _isChanged;
    private bool _isWithin;

    // Not stored: after a restart the next answer asks for it once more.
    private DateTimeOffset _quietUntil;

    private string Id => this.GetPrimaryKeyString();

    private WebhookMemory Memory => memory.State;

    private WebhookOptions Options => options.Value;

    public async Task Begin(CancellationToken cancellation)
    {
        if (Memory.Cursor is null)
        {
            Memory.Cursor = await feed.End(cancellation);
            await Store(cancellation);
        }
    }

    public Task Wake(CancellationToken cancellation)
    {
        Go(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task<WebhookStanding> Standing(CancellationToken cancellation) => Task.FromResult(new WebhookStanding(
        Memory.Queue.Waiting.Length, Memory.Queue.Dead.Length, OldestAt(), Memory.LastDelivered, Memory.LastFailed));

    public async Task<bool> Ping(string eventId, CancellationToken cancellation)
    {
        if (Memory.Queue.Waiting.Any(waiting => waiting.EventId == eventId))
            return true; // A retry.
        if (Memory.Queue.HasPing || Memory.Queue.Waiting.Length >= Options.WaitingMax)
            return false;

        Memory.Queue = Memory.Queue.Add([PendingDelivery.Ping(eventId, time.GetUtcNow())]);
        await Store(cancellation);
        Go(TimeSpan.Zero);
        return true;
    }

    public Task<ImmutableArray<DeadDelivery>> DeadLetters(CancellationToken cancellation) =>
        Task.FromResult(Memory.Queue.Dead);

    public async Task<int> Resend(ImmutableArray<string> eventIds, CancellationToken cancellation)
    {
        var before = Memory.Queue.Dead.Length;
        Memory.Queue = Memory.Queue.Resend(eventIds, Options.WaitingMax);
        _quietUntil = default; // Whoever sends again has seen that the receiver is well.
        await Store(cancellation);
        Go(TimeSpan.Zero);
        return before - Memory.Queue.Dead.Length;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        board.Leave(Id);
        await _stopping.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private void Go(TimeSpan due)
    {
        if (_timer is null)
            _timer = this.RegisterGrainTimer(
                Step, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private async Task Step(CancellationToken cancellation)
    {
        try
        {
            if (await GrainFactory.Webhooks().Find(Id, cancellation) is not { } webhook)
                await Vanish(cancellation);
            else
                _timer!.Change(await Work(webhook, cancellation), Timeout.InfiniteTimeSpan);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A store that is away for a moment: from what is in memory, or is stored, after a pause.
            LogFailed(Id, failure);
            _timer!.Change(Options.LookPeriod, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One slice; how long until the next.</summary>
    private async Task<TimeSpan> Work(Webhook webhook, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        Forget();
        var mayHaveMore = webhook.DisabledAt is null;
        while (true)
        {
            Settle();
            mayHaveMore = mayHaveMore && await Fill(webhook, cancellation);
            if (webhook.DisabledAt is null)
                Send(webhook);

            var left = Slice - time.GetElapsedTime(started);
            if (_underWay.Count == 0 || left <= TimeSpan.Zero)
                break;
            await Task.WhenAny([.. _underWay.Values, Task.Delay(left, time, cancellation)]);
        }

        Settle();
        if (_isChanged)
            await Store(cancellation);
        board.Stands(Id, Memory.Queue.Dead.Length, OldestAt());
        return _underWay.Count > 0 || mayHaveMore ? TimeSpan.FromMilliseconds(1) : Options.LookPeriod;
    }

    /// <summary>Reads what there is to tell while there is room; false when there is no more, or no room.</summary>
    private async Task<bool> Fill(Webhook webhook, CancellationToken cancellation)
    {
        if (Memory.Queue.Waiting.Length >= Options.WaitingMax)
            return false;

        if (!_isWithin)
        {
            var end = await feed.End(cancellation);
            Memory.Cursor = Memory.Cursor?.NotBeyond(end) ?? end;
            _isWithin = true;
        }

        var (deliveries, cursor) = await feed.After(Memory.Cursor!, webhook, cancellation);
        _isChanged |= cursor != Memory.Cursor;
        Memory.Queue = Memory.Queue.Add(deliveries);
        var more = cursor != Memory.Cursor;
        Memory.Cursor = cursor;
        return more;
    }

    private void Send(Webhook webhook)
    {
        var room = Options.AtOnce - _underWay.Count;
        foreach (var delivery in Memory.Queue.Due(time.GetUtcNow(), _underWay.Keys.ToHashSet(), room, _quietUntil))
            _underWay.Add(delivery.EventId, Send(webhook, delivery));
    }

    /// <summary>Null when it was not tried, because what it says could not be read at this moment.</summary>
    private async Task<WebhookAnswer?> Send(Webhook webhook, PendingDelivery delivery)
    {
        var stopping = _stopping.Token;
        try
        {
            return await feed.Message(delivery, stopping) is { } body
                ? await sender.Send(WebhookPost.Of(webhook, delivery.EventId, body, time.GetUtcNow()), stopping)
                : WebhookAnswer.Erased;
        }
        catch (StoreUnavailableException failure)
        {
            LogFailed(Id, failure);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is, it is of this one message: it uses up its tries, and the others go on.
            LogFailed(Id, failure);
            return WebhookAnswer.NotSent("internal-error");
        }
    }

    private void Settle()
    {
        foreach (var (eventId, task) in _underWay.Where(sent => sent.Value.IsCompleted).ToArray())
        {
            _underWay.Remove(eventId);
            if (task.IsCanceled)
                continue; // It is being stopped; the next activation sends it.

            _isChanged = true;
            Settle(eventId, task.GetAwaiter().GetResult());
        }
    }

    private void Settle(string eventId, WebhookAnswer? answer)
    {
        var now = time.GetUtcNow();
        if (answer is null)
        {
            Memory.Queue = Memory.Queue.Postpone(eventId, now + Options.DelayMin);
        }
        else if (answer.IsDelivered)
        {
            Memory.Queue = Memory.Queue.Done(eventId);
            if (answer == WebhookAnswer.Erased)
            {
                instruments.Told("erased");
                return;
            }

            _quietUntil = default;
            Memory.LastDelivered = new WebhookTry(eventId, now, answer.Code);
            instruments.Told("delivered");
        }
        else
        {
            var dead = Memory.Queue.Dead.Length;
            Memory.Queue = Memory.Queue.Failed(eventId, answer, now, Options.Retry, Options.DeadMax);
            if (answer.Quiet > TimeSpan.Zero)
                _quietUntil = now + Options.Retry.Granted(answer.Quiet);
            Memory.LastFailed = new WebhookTry(eventId, now, answer.Code);
            instruments.Told("failed");
            if (Memory.Queue.Dead.Length > dead)
            {
                instruments.Told("dead");
                LogGivenUp(Id, eventId, answer.Code);
            }
        }
    }

    private void Forget()
    {
        var kept = Memory.Queue.Forget(time.GetUtcNow() - Options.DeadKeptFor);
        _isChanged |= kept != Memory.Queue;
        Memory.Queue = kept;
    }

    private DateTimeOffset? OldestAt() =>
        Memory.Queue.Waiting.IsEmpty ? null : Memory.Queue.Waiting.Min(waiting => waiting.At);

    /// <summary>The subscriber was removed: nothing of it stays.</summary>
    private async Task Vanish(CancellationToken cancellation)
    {
        if (memory.RecordExists)
            await memory.ClearStateAsync(cancellation);
        _timer?.Dispose();
        _timer = null;
        DeactivateOnIdle();
    }

    private async Task Store(CancellationToken cancellation)
    {
        try
        {
            await memory.WriteStateAsync(cancellation);
            _isChanged = false;
        }
        catch
        {
            // Whether it was stored is unknown: the next activation reads what is, and sends the rest again.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(2701, LogLevel.Warning, "The webhook {Webhook} could not go on; it is tried again.")]
    private partial void LogFailed(string webhook, Exception failure);

    [LoggerMessage(
        2704, LogLevel.Warning, "The webhook {Webhook} gave up {EventId} after its last try: {Answer}.")]
    private partial void LogGivenUp(string webhook, string eventId, string answer);
}
