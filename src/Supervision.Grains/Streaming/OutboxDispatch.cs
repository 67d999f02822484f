using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Grains.Observation;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Streaming;

/// <summary>Carries out what referents asked for, once stored: opens escalations. Repeating changes nothing.</summary>
internal sealed partial class OutboxDispatch(
    IGrainFactory grains,
    IReferentStore store,
    int partition,
    GrainInstruments instruments,
    TimeProvider time,
    ILogger logger)
{
    private const int PageMax = 500;

    /// <summary>Pages offered in a run; the next goes on after them, so that held items starve no later one.</summary>
    private const int PagesMax = 8;

    private const string NoModel = "no-model-in-use: the model whose rule fired is not in use, and no other is";

    private long _after;
    private bool _waiting;

    /// <summary>
    /// Offers waiting items, those that came after the last run's first; answers whether some have to wait longer, or
    /// were not offered yet.
    /// </summary>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        for (var pages = 0; pages < PagesMax; pages++)
        {
            if (_after == 0)
                _waiting = false;

            var page = await store.Outbox(partition, _after, PageMax, cancellation);
            _waiting |= await Offer(page, cancellation);
            if (page.Length < PageMax)
            {
                _after = 0;
                return _waiting;
            }

            _after = page[^1].Number;
        }

        return true;
    }

    /// <summary>Deletes what was done before a moment, page by page up to the bound of a run.</summary>
    public async Task Forget(DateTimeOffset doneBefore, CancellationToken cancellation)
    {
        for (var pages = 0; pages < PagesMax; pages++)
        {
            if (await store.ForgetDone(partition, doneBefore, PageMax, cancellation) < PageMax)
                return;
        }
    }

    private async Task<bool> Offer(ImmutableArray<OutboxItem> page, CancellationToken cancellation)
    {
        var waiting = false;
        foreach (var item in page)
        {
            // Later facts, as in a history that is being loaded, may have taken away what the rule saw.
            var view = await grains.Referent(item.Referent).View(cancellation);
            var hasNoModel = view is { Risk: { Level: RiskLevel.None, ModelHash: null } };
            if (view is null || (view.Risk.Level < EscalationTrigger.Of(item).AtLevel && !hasNoModel))
            {
                LogNoLongerSo(item.Referent, item.Position);
                await store.Done(item, time.GetUtcNow(), cancellation);
                continue;
            }

            // What a stopped model asked for is not used; when a model is in use again, it is looked at again.
            var because = hasNoModel
                ? NoModel
                : (await grains.Escalation(item.Referent).Open(item, cancellation)).HeldBecause;
            if (because is null)
            {
                await store.Done(item, time.GetUtcNow(), cancellation);
                continue;
            }

            waiting = true;
            if (item.HeldBecause is null)
            {
                instruments.Held();
                LogHeld(item.Referent, because);
            }

            if (item.HeldBecause != because)
                await store.Hold(item, because, cancellation);
        }

        return waiting;
    }

    [LoggerMessage(
        1108, LogLevel.Information, "What fired for {Referent} at {Position} no longer holds; nothing is opened.")]
    private partial void LogNoLongerSo(ReferentId referent, LogPosition position);

    [LoggerMessage(1103, LogLevel.Information, "An escalation of {Referent} waits: {Because}.")]
    private partial void LogHeld(ReferentId referent, string because);
}
