using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Supervision.Log;

/// <summary>A log in memory, with every rule of a durable one and gone with the process.</summary>
public sealed class MemoryEventLog : IEventLog, IChainReading
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ImmutableArray<Lane> _lanes;
    private readonly Dictionary<EventKey, Entry> _byKey = [];
    private readonly Dictionary<EventKey, List<Entry>> _byTarget = [];
    private readonly Dictionary<string, List<Entry>> _bySubject = [];
    private readonly Dictionary<string, long> _versions = [];
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    public MemoryEventLog(int partitionCount, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitionCount, Partitions.CountMax);

        _time = time;
        _lanes = [.. Enumerable.Range(0, partitionCount).Select(_ => new Lane())];
    }

    public int PartitionCount => _lanes.Length;

    public Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation)
    {
        LogLimits.CheckAppend(events, PartitionCount);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(Store(events));
    }

    public Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation)
    {
        LogLimits.CheckFacts(facts, PartitionCount);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = facts.Count(fact => _byKey.ContainsKey(fact.Key));
            if (stored == 0 && _versions.GetValueOrDefault(subject) != expectedVersion)
                throw VersionConflictException.AtAnotherVersion();
            if (stored > 0 && !facts.All(IsStored))
                throw VersionConflictException.KeyTaken();

            return Task.FromResult(Store(facts, versionsOf: subject));
        }
    }

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        lock (_gate)
            return Task.FromResult(Page(_lanes[partition].Entries, afterOffset, limit));
    }

    public Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        lock (_gate)
            return Task.FromResult(Page(_bySubject.GetValueOrDefault(subject, []), afterOffset, limit));
    }

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, LogLimits.RelatedKeysMax, nameof(keys));
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<LoggedEvent>>([.. keys
                .SelectMany(key => _byTarget.GetValueOrDefault(key, []).Append(_byKey.GetValueOrDefault(key)))
                .OfType<Entry>()
                .Select(entry => entry.Event)
                .Where(stored => stored.Subject == subject || keys.Contains(stored.Key))
                .DistinctBy(stored => stored.Position)
                .OrderBy(stored => stored.Position.Partition)
                .ThenBy(stored => stored.Position.Offset)]);
        }
    }

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult<ImmutableArray<LogHead>>([.. _lanes.Select((lane, i) => lane.Head(i))]);
    }

    public async IAsyncEnumerable<LogProof> Verify([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            Entry[] entries;
            LogHead head;
            lock (_gate)
            {
                entries = [.. _lanes[partition].Entries];
                head = _lanes[partition].Head(partition);
            }

            var walk = new ChainWalk(partition);
            foreach (var entry in entries)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!walk.Step(entry.Event, entry.Version, erased: false, entry.Digest, entry.Link))
                    break;
            }

            await Task.Yield();
            yield return walk.End(head);
        }
    }

    public Task<ImmutableArray<ChainStep>> ReadChain(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IChainReading.PageMax);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<ChainStep>>([.. _lanes[partition].Entries
                .SkipWhile(entry => entry.Event.Position.Offset <= afterOffset)
                .Take(limit)
                .Select(entry => new ChainStep(
                    entry.Event.Position.Offset, [.. entry.Digest], entry.Event.RecordedAt.UtcTicks,
                    [.. entry.Link]))]);
        }
    }

    public Task CheckWritable(CancellationToken cancellation) => Task.CompletedTask;

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var lane = _lanes[partition];
            return lane.Entries.Count > offset ? Task.CompletedTask : lane.Grown.Task.WaitAsync(cancellation);
        }
    }

    public long KnownEnd(int partition)
    {
        lock (_gate)
            return _lanes[partition].Entries.Count;
    }

    private static ImmutableArray<LoggedEvent> Page(List<Entry> entries, long afterOffset, int limit)
    {
        var first = entries.BinarySearch(new Entry(afterOffset), Entry.ByOffset);
        first = first < 0 ? ~first : first + 1;
        return [.. entries.Skip(first).Take(limit).Select(entry => entry.Event)];
    }

    private bool IsStored(NewEvent fact) =>
        _byKey.TryGetValue(fact.Key, out var entry) && fact.Digest.Span.SequenceEqual(entry.Digest);

    private ImmutableArray<AppendOutcome> Store(IReadOnlyList<NewEvent> events, string? versionsOf = null)
    {
        var now = _time.GetUtcNow();
        _latest = now > _latest ? now : _latest;
        var outcomes = ImmutableArray.CreateBuilder<AppendOutcome>(events.Count);
        foreach (var item in events)
            outcomes.Add(StoreOne(item, versionsOf));

        foreach (var partition in events.Select(item => item.Partition).Distinct())
            _lanes[partition].Announce();
        return outcomes.MoveToImmutable();
    }

    private AppendOutcome StoreOne(NewEvent item, string? versionsOf)
    {
        if (_byKey.TryGetValue(item.Key, out var first))
        {
            var status = IsStored(item) ? AppendStatus.Duplicate : AppendStatus.Conflict;
            return new AppendOutcome(status, first.Event.Position, first.Event.RecordedAt);
        }

        var lane = _lanes[item.Partition];
        var position = new LogPosition(item.Partition, lane.Entries.Count + 1);
        var stored = new LoggedEvent(
            position, item.Subject, item.Key, item.Type, item.Time.ToUniversalTime(), _latest,
            item.Data.ToArray(), item.Target);
        var digest = item.Digest.ToArray();
        var entry = new Entry(position.Offset)
        {
            Event = stored,
            Version = item.Subject == versionsOf ? _versions.GetValueOrDefault(item.Subject) + 1 : null,
            Digest = digest,
            Link = HashChain.Link(lane.End, digest, position, _latest),
        };

        lane.Entries.Add(entry);
        _byKey.Add(item.Key, entry);
        if (entry.Version is { } version)
            _versions[item.Subject] = version;
        Filed(_bySubject, item.Subject).Add(entry);
        if (item.Target is { } target)
            Filed(_byTarget, target).Add(entry);
        return new AppendOutcome(AppendStatus.Accepted, position, _latest);
    }

    private static List<Entry> Filed<TKey>(Dictionary<TKey, List<Entry>> index, TKey key)
        where TKey : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _) ??= [];

    private sealed class Entry(long offset)
    {
        public static readonly Comparer<Entry> ByOffset =
            Comparer<Entry>.Create((one, other) => one._offset.CompareTo(other._offset));

        private readonly long _offset = offset;

        public LoggedEvent Event { get; init; } = null!;

        public long? Version { get; init; }

        public byte[] Digest { get; init; } = [];

        public byte[] Link { get; init; } = [];
    }

    private sealed class Lane
    {
        public List<Entry> Entries { get; } = [];

        public TaskCompletionSource Grown { get; private set; } = NewSignal();

        public ReadOnlySpan<byte> End => Entries.Count == 0 ? HashChain.Origin : Entries[^1].Link;

        public LogHead Head(int partition) => new(partition, Entries.Count, [.. End]);

        public void Announce()
        {
            Grown.TrySetResult();
            Grown = NewSignal();
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
