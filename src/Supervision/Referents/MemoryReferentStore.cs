using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>A referent store in memory, with every rule of a durable one and gone with the process.</summary>
public sealed class MemoryReferentStore : IReferentStore, IReferentViews, IFoldedStore
{
    private readonly Lock _gate = new();
    private readonly long[] _checkpoints;
    private readonly Dictionary<ReferentId, ReferentFlush> _flushed = [];
    private readonly List<RiskChange> _changes = [];
    private readonly HashSet<(ReferentId, LogPosition, DateTimeOffset)> _changeKeys = [];
    private readonly List<OutboxItem> _outbox = [];
    private readonly HashSet<(ReferentId, LogPosition, string)> _outboxKeys = [];
    private readonly List<(OutboxItem Item, DateTimeOffset At)> _done = [];
    private long _outboxNumber;
    private readonly SortedDictionary<(int, long), QuarantinedEvent> _quarantine = [];
    private TaskCompletionSource _changed = NewSignal();

    public MemoryReferentStore(int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitionCount, Partitions.CountMax);
        _checkpoints = new long[partitionCount];
    }

    public Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_flushed.TryGetValue(referent, out var stored)
                ? stored.Snapshot with { AsOf = stored.Risk.AsOf }
                : null);
        }
    }

    public async Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        StoreLimits.CheckLoad(referents);
        var snapshots = new Dictionary<ReferentId, ReferentSnapshot>();
        foreach (var referent in referents)
        {
            if (await Load(referent, cancellation) is { } snapshot)
                snapshots[referent] = snapshot;
        }

        return snapshots;
    }

    public Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
    {
        StoreLimits.CheckSlice(slice);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<ReferentId>>(
                [.. slice.Where(flush => Store(flush) == FlushOutcome.Lost).Select(flush => flush.Referent)]);
        }
    }

    public Task<long> Checkpoint(int partition, CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult(_checkpoints[partition]);
    }

    public Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation)
    {
        lock (_gate)
            _checkpoints[partition] = Math.Max(_checkpoints[partition], offset);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<ReferentId>>([.. _flushed.Values
                .Where(row => row.HasFacts && row.Partition == partition)
                .Where(row => row.Risk.DueOn <= today || row.Risk.ModelHash != modelHash)
                .OrderBy(row => row.Risk.DueOn <= today ? row.Risk.DueOn : DateOnly.MaxValue)
                .ThenBy(row => row.Referent.ToString(), StringComparer.Ordinal)
                .Take(limit)
                .Select(row => row.Referent)]);
        }
    }

    public Task<ImmutableArray<ReferentId>> Known(
        int partition, ReferentId? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<ReferentId>>([.. _flushed.Values
                .Where(row => row.HasFacts && row.Partition == partition)
                .Select(row => row.Referent)
                .Where(known => string.CompareOrdinal(known.ToString(), after?.ToString()) > 0)
                .OrderBy(known => known.ToString(), StringComparer.Ordinal)
                .Take(limit)]);
        }
    }

    public Task<ImmutableArray<OutboxItem>> Outbox(
        int partition, long afterNumber, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<OutboxItem>>([.. _outbox
                .Where(item => item.Position.Partition == partition && item.Number > afterNumber)
                .Take(limit)]);
        }
    }

    public Task Done(OutboxItem item, DateTimeOffset at, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_outbox.RemoveAll(held => KeyOf(held) == KeyOf(item)) > 0)
                _done.Add((item, at));
        }

        return Task.CompletedTask;
    }

    public Task<int> ForgetDone(
        int partition, DateTimeOffset doneBefore, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        lock (_gate)
        {
            var old = _done.Where(done => done.Item.Position.Partition == partition && done.At < doneBefore)
                .Take(limit).ToList();
            foreach (var done in old)
            {
                _done.Remove(done);
                _outboxKeys.Remove(KeyOf(done.Item));
            }

            return Task.FromResult(old.Count);
        }
    }

    public Task Hold(OutboxItem item, string because, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var place = _outbox.FindIndex(held => KeyOf(held) == KeyOf(item));
            if (place >= 0)
                _outbox[place] = _outbox[place] with { HeldBecause = because };
        }

        return Task.CompletedTask;
    }

    public Task<ReferentPage> List(ReferentQuery query, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(query.PageSize);
        var words = SearchText.Words(query.Search);
        lock (_gate)
        {
            var rows = _flushed.Values.Where(row => row.HasFacts && IsWanted(row, query, words)).ToList();
            rows.Sort((one, other) => Compare(
                query.Sort, CursorOf(one, query.Sort), CursorOf(other, query.Sort)));

            var more = rows.Count > query.PageSize;
            var page = rows.Take(query.PageSize).ToList();
            return Task.FromResult(new ReferentPage(
                [.. page.Select(row => new ReferentListRow(
                    row.Referent, new LogPosition(row.Partition, row.Snapshot.Offset), row.Register, row.Risk))],
                more ? CursorOf(page[^1], query.Sort) : null,
                Ends()));
        }
    }

    public Task<ImmutableArray<RiskChange>> Changes(
        long afterSequence, ReferentId? referent, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<RiskChange>>([.. _changes
                .Skip((int)Math.Clamp(afterSequence, 0, _changes.Count))
                .Where(change => referent is null || change.Referent == referent)
                .Take(limit)]);
        }
    }

    public Task<ImmutableArray<QuarantinedEvent>> Quarantined(
        ReferentId? referent, string? code, LogPosition? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        var beyond = after is { } position ? (position.Partition, position.Offset) : (-1, 0L);
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<QuarantinedEvent>>([.. _quarantine
                .Where(row => row.Key.CompareTo(beyond) > 0)
                .Select(row => row.Value)
                .Where(item => (referent is null || item.Referent == referent) && (code is null || item.Code == code))
                .Take(limit)]);
        }
    }

    public Task<ImmutableArray<LogPosition>> FlushedTo(CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult(Ends());
    }

    public Task<long> LastChange(CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult((long)_changes.Count);
    }

    public Task<StoreCounts> Counts(CancellationToken cancellation)
    {
        lock (_gate)
        {
            var held = _outbox.Count(item => item.HeldBecause is not null);
            var shown = _flushed.Values.Where(row => row.HasFacts).ToList();
            return Task.FromResult(new StoreCounts(
                [.. Enum.GetValues<RiskLevel>()
                    .Select(level => (level, shown.Count(row => row.Risk.Level == level)))],
                shown.Count, _quarantine.Count, _outbox.Count - held, held, Ends()));
        }
    }

    public Task<ImmutableArray<PeerCount>> Peers(
        Sector sector, SizeBand band, string modelHash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<PeerCount>>([.. _flushed.Values
                .Where(row => row.HasFacts && row.Risk.ModelHash == modelHash)
                .Where(row => row.Register.Sector == sector && row.Register.SizeBand == band)
                .GroupBy(row => (row.Risk.Level, row.Risk.Points))
                .OrderBy(group => group.Key)
                .Select(group => new PeerCount(group.Key.Level, group.Key.Points, group.Count()))]);
        }
    }

    public Task WaitForChange(long afterSequence, CancellationToken cancellation)
    {
        lock (_gate)
            return _changes.Count > afterSequence ? Task.CompletedTask : _changed.Task.WaitAsync(cancellation);
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _flushed.Clear();
            _quarantine.Clear();
            foreach (var end in ends)
                _checkpoints[end.Partition] = end.Offset;
        }

        return Task.CompletedTask;
    }

    private FlushOutcome Store(ReferentFlush flush)
    {
        if (_flushed.TryGetValue(flush.Referent, out var stored)
            && FlushGuard.Judge(flush, stored.Snapshot.Offset, stored.Risk.AsOf, stored.Origin?.Activation)
                is var outcome and not FlushOutcome.Stored)
            return outcome;

        _flushed[flush.Referent] = flush with
        {
            Snapshot = flush.Snapshot with { State = flush.Snapshot.State.ToArray() },
            Changes = [],
            Outbox = [],
            Quarantined = [],
        };
        foreach (var change in flush.Changes.Where(change =>
            _changeKeys.Add((change.Referent, change.Position, change.At))))
            _changes.Add(change with { Sequence = _changes.Count + 1 });
        foreach (var item in flush.Outbox.Where(item => _outboxKeys.Add(KeyOf(item))))
            _outbox.Add(item with { Number = ++_outboxNumber });
        foreach (var item in flush.Quarantined)
            _quarantine.TryAdd((item.Position.Partition, item.Position.Offset), item);

        if (flush.Changes.Length > 0)
        {
            _changed.TrySetResult();
            _changed = NewSignal();
        }

        return FlushOutcome.Stored;
    }

    private static bool IsWanted(ReferentFlush row, ReferentQuery query, ImmutableArray<string> words)
    {
        var text = SearchText.Of(row.Referent, row.Register.DisplayName);
        return words.All(word => text.Contains(word, StringComparison.Ordinal))
            && (query.Level is null || row.Risk.Level == query.Level)
            && (query.Sector is null || row.Register.Sector == query.Sector)
            && (query.ChangedSince is null || row.Risk.LevelSince >= query.ChangedSince)
            && ReferentFilter.IsRecognised(row.Register, query.Purpose, query.Status)
            && (query.Cursor is null || Compare(query.Sort, CursorOf(row, query.Sort), query.Cursor) > 0);
    }

    private static ReferentCursor CursorOf(ReferentFlush row, ReferentSort sort) =>
        new(ReferentFilter.SortValue(row.Risk, sort), row.Referent.ToString());

    private static int Compare(ReferentSort sort, ReferentCursor one, ReferentCursor other)
    {
        var order = one.SortValue.CompareTo(other.SortValue);
        order = order != 0 ? order : string.CompareOrdinal(one.Referent, other.Referent);
        return ReferentFilter.IsDescending(sort) ? -order : order;
    }

    private ImmutableArray<LogPosition> Ends() =>
        [.. _checkpoints.Select((offset, partition) => new LogPosition(partition, offset))];

    private static (ReferentId, LogPosition, string) KeyOf(OutboxItem item) =>
        (item.Referent, item.Position, item.Rule);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
