using Supervision.Log;

namespace Supervision.Webhooks;

/// <summary>
/// Something to tell, by where it is stored. What it says is read there when it is sent, so that what was erased
/// meanwhile is sent no more.
/// </summary>
/// <param name="EventId">The id of the message, made of where it is stored: the same however often it is sent.</param>
/// <param name="Matter">Null for a trial, which nobody subscribes to.</param>
/// <param name="Lane">The referent: what is of one lane goes out one after the other. Empty for a trial.</param>
/// <param name="Sequence">Of a change of level, among all changes; 0 otherwise.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Tries">How often it was sent in vain.</param>
/// <param name="NextAt">Not before this moment.</param>
/// <param name="Answer">What came of the last try; null before it.</param>
[GenerateSerializer, Immutable, Alias("pending-delivery")]
public sealed record PendingDelivery(
    [property: Id(0)] string EventId,
    [property: Id(1)] WebhookMatter? Matter,
    [property: Id(2)] string Lane,
    [property: Id(3)] LogPosition Position,
    [property: Id(4)] long Sequence,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] int Tries,
    [property: Id(7)] DateTimeOffset NextAt,
    [property: Id(8)] string? Answer)
{
    public static PendingDelivery Of(
        string eventId, WebhookMatter? matter, string lane, LogPosition position, long sequence, DateTimeOffset at) =>
        new(eventId, matter, lane, position, sequence, at, 0, DateTimeOffset.MinValue, null);

    /// <summary>A trial, tried once.</summary>
    public static PendingDelivery Ping(string eventId, DateTimeOffset at) => Of(eventId, null, "", default, 0, at);
}

/// <summary>Something that was given up.</summary>
[GenerateSerializer, Immutable, Alias("dead-delivery")]
public sealed record DeadDelivery([property: Id(0)] PendingDelivery Delivery, [property: Id(1)] DateTimeOffset At);
