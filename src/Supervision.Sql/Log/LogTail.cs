using System.Collections.Immutable;
using System.Numerics;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>
/// What this process has just put on the log, handed to the receivers of its streams so that they need not read it
/// again. Bounded, and only ever a short cut: what is not here (pushed out, too large, or put on the log by another
/// process) is a hole that the receiver reads from the log. Safe to use from several threads.
/// </summary>
internal sealed class LogTail
{
    /// <summary>Events of larger data are left to the log, so that what waits here stays small.</summary>
    public const int DataMax = 1024;

    /// <summary>Events that wait at most, over all partitions.</summary>
    private const int EventsMax = 131_072;

    private const int PartitionEventsMax = 8_192;
    private const int PartitionEventsMin = 64;

    private readonly Lane?[] _lanes = new Lane?[Partitions.CountMax];

    /// <summary>Begins to keep the events of a partition, because someone takes them from here.</summary>
    public void Open(int partition, int partitionCount)
    {
        if (IsOpen(partition))
            return;

        var share = Math.Clamp(EventsMax / partitionCount, PartitionEventsMin, PartitionEventsMax);
        var lane = new Lane(checked((int)BitOperations.RoundUpToPowerOf2((uint)share)));
        Interlocked.CompareExchange(ref _lanes[partition], lane, null);
    }

    /// <summary>No longer keeps the events of a partition, and forgets those it has.</summary>
    public void Close(int partition) => Interlocked.Exchange(ref _lanes[partition], null);

    /// <summary>Whether anyone takes the events of a partition.</summary>
    public bool IsOpen(int partition) => Volatile.Read(ref _lanes[partition]) is not null;

    /// <summary>Keeps an event that is durable on the log, in whatever order they come.</summary>
    public void Add(LoggedEvent logged)
    {
        if (logged.Data.Length <= DataMax)
            Volatile.Read(ref _lanes[logged.Position.Partition])?.Add(logged);
    }

    /// <summary>
    /// The events that come right after an offset, without a gap; none when the next one is not here. What was taken
    /// is here no longer.
    /// </summary>
    public ImmutableArray<LoggedEvent> Take(int partition, long afterOffset, int limit) =>
        Volatile.Read(ref _lanes[partition])?.Take(afterOffset, limit) ?? [];

    /// <summary>Of one partition: each event in the place that its offset gives; a later one takes it over.</summary>
    private sealed class Lane(int capacity)
    {
        private readonly Lock _gate = new();
        private readonly LoggedEvent?[] _places = new LoggedEvent?[capacity];

        public void Add(LoggedEvent logged)
        {
            lock (_gate)
            {
                ref var place = ref PlaceOf(logged.Position.Offset);
                if (place is null || place.Position.Offset < logged.Position.Offset)
                    place = logged;
            }
        }

        public ImmutableArray<LoggedEvent> Take(long afterOffset, int limit)
        {
            lock (_gate)
            {
                var count = 0;
                while (count < limit && PlaceOf(afterOffset + count + 1)?.Position.Offset == afterOffset + count + 1)
                    count++;
                if (count == 0)
                    return [];

                var taken = ImmutableArray.CreateBuilder<LoggedEvent>(count);
                for (var offset = afterOffset + 1; taken.Count < count; offset++)
                {
                    ref var place = ref PlaceOf(offset);
                    taken.Add(place!);
                    place = null;
                }

                return taken.MoveToImmutable();
            }
        }

        private ref LoggedEvent? PlaceOf(long offset) => ref _places[offset & (_places.Length - 1)];
    }
}
