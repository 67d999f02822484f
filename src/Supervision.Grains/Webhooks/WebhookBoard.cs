using System.Collections.Concurrent;

namespace Supervision.Grains.Webhooks;

/// <summary>How the subscribers that are told from this silo keep up; which one it is, their list says.</summary>
internal sealed class WebhookBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (int Dead, DateTimeOffset? OldestAt)> _standings = [];

    /// <summary>Messages that were given up and not sent again.</summary>
    public int Dead => _standings.Values.Sum(standing => standing.Dead);

    /// <param name="oldestAt">When the oldest message that waits was stored; null when none waits.</param>
    public void Stands(string webhook, int dead, DateTimeOffset? oldestAt) => _standings[webhook] = (dead, oldestAt);

    /// <summary>It is told from elsewhere, or no more.</summary>
    public void Leave(string webhook) => _standings.TryRemove(webhook, out _);

    /// <summary>How many seconds the oldest message of all waits.</summary>
    public double Lag() => _standings.Values
        .Select(standing => standing.OldestAt is { } at ? (time.GetUtcNow() - at).TotalSeconds : 0)
        .Append(0).Max();
}
