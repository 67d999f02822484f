using Microsoft.AspNetCore.Http;
using Supervision.Dossiers;
using Supervision.Gateway.Access;
using Supervision.Gateway.Ingest;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Dossiers;

/// <summary>Puts who orders what of a dossier on the log, before it is done.</summary>
internal sealed class OrderRecorder(IngestWriter writer, IEventLog log, TimeProvider time)
{
    /// <summary>Ends when the record is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, so nothing may be done.</exception>
    public async Task Record(
        HttpContext context, ReferentId referent, DossierOrderKind kind, string ground, string? orderId = null)
    {
        var (actor, now) = (context.Actor(), time.GetUtcNow());
        var order = new DossierOrder(kind, actor.Id, actor.Roles, ground, orderId);
        var outcome = await writer.Commit(
            order.ToEvent(referent, Guid.CreateVersion7(now), now, log.PartitionCount));
        if (outcome is not { Status: AppendStatus.Accepted })
            throw new StoreUnavailableException("An order cannot be recorded at this moment.");
    }
}
