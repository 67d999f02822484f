using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>What there is to tell: changes of level that are stored, and facts about cases on the log.</summary>
internal sealed partial class WebhookFeed(
    IReferentViews views, IEventLog log, IEscalationLog escalations, ILogger<WebhookFeed> logger)
{
    public const int ChangesMax = 100;

    private const int FactsMax = 200;

    /// <summary>Where everything ends at this moment.</summary>
    public async Task<WebhookCursor> End(CancellationToken cancellation)
    {
        var heads = await log.Heads(cancellation);
        return new WebhookCursor(
            await views.LastChange(cancellation),
            [.. heads.OrderBy(head => head.Partition).Select(head => head.Offset)]);
    }

    /// <summary>What comes after a cursor for a subscriber, and the cursor after that; the same at the end.</summary>
    /// <remarks>
    /// A change of level may open a case. So cases are looked for first and told last: whatever a case came of is told
    /// before it.
    /// </remarks>
    public async Task<(ImmutableArray<PendingDelivery> Deliveries, WebhookCursor Cursor)> After(
        WebhookCursor cursor, Webhook webhook, CancellationToken cancellation)
    {
        var wantsFacts = webhook.Matters.Any(matter => matter != WebhookMatter.LevelChanged);
        var facts = wantsFacts
            ? await escalations.After(cursor.Offsets, Math.Max(1, FactsMax / log.PartitionCount), cancellation)
            : [];
        var changes = webhook.Matters.Contains(WebhookMatter.LevelChanged)
            ? await views.Changes(cursor.Change, null, ChangesMax, cancellation)
            : [];
        var deliveries = ImmutableArray.CreateBuilder<PendingDelivery>();
        deliveries.AddRange(changes.Select(Of));
        if (!changes.IsEmpty)
            cursor = cursor with { Change = changes[^1].Sequence };
        if (changes.Length == ChangesMax || facts.IsEmpty)
            return (deliveries.ToImmutable(), cursor);

        var offsets = cursor.Offsets.ToBuilder();
        foreach (var logged in facts)
        {
            offsets[logged.Position.Partition] = logged.Position.Offset;
            if (Of(logged, webhook) is { } delivery)
                deliveries.Add(delivery);
        }

        return (deliveries.ToImmutable(), cursor with { Offsets = offsets.ToImmutable() });
    }

    /// <summary>What a message says, read where it is stored; null when it was erased, or cannot be read.</summary>
    public async Task<byte[]?> Message(PendingDelivery delivery, CancellationToken cancellation)
    {
        if (delivery.Matter is null)
            return WebhookMessages.Ping(delivery);

        var referent = ReferentId.Parse(delivery.Lane);
        if (delivery.Matter == WebhookMatter.LevelChanged)
        {
            var found = await views.Changes(delivery.Sequence - 1, referent, 1, cancellation);
            return found is [{ } change] && change.Sequence == delivery.Sequence
                ? WebhookMessages.Of(delivery, change)
                : null;
        }

        var (partition, offset) = (delivery.Position.Partition, delivery.Position.Offset);
        return await log.ReadPartition(partition, offset - 1, 1, cancellation) is [{ Data.IsEmpty: false } logged]
            ? Written(delivery, referent, logged)
            : null;
    }

    private byte[]? Written(PendingDelivery delivery, ReferentId referent, LoggedEvent logged)
    {
        try
        {
            return WebhookMessages.Of(delivery, referent, logged);
        }
        catch (FormatException)
        {
            // One fact that cannot be read must not stop all that is to be told after it.
            LogUnreadable(logged.Position);
            return null;
        }
    }

    private static PendingDelivery Of(RiskChange change) => PendingDelivery.Of(
        FormattableString.Invariant($"level-{change.Sequence}-{change.Position}"), WebhookMatter.LevelChanged,
        change.Referent.ToString(), change.Position, change.Sequence, change.At);

    private static PendingDelivery? Of(LoggedEvent logged, Webhook webhook) =>
        CaseTelling.MatterOf(logged.Type) is { } matter && webhook.Matters.Contains(matter)
            && EscalationId.TryParseSubject(logged.Subject, out var referent)
            ? PendingDelivery.Of(
                $"case-{logged.Position}", matter, referent.ToString(), logged.Position, 0, logged.RecordedAt)
            : null;

    [LoggerMessage(2703, LogLevel.Error, "The fact about an escalation at {Position} cannot be read, and is not told.")]
    private partial void LogUnreadable(LogPosition position);
}
