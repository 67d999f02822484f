using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>
/// Erases levels set by hand whose term is over. They are all under one subject whose facts are counted, so an order is
/// one of them: it is appended at a version, and whoever folds the register meets it there.
/// </summary>
internal sealed class OverrideKeeping(IEventLog log, IPayloadErasure erasure, TimeProvider time)
{
    private const int PageMax = 1_000;

    /// <summary>Those that are due, on whomever they were set.</summary>
    public async Task<ImmutableArray<DueOverride>> Due(CancellationToken cancellation) =>
        OverridePlan.Of(await All(cancellation), time.GetUtcNow());

    /// <summary>Carries out orders that were broken off; how many payloads went.</summary>
    public async Task<int> Finish(CancellationToken cancellation)
    {
        var all = await All(cancellation);
        var left = all.Where(logged => !logged.Data.IsEmpty).Select(logged => logged.Position.Offset).ToHashSet();
        return await erasure.Erase(
            [
                .. all.Where(logged => OverrideFactTypes.ErasedBy(logged).Any(left.Contains)).Select(ErasureOrders.Of),
            ],
            cancellation);
    }

    /// <summary>Orders and erases; says how many payloads went.</summary>
    public async Task<int> Erase(IReadOnlyList<LogPosition> positions, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var slice in positions.Chunk(OffsetRanges.CountMax))
        {
            var offsets = OffsetRanges.Write(slice.Select(position => position.Offset));
            var order = ErasureOrders.EventOf(
                OverrideFactTypes.Subject, slice[0].Partition, new PayloadsErased(ErasureGround.TermOver, offsets),
                slice[0].Offset, time.GetUtcNow());
            erased += await erasure.Erase(
                [ErasureOrders.Of(order, await Append(order, cancellation))], cancellation);
        }

        return erased;
    }

    private async Task<LogPosition> Append(NewEvent order, CancellationToken cancellation)
    {
        while (true)
        {
            var version = (await All(cancellation)).Count;
            try
            {
                return (await log.AppendFacts(order.Subject, version, [order], cancellation))[0].Position;
            }
            catch (VersionConflictException)
            {
                // Somebody set a level at this moment; whoever does so next meets the order and not the reverse.
            }
        }
    }

    private async Task<List<LoggedEvent>> All(CancellationToken cancellation)
    {
        var (events, after) = (new List<LoggedEvent>(), 0L);
        while (await log.ReadSubject(OverrideFactTypes.Subject, after, PageMax, cancellation)
            is { IsEmpty: false } page)
        {
            events.AddRange(page);
            after = page[^1].Position.Offset;
        }

        return events;
    }
}
