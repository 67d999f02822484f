using System.Collections.Immutable;

namespace Supervision.Webhooks;

/// <summary>
/// What one subscriber is still to be told, in the order in which it happened. Of one referent only the first goes out;
/// what comes after it waits until that arrived or was given up. Other referents go on.
/// </summary>
/// <param name="Dead">What was given up, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("delivery-queue")]
public sealed record DeliveryQueue(
    [property: Id(0)] ImmutableArray<PendingDelivery> Waiting, [property: Id(1)] ImmutableArray<DeadDelivery> Dead)
{
    public static readonly DeliveryQueue Empty = new([], []);

    public bool HasPing => Waiting.Any(delivery => delivery.Matter is null);

    public DeliveryQueue Add(ImmutableArray<PendingDelivery> more) => this with { Waiting = Waiting.AddRange(more) };

    /// <summary>What may be sent at this moment.</summary>
    /// <param name="busy">Ids of messages that are under way.</param>
    /// <param name="room">How many more may be under way.</param>
    /// <param name="quietUntil">Until when the receiver asked to be left alone; a trial goes out all the same.</param>
    public ImmutableArray<PendingDelivery> Due(
        DateTimeOffset now, IReadOnlySet<string> busy, int room, DateTimeOffset quietUntil)
    {
        var lanes = new HashSet<string>(StringComparer.Ordinal);
        var due = ImmutableArray.CreateBuilder<PendingDelivery>();
        foreach (var delivery in Waiting)
        {
            if (due.Count >= room)
                break;
            if (lanes.Add(delivery.Lane) && delivery.NextAt <= now && !busy.Contains(delivery.EventId)
                && (delivery.Matter is null || quietUntil <= now))
                due.Add(delivery);
        }

        return due.ToImmutable();
    }

    /// <summary>It arrived, or there is nothing left to tell.</summary>
    public DeliveryQueue Done(string eventId) => this with
    {
        Waiting = Waiting.RemoveAll(delivery => delivery.EventId == eventId),
    };

    /// <summary>It was not tried, because what it says could not be read; its tries are not used up.</summary>
    public DeliveryQueue Postpone(string eventId, DateTimeOffset until) => Change(
        eventId, delivery => delivery with { NextAt = until });

    /// <summary>
    /// It did not arrive: it is tried again later, or given up. Nothing is given up while there is no room for what was
    /// given up before: then it goes on to be tried, and what comes after waits where it is stored.
    /// </summary>
    public DeliveryQueue Failed(
        string eventId, WebhookAnswer answer, DateTimeOffset now, WebhookRetry retry, int deadMax)
    {
        var index = IndexOf(eventId);
        if (index < 0)
            return this;

        var failed = Waiting[index] with { Tries = Waiting[index].Tries + 1, Answer = answer.Code };
        if (failed.Matter is null)
            return Done(eventId); // A trial is tried once.

        var next = retry.Next(failed.Tries, now, WebhookRetry.ChanceOf(eventId, failed.Tries), answer.Quiet);
        if (next is null && Dead.Length < deadMax)
            return new DeliveryQueue(Waiting.RemoveAt(index), Dead.Add(new DeadDelivery(failed, now)));

        return this with { Waiting = Waiting.SetItem(index, failed with { NextAt = next ?? now + retry.DelayMax }) };
    }

    /// <summary>Lets what was given up go out once more, after all that waits; its tries begin anew.</summary>
    /// <param name="eventIds">Which; none means all.</param>
    /// <param name="waitingMax">No more than fit.</param>
    public DeliveryQueue Resend(ImmutableArray<string> eventIds, int waitingMax)
    {
        var chosen = Dead
            .Where(dead => eventIds.IsEmpty || eventIds.Contains(dead.Delivery.EventId))
            .Take(Math.Max(0, waitingMax - Waiting.Length))
            .ToImmutableArray();
        return new DeliveryQueue(
            Waiting.AddRange(chosen.Select(dead => dead.Delivery with
            {
                Tries = 0,
                NextAt = DateTimeOffset.MinValue,
            })),
            Dead.RemoveRange(chosen));
    }

    /// <summary>Without what was given up before a moment.</summary>
    public DeliveryQueue Forget(DateTimeOffset before) =>
        Dead.IsEmpty || Dead[0].At >= before ? this : this with { Dead = Dead.RemoveAll(dead => dead.At < before) };

    private DeliveryQueue Change(string eventId, Func<PendingDelivery, PendingDelivery> change) =>
        IndexOf(eventId) is var index and >= 0
            ? this with { Waiting = Waiting.SetItem(index, change(Waiting[index])) }
            : this;

    private int IndexOf(string eventId)
    {
        for (var index = 0; index < Waiting.Length; index++)
        {
            if (Waiting[index].EventId == eventId)
                return index;
        }

        return -1;
    }
}
