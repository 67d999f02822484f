using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>Erases in the one file, where what is deleted is overwritten.</summary>
internal sealed class SqliteErasure(SupervisionDatabase database) : IPayloadErasure
{
    private const int RowsMax = 1_000;

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private const string SelectSubjects =
        "SELECT DISTINCT subject FROM event_log WHERE subject > ?1 AND time < ?2 AND data IS NOT NULL "
        + "ORDER BY subject LIMIT ?3";

    private const string EraseOne = "UPDATE event_log SET data = NULL WHERE position = ?1 AND data IS NOT NULL";

    public Task<bool> IsAllowed(CancellationToken cancellation) => Task.FromResult(true);

    public Task<ImmutableArray<string>> Subjects(
        string after, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        return database.Readers.Read(
            session => session.Prepared(SelectSubjects).Bind(1, after).Bind(2, before.UtcTicks).Bind(3, limit)
                .All(row => row.Text(0)),
            cancellation);
    }

    public async Task<int> Erase(IReadOnlyCollection<ErasureOrder> orders, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var slice in orders.SelectMany(order => order.Payloads).Chunk(RowsMax))
        {
            erased += await database.Writer.Write(
                WriteQueue.Flushes, slice.Length, session => Erase(session, slice), cancellation);
        }

        return erased;
    }

    public Task<int> ForgetTold(
        IReadOnlyCollection<ReferentId> referents, DateTimeOffset before, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, IPayloadErasure.BatchMax, nameof(referents));
        return database.Writer.Write(
            WriteQueue.Flushes,
            referents.Count,
            session => referents.Sum(referent => session
                .Prepared("DELETE FROM risk_change WHERE referent = ?1 AND at < ?2")
                .Bind(1, referent.ToString()).Bind(2, before.UtcTicks).Execute()),
            cancellation);
    }

    public Task ForgetListed(ReferentId referent, int upToEpisode, CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Flushes,
            1,
            session => session.Prepared("DELETE FROM escalation WHERE referent = ?1 AND episode <= ?2")
                .Bind(1, referent.ToString()).Bind(2, upToEpisode).Execute(),
            cancellation);

    public async Task ForgetFollowUp(ReferentId referent, int upToEpisode, CancellationToken cancellation)
    {
        await ForgetListed(referent, upToEpisode, cancellation);
        using var grains = Session.ForWriting(database.GrainFile, BusyTimeout);
        grains.Prepared(
                "DELETE FROM OrleansStorage WHERE GrainTypeString = 'escalation' AND GrainIdExtensionString = ?1")
            .Bind(1, referent.ToString()).Execute();
    }

    private static int Erase(Session session, IReadOnlyList<LogPosition> positions)
    {
        var erased = 0;
        foreach (var position in positions)
        {
            erased += session.Prepared(EraseOne).Bind(1, LogRow.Number(position)).Execute();
            session.Prepared("DELETE FROM quarantine WHERE position = ?1").Bind(1, LogRow.Number(position)).Execute();
        }

        return erased;
    }
}
