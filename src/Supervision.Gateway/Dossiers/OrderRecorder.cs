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
    public async Task<RecordedOrder> Record(
        HttpContext context, ReferentId referent, DossierOrderKind kind, string ground, string? orderId = null)
    {
        var actor = context.Actor();
        var order = new DossierOrder(kind, actor.Id, actor.Roles, ground, orderId);
        return new RecordedOrder(referent, order, await Commit(referent, order));
    }

    /// <summary>The order was refused: whoever reads the list must not take it for carried out.</summary>
    public Task RecordNotDone(RecordedOrder recorded, string code) => Commit(
        recorded.Referent, recorded.Order with { NotDone = code, Of = recorded.Position.ToString() });

    private async Task<LogPosition> Commit(ReferentId referent, DossierOrder order)
    {
        var now = time.GetUtcNow();
        var outcome = await writer.Commit(
            order.ToEvent(referent, Guid.CreateVersion7(now), now, log.PartitionCount));
        return outcome is { Status: AppendStatus.Accepted }
            ? outcome.Value.Position
            : throw new StoreUnavailableException("An order cannot be recorded at this moment.");
    }
}

/// <summary>An order that is on the log.</summary>
internal sealed record RecordedOrder(ReferentId Referent, DossierOrder Order, LogPosition Position);
