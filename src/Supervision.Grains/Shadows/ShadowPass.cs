using System.Diagnostics;
using Supervision.Contracts.Streaming;
using Supervision.Features;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Shadows;

/// <summary>
/// Goes through the referents of a partition, a page a step, and judges from snapshots whoever no shadow has judged yet
/// and whoever time alone may have changed. Live grains are neither woken nor asked.
/// </summary>
internal sealed class ShadowPass(
    int partition, PartitionShadows shadows, IGrainFactory grains, IReferentStore store, IEventLog log,
    TimeProvider time)
{
    private const int PageMax = 500;

    private ReferentId? _after;
    private bool _hasSkipped;
    private long _begunAt;
    private long? _storedFrom;
    private DateOnly? _doneOn;

    /// <summary>Whether everybody was judged, on this day.</summary>
    public bool IsDoneOn(DateOnly day) => _doneOn == day;

    /// <summary>Something new is to be compared.</summary>
    public void Begin()
    {
        (_after, _hasSkipped, _doneOn, _storedFrom) = (null, false, null, null);
        _begunAt = time.GetTimestamp();
    }

    /// <summary>One page; whether there is more that can be done at once.</summary>
    public async Task<bool> Step(RiskModelInUse used, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_doneOn == today || !await IsStored(cancellation))
            return false;

        var page = await store.Known(partition, _after, PageMax, cancellation);
        var stale = shadows.Stale(page, today.DayNumber);
        foreach (var (referent, snapshot) in await store.LoadAll(stale, cancellation))
            await Judge(referent, snapshot, used, now, cancellation);

        if (page.Length == PageMax)
        {
            _after = page[^1];
            return true;
        }

        // Of whoever more was known than is stored, the rest is stored soon.
        _doneOn = _hasSkipped ? null : today;
        (_after, _hasSkipped) = (null, false);
        return false;
    }

    /// <summary>
    /// Whether snapshots hold everything that was judged without the shadow. What came later is judged by the shadow
    /// too, as soon as no process can hold on to what was before.
    /// </summary>
    private async Task<bool> IsStored(CancellationToken cancellation)
    {
        if (_storedFrom == 0)
            return true;
        if (time.GetElapsedTime(_begunAt) < Leases.OutlastsEvery)
            return false;

        var view = await grains.Partition(partition).Status(cancellation);
        _storedFrom ??= view.Delivered;
        if (view.Checkpoint < _storedFrom)
            return false;

        _storedFrom = 0;
        return true;
    }

    private async Task Judge(
        ReferentId referent, ReferentSnapshot snapshot, RiskModelInUse used, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (_, fold) = ReferentMemory.Read(referent, snapshot);
        if (fold is null)
        {
            // Of another version, so that its grain will fold it again too.
            fold = new ReferentFold(referent);
            await fold.CatchUp(log, null, (_, _) => { }, cancellation);
        }

        if (!fold.HasFacts)
            return;

        var asOf = now > fold.LatestEventTime ? now : fold.LatestEventTime;
        var began = Stopwatch.GetTimestamp();
        var state = Scoring.Assess(fold, used.Model, asOf);
        if (!shadows.Judge(fold, used, state, asOf, isNew: false, began))
            _hasSkipped = true;
    }
}
