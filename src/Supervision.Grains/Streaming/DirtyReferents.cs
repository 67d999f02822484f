using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Contracts.Referents;
using Supervision.Grains.Observation;
using Supervision.Referents;

namespace Supervision.Grains.Streaming;

/// <summary>The referents of a partition with something not yet stored, and how it gets stored: in slices.</summary>
/// <remarks>
/// A referent keeps what it has to tell until it is told that it is stored, so that nothing is lost when this
/// activation ends between the two; and it leaves this set only then. The set knows how far each was brought, because
/// the activation that it was brought to may have ended with its silo: the next one reads up to there before it tells.
/// </remarks>
internal sealed class DirtyReferents(
    IGrainFactory grains, IReferentStore store, SupervisionOptions options, GrainInstruments instruments)
{
    private readonly Dictionary<ReferentId, long> _dirty = [];

    public int Count => _dirty.Count;

    /// <param name="upTo">The offset of the last event that it was brought; 0 when time alone changed it.</param>
    public void Add(ReferentId referent, long upTo) =>
        _dirty[referent] = Math.Max(upTo, _dirty.GetValueOrDefault(referent));

    /// <summary>
    /// Stores everything dirty; answers whether that put anything into the outbox. Whoever another activation was
    /// quicker than steps down and stays in the set, to be collected again from the next one.
    /// </summary>
    public async Task<bool> Flush(CancellationToken cancellation)
    {
        var outbox = false;
        foreach (var slice in _dirty.ToArray().Chunk(options.FlushSlice))
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
            outbox |= told.Any(flush => flush.Outbox.Length > 0);
            await Waves.ForEach(
                told,
                options.InFlight,
                flush => grains.Referent(flush.Referent).Settled(
                    flush.Changes.Length, flush.Outbox.Length, flush.Quarantined.Length, cancellation));
            foreach (var (referent, _) in slice)
            {
                if (!lost.Contains(referent))
                    _dirty.Remove(referent);
            }
        }

        return outbox;
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
