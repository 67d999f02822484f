using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Supervision.Log;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The end of a partition as its locked row has it.</summary>
internal sealed record LockedHead(int Partition, byte[] Link)
{
    public long Offset { get; set; }

    public bool HasGrown { get; set; }
}

/// <summary>An event that the log has under a key.</summary>
internal readonly record struct StoredKey(LogPosition Position, long RecordedAt, ReadOnlyMemory<byte> Digest);

/// <summary>A row to insert.</summary>
internal readonly record struct PlannedRow(
    NewEvent Event, ReadOnlyMemory<byte> Payload, LogPosition Position, byte[] Link, long? Version)
{
    /// <summary>As the log gives it once it is stored.</summary>
    public LoggedEvent Logged(long recordedAt) => new(
        Position, Event.Subject, Event.Key, Event.Type, Event.Time.ToUniversalTime(), LogRow.Time(recordedAt),
        Event.Data, Event.Target);
}

/// <summary>
/// Decides, with the heads locked and what the log holds under the keys known, what becomes of every call of a
/// transaction: no input or output, so that every rule of the log is here and the lane only carries it out.
/// </summary>
internal sealed class AppendPlan
{
    private readonly Dictionary<int, LockedHead> _heads;
    private readonly Dictionary<EventKey, StoredKey> _byKey;
    private readonly Dictionary<string, long> _versions;
    private readonly List<PlannedRow> _rows = [];
    private readonly List<(AppendCall Call, ImmutableArray<AppendOutcome> Outcomes)> _accepted = [];
    private readonly List<(AppendCall Call, Exception Reason)> _refused = [];

    /// <param name="recordedAt">Not before any event of the locked partitions, whatever clock wrote it.</param>
    public AppendPlan(
        IEnumerable<LockedHead> heads, Dictionary<EventKey, StoredKey> stored, Dictionary<string, long> versions,
        long recordedAt)
    {
        _heads = heads.ToDictionary(head => head.Partition);
        HasRepeats = stored.Count > 0;
        _byKey = stored;
        _versions = versions;
        RecordedAt = recordedAt;
    }

    public long RecordedAt { get; }

    /// <summary>The log has some of the keys already.</summary>
    public bool HasRepeats { get; }

    public IReadOnlyList<PlannedRow> Rows => _rows;

    public IEnumerable<LockedHead> Grown => _heads.Values.Where(head => head.HasGrown);

    public void Add(AppendCall call)
    {
        if (call.Subject is { } subject)
            AddFacts(call, subject);
        else
            _accepted.Add((call, [.. call.Events.Select((item, index) => Place(item, call.Payloads[index], null))]));
    }

    /// <summary>
    /// In the order of keys, which is that of all writers: one that meets an uncommitted twin in another partition
    /// waits for a writer that never waits for it.
    /// </summary>
    public void Sort() => CollectionsMarshal.AsSpan(_rows).Sort(static (one, other) =>
    {
        var (left, right) = (one.Event.Key, other.Event.Key);
        var bySource = ReferenceEquals(left.Source, right.Source)
            ? 0
            : string.CompareOrdinal(left.Source, right.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(left.EventId, right.EventId);
    });

    /// <summary>The transaction is durable: every call gets its answer.</summary>
    public void Answer()
    {
        _accepted.ForEach(one => one.Call.Succeed(one.Outcomes));
        _refused.ForEach(one => one.Call.Fail(one.Reason));
    }

    private void AddFacts(AppendCall call, string subject)
    {
        var stored = call.Events.Select(Stored).ToList();
        var version = _versions.GetValueOrDefault(subject);
        if (stored.All(outcome => outcome is { Status: AppendStatus.Duplicate }))
        {
            _accepted.Add((call, [.. stored.Select(outcome => outcome!.Value)]));
        }
        else if (stored.Any(outcome => outcome is not null))
        {
            _refused.Add((call, VersionConflictException.KeyTaken()));
        }
        else if (version != call.ExpectedVersion)
        {
            _refused.Add((call, VersionConflictException.AtAnotherVersion()));
        }
        else
        {
            _accepted.Add((call, [.. call.Events.Select(
                (fact, index) => Place(
                    fact, call.Payloads[index], fact.Subject == subject ? ++version : null))]));
            _versions[subject] = version;
        }
    }

    private AppendOutcome Place(NewEvent item, ReadOnlyMemory<byte> payload, long? version)
    {
        if (Stored(item) is { } stored)
            return stored;

        var head = _heads[item.Partition];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head.Offset, LogRow.OffsetMax);
        var position = new LogPosition(item.Partition, ++head.Offset);
        HashChain.Link(head.Link, item.Digest.Span, position, RecordedAt, head.Link);
        head.HasGrown = true;
        _rows.Add(new PlannedRow(item, payload, position, [.. head.Link], version));
        _byKey.Add(item.Key, new StoredKey(position, RecordedAt, item.Digest));
        return new AppendOutcome(AppendStatus.Accepted, position, LogRow.Time(RecordedAt));
    }

    private AppendOutcome? Stored(NewEvent item)
    {
        if (!_byKey.TryGetValue(item.Key, out var stored))
            return null;

        var isSame = item.Digest.Span.SequenceEqual(stored.Digest.Span);
        return new AppendOutcome(
            isSame ? AppendStatus.Duplicate : AppendStatus.Conflict, stored.Position, LogRow.Time(stored.RecordedAt));
    }
}
