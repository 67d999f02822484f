using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Webhooks;

namespace Supervision.Cluster.Tests.Webhooks;

/// <summary>A receiver that all silos reach, which can keep them waiting for its answer.</summary>
internal sealed class HeldReceiver : IWebhookSender
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private ImmutableArray<Arrived> _all = [];
    private Task _answers = Task.CompletedTask;

    /// <summary>What arrived, in the order in which it did.</summary>
    public ImmutableArray<Arrived> All
    {
        get
        {
            lock (_gate)
                return _all;
        }
    }

    /// <summary>How often a message of a referent came while another of it was not answered.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Nothing is answered until this ends.</summary>
    public void Hold(Task until) => Volatile.Write(ref _answers, until);

    public async Task<WebhookAnswer> Send(WebhookPost post, CancellationToken cancellation)
    {
        var message = JsonElement.Parse(post.Body);
        var referent = message.GetProperty("subject").GetString()!;
        lock (_gate)
        {
            _all = _all.Add(new Arrived(
                post.Id, referent, message.GetProperty("data").GetProperty("to").GetString()!));
            if (!_underWay.Add(referent))
                Overtaken++;
        }

        try
        {
            await Volatile.Read(ref _answers).WaitAsync(cancellation);
            return WebhookAnswer.OfStatus(204, null);
        }
        finally
        {
            lock (_gate)
                _underWay.Remove(referent);
        }
    }
}

/// <summary>One message.</summary>
internal sealed record Arrived(string Id, string Referent, string To);
