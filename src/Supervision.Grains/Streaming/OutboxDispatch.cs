using Microsoft.Extensions.Logging;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Streaming;

/// <summary>Carries out what referents asked for, once stored: opens escalations. Repeating changes nothing.</summary>
internal sealed partial class OutboxDispatch(
    IGrainFactory grains, IReferentStore store, int partition, ILogger logger)
{
    private const int PageMax = 500;

    /// <summary>Offers every waiting item; answers whether some have to wait longer.</summary>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        var waiting = false;
        foreach (var item in await store.Outbox(partition, PageMax, cancellation))
        {
            // Later facts, as in a history that is being loaded, may have taken away what the rule saw.
            if (await grains.Referent(item.Referent).View(cancellation) is not { } view
                || view.Risk.Level < EscalationTrigger.Of(item).AtLevel)
            {
                LogNoLongerSo(item.Referent, item.Position);
                await store.Done(item, cancellation);
                continue;
            }

            var receipt = await grains.Escalation(item.Referent).Open(item, cancellation);
            if (receipt.HeldBecause is not { } because)
            {
                await store.Done(item, cancellation);
                continue;
            }

            waiting = true;
            if (item.HeldBecause is null)
                LogHeld(item.Referent, because);
            if (item.HeldBecause != because)
                await store.Hold(item, because, cancellation);
        }

        return waiting;
    }

    [LoggerMessage(
        1108, LogLevel.Information, "What fired for {Referent} at {Position} no longer holds; nothing is opened.")]
    private partial void LogNoLongerSo(ReferentId referent, LogPosition position);

    [LoggerMessage(1103, LogLevel.Warning, "An escalation of {Referent} waits: {Because}.")]
    private partial void LogHeld(ReferentId referent, string because);
}
