using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Ingest;
using Supervision.Log;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks;

/// <summary>Puts on the log who is told of what, before it is so.</summary>
internal sealed class WebhookRecorder(IngestWriter writer, IEventLog log, ReadRecorder reads, TimeProvider time)
{
    /// <summary>Ends when the record is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, so nothing may be changed.</exception>
    public async Task Record(WebhookChanged changed)
    {
        var now = time.GetUtcNow();
        var outcome = await writer.Commit(
            changed.ToEvent(Guid.CreateVersion7(now).ToString("N"), now, log.PartitionCount));
        if (outcome is not { Status: AppendStatus.Accepted })
            throw new StoreUnavailableException("A change of webhooks cannot be recorded at this moment.");
    }

    /// <summary>
    /// A subscriber is shown something of several dossiers from here on. Like a stream it is recorded once, when it
    /// begins.
    /// </summary>
    public Task RecordReading(Webhook webhook)
    {
        var now = time.GetUtcNow();
        var told = string.Join(", ", webhook.Matters.Select(ClosedList<WebhookMatter>.WordFor));
        return reads.Record(new ReadNote(Guid.CreateVersion7(now), now, new DossierRead(
            "tellWebhook", webhook.Actor, ActorKind.Service, [], webhook.Purpose, 200,
            Scope: $"webhook {webhook.Id}: {told}")));
    }
}
