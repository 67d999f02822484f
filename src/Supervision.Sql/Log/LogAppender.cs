using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>Writes events, on the writer's thread: offsets, links, idempotency and versions.</summary>
internal sealed class LogAppender(
    int partitionCount, LogHeads heads, LogNameTables names, KeyRing keys, LogTail tail, TimeProvider time)
    : IWriteParticipant
{
    private const string Insert =
        """
        INSERT INTO event_log (position, subject, source, id, type, time, recorded_at, version,
            target_source, target_id, digest, chain, data)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT (source, id) DO NOTHING
        """;

    private const string SelectByKey =
        "SELECT position, recorded_at, digest FROM event_log WHERE source = ?1 AND id = ?2";

    private const string SelectVersion =
        "SELECT max(version) FROM event_log WHERE subject = ?1 AND version IS NOT NULL";

    private const string UpdateHead =
        "UPDATE part_head SET offset = ?2, recorded_at = ?3, chain = ?4 WHERE partition = ?1";

    private readonly long[] _offsets = new long[partitionCount];
    private readonly byte[] _links = new byte[partitionCount * HashChain.LinkLength];
    private readonly SortedSet<int> _grown = [];
    private readonly List<LoggedEvent> _appended = [];
    private readonly byte[] _link = new byte[HashChain.LinkLength];
    private byte[] _payload = new byte[4_096];
    private long _recordedAt;
    private bool _isCurrent;

    public ImmutableArray<AppendOutcome> Append(Session session, IReadOnlyList<NewEvent> events)
    {
        Begin(session);
        var outcomes = ImmutableArray.CreateBuilder<AppendOutcome>(events.Count);
        foreach (var item in events)
            outcomes.Add(Append(session, item, null));
        return outcomes.MoveToImmutable();
    }

    /// <summary>All of them or none; none are written when it answers with a conflict.</summary>
    public (ImmutableArray<AppendOutcome> Outcomes, VersionConflictException? Conflict) AppendFacts(
        Session session, string subject, long expectedVersion, IReadOnlyList<NewEvent> facts)
    {
        Begin(session);
        var stored = facts.Select(fact => Stored(session, fact)).ToList();
        if (stored.All(outcome => outcome is { Status: AppendStatus.Duplicate }))
            return ([.. stored.Select(outcome => outcome!.Value)], null);
        if (stored.Any(outcome => outcome is not null))
            return ([], VersionConflictException.KeyTaken());
        if (Version(session, subject) != expectedVersion)
            return ([], VersionConflictException.AtAnotherVersion());

        var outcomes = ImmutableArray.CreateBuilder<AppendOutcome>(facts.Count);
        var version = expectedVersion;
        foreach (var fact in facts)
            outcomes.Add(Append(session, fact, fact.Subject == subject ? ++version : null));
        return (outcomes.MoveToImmutable(), null);
    }

    public void Committing(Session session)
    {
        foreach (var partition in _grown)
        {
            session.Prepared(UpdateHead)
                .Bind(1, partition)
                .Bind(2, _offsets[partition])
                .Bind(3, _recordedAt)
                .Bind(4, Link(partition))
                .Execute();
        }
    }

    public void Committed()
    {
        if (_grown.Count == 0)
            return;
        // Before anyone is told that the log has grown, and looks here.
        _appended.ForEach(tail.Add);
        _appended.Clear();
        heads.Publish(_grown.Select(partition =>
            new LogHead(partition, _offsets[partition], [.. Link(partition)])));
        _grown.Clear();
    }

    public void RolledBack()
    {
        _grown.Clear();
        _appended.Clear();
        _isCurrent = false;
        names.RolledBack();
    }

    private void Begin(Session session)
    {
        if (!_isCurrent)
            ReadHeads(session);
        _recordedAt = Math.Max(_recordedAt, time.GetUtcNow().UtcTicks);
    }

    private void ReadHeads(Session session)
    {
        foreach (var (head, recordedAt) in LogHeads.Read(session))
        {
            _offsets[head.Partition] = head.Offset;
            head.Chain.CopyTo(Link(head.Partition));
            _recordedAt = Math.Max(_recordedAt, recordedAt);
        }

        _isCurrent = true;
    }

    private AppendOutcome Append(Session session, NewEvent item, long? version)
    {
        var position = new LogPosition(item.Partition, _offsets[item.Partition] + 1);
        var digest = item.Digest.Span;
        HashChain.Link(Link(item.Partition), digest, position, _recordedAt, _link);

        var insert = session.Prepared(Insert)
            .Bind(1, LogRow.Number(position))
            .Bind(2, item.Subject)
            .Bind(3, names.Sources.Number(session, item.Key.Source))
            .Bind(4, item.Key.EventId)
            .Bind(5, names.Types.Number(session, item.Type))
            .Bind(6, item.Time.UtcTicks)
            .Bind(7, _recordedAt)
            .Bind(8, version)
            .Bind(9, item.Target is { } target ? names.Sources.Number(session, target.Source) : null)
            .Bind(10, item.Target?.EventId)
            .Bind(11, digest)
            .Bind(12, _link)
            .Bind(13, Sealed(item));
        if (insert.Execute() == 0)
            return Stored(session, item)
                ?? throw new InvalidDataException("The log refuses a key that it does not hold.");

        _offsets[item.Partition] = position.Offset;
        _link.CopyTo(Link(item.Partition));
        _grown.Add(item.Partition);
        var recordedAt = LogRow.Time(_recordedAt);
        if (tail.IsOpen(item.Partition))
        {
            _appended.Add(new LoggedEvent(
                position, item.Subject, item.Key, item.Type, item.Time.ToUniversalTime(), recordedAt, item.Data,
                item.Target));
        }

        return new AppendOutcome(AppendStatus.Accepted, position, recordedAt);
    }

    private AppendOutcome? Stored(Session session, NewEvent item)
    {
        var select = session.Prepared(SelectByKey)
            .Bind(1, names.Sources.Number(session, item.Key.Source))
            .Bind(2, item.Key.EventId);
        if (!select.Step())
            return null;

        var status = item.Digest.Span.SequenceEqual(select.Blob(2)) ? AppendStatus.Duplicate : AppendStatus.Conflict;
        var outcome = new AppendOutcome(status, LogRow.Position(select.Long(0)), LogRow.Time(select.Long(1)));
        select.Reset();
        return outcome;
    }

    private static long Version(Session session, string subject)
    {
        var select = session.Prepared(SelectVersion).Bind(1, subject);
        select.Step();
        var version = select.Long(0);
        select.Reset();
        return version;
    }

    /// <summary>In a buffer that the next event takes over: the database copies what it is given.</summary>
    private ReadOnlySpan<byte> Sealed(NewEvent item)
    {
        var length = keys.LengthOf(item.Data.Length);
        if (_payload.Length < length)
            _payload = new byte[checked(length * 2)];
        var payload = _payload.AsSpan(0, length);
        keys.Seal(PayloadKind.Event, item.Digest.Span, item.Data.Span, payload);
        return payload;
    }

    private Span<byte> Link(int partition) =>
        _links.AsSpan(partition * HashChain.LinkLength, HashChain.LinkLength);
}
