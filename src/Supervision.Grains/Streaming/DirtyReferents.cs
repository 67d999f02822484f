using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Contracts.Referents;
using Supervision.Grains.Observation;
using Supervision.Referents;

namespace Supervision.Grains.Streaming;

/// <summary>The referents of a partition with something not yet stored, and how it gets stored: in slices.</summary>
/// <remarks>
/// A referent keeps what it has to tell until it is told that it is stored, so that nothing is lost when this
/// activation ends between the two. Storing takes the referents out and puts back those it did not come to, so that
/// what is brought meanwhile belongs to the next time; one storing at a time is the caller's to see to. The set knows
/// how far each was brought, because the activation that it was brought to may have ended with its silo: the next one
/// reads up to there before it tells.
/// </remarks>
internal sealed class DirtyReferents(
    IGrainFactory grains, IReferentStore store, SupervisionOptions options, GrainInstruments instruments)
{
    private Dictionary<ReferentId, long> _dirty = [];
    private Dictionary<ReferentId, long> _underWay = [];

    /// <summary>Referents not stored yet; one that is being stored and was brought more counts twice.</summary>
    public int Count => _dirty.Count + _underWay.Count;

    /// <summary>Whether it was brought something that is perhaps not stored yet.</summary>
    public bool Contains(ReferentId referent) => _dirty.ContainsKey(referent) || _underWay.ContainsKey(referent);

    /// <param name="upTo">The offset of the last event that it was brought; 0 when time alone changed it.</param>
    public void Add(ReferentId referent, long upTo) =>
        _dirty[referent] = Math.Max(upTo, _dirty.GetValueOrDefault(referent));

    /// <summary>
    /// Stores everything dirty; answers whether that put anything into the outbox, and whether all of it was stored.
    /// Whoever another activation was quicker than steps down and stays in the set, to be collected again from the
    /// next one.
    /// </summary>
    public async Task<(bool Outbox, bool IsAll)> Flush(CancellationToken cancellation)
    {
        var (outbox, isAll) = (false, true);
        (_underWay, _dirty) = (_dirty, []);
        try
        {
            foreach (var slice in _underWay.ToArray().Chunk(options.FlushSlice))
            {
                var (asks, lost) = await Store(slice, cancellation);
                outbox |= asks;
                isAll &= lost.IsEmpty;
                foreach (var (referent, upTo) in slice)
                {
                    _underWay.Remove(referent);
                    if (lost.Contains(referent))
                        Add(referent, upTo);
                }
            }

            return (outbox, isAll);
        }
        finally
        {
            var left = _underWay;
            _underWay = [];
            foreach (var (referent, upTo) in left)
                Add(referent, upTo);
        }
    }

    private async Task<(bool Outbox, ImmutableArray<ReferentId> Lost)> Store(
        KeyValuePair<ReferentId, long>[] slice, CancellationToken cancellation)
    {
        using var trace = GrainTraces.Store(slice.Length);
        var flushes = new ReferentFlush?[slice.Length];
        await Waves.ForEach(
            [.. Enumerable.Range(0, slice.Length)],
            options.InFlight,
            async index => flushes[index] =
                await grains.Referent(slice[index].Key).Collect(slice[index].Value, cancellation));

        ImmutableArray<ReferentFlush> stored = [.. flushes.OfType<ReferentFlush>()];
        ImmutableArray<ReferentId> lost = [];
        if (stored.Length > 0)
        {
            var began = Stopwatch.GetTimestamp();
            lost = await store.Flush(stored, cancellation);
            if (!lost.IsEmpty)
                stored = await StepDown(stored, [.. lost], cancellation);
            instruments.Stored(stored, Stopwatch.GetElapsedTime(began));
        }

        ImmutableArray<ReferentFlush> told = [.. stored.Where(Tells)];
        await Waves.ForEach(
            told,
            options.InFlight,
            flush => grains.Referent(flush.Referent).Settled(
                flush.Changes.Length, flush.Outbox.Length, flush.Quarantined.Length, cancellation));
        return (told.Any(flush => flush.Outbox.Length > 0), lost);
    }

    /// <summary>Those that were stored.</summary>
    private async Task<ImmutableArray<ReferentFlush>> StepDown(
        ImmutableArray<ReferentFlush> flushes, HashSet<ReferentId> lost, CancellationToken cancellation)
    {
        await Waves.ForEach(
            [.. flushes.Where(flush => lost.Contains(flush.Referent))],
            options.InFlight,
            flush => grains.Referent(flush.Referent).StepDown(flush.Origin!.Activation, cancellation));
        return [.. flushes.Where(flush => !lost.Contains(flush.Referent))];
    }

    private static bool Tells(ReferentFlush flush) =>
        flush.Changes.Length + flush.Outbox.Length + flush.Quarantined.Length > 0;
}
