using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Postgres.ReadModel;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// Erases on a server, as a role that may: that of servers adds to the log and changes nothing in it. What the server
/// keeps of old rows until it is written anew is ciphertext.
/// </summary>
internal sealed class PostgresErasure(PostgresDatabase database) : IPayloadErasure
{
    private const int RowsMax = 4_000;

    private const string SelectSubjects =
        "SELECT DISTINCT subject FROM event_log WHERE subject > $1 AND time < $2 AND data IS NOT NULL "
        + "ORDER BY subject LIMIT $3";

    private const string EraseRows =
        """
        WITH quarantined AS (DELETE FROM quarantine WHERE position = ANY($1))
        UPDATE event_log SET data = NULL WHERE position = ANY($1) AND data IS NOT NULL
        """;

    private const string DeleteTold = "DELETE FROM risk_change WHERE referent = ANY($1) AND at < $2";

    private const string DeleteListed = "DELETE FROM escalation WHERE referent = $1 AND episode <= $2";

    private const string DeleteState =
        "DELETE FROM OrleansStorage WHERE GrainTypeString = 'escalation' AND GrainIdExtensionString = $1";

    private const string SelectRights =
        "SELECT has_column_privilege('event_log', 'data', 'UPDATE') AND has_table_privilege('risk_change', 'DELETE') "
        + "AND has_table_privilege('quarantine', 'DELETE')";

    public Task<bool> IsAllowed(CancellationToken cancellation) => database.Run(
        async (connection, stop) => (await connection.Command(SelectRights).All(row => row.Bool(0), stop))[0],
        cancellation);

    public Task ForgetListed(ReferentId referent, int upToEpisode, CancellationToken cancellation) => database.Run(
        (connection, stop) => connection.Command(DeleteListed).With(referent.ToString()).With(upToEpisode)
            .Execute(stop),
        cancellation);

    public async Task ForgetFollowUp(ReferentId referent, int upToEpisode, CancellationToken cancellation)
    {
        await ForgetListed(referent, upToEpisode, cancellation);
        await database.Run(
            (connection, stop) => connection.Command(DeleteState).With(referent.ToString()).Execute(stop),
            cancellation);
    }

    public Task<ImmutableArray<string>> Subjects(
        string after, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => connection.Command(SelectSubjects).With(after).With(before.UtcTicks).With(limit)
                .All(row => row.Text(0), stop),
            cancellation);
    }

    public async Task<int> Erase(IReadOnlyCollection<LogPosition> positions, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var slice in positions.Select(LogRow.Number).Order().Chunk(RowsMax))
        {
            erased += await database.Run(
                (connection, stop) => connection.Command(EraseRows).With(slice).Execute(stop), cancellation);
        }

        return erased;
    }

    public Task<int> ForgetTold(
        IReadOnlyCollection<ReferentId> referents, DateTimeOffset before, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, IPayloadErasure.BatchMax, nameof(referents));
        return database.Run(
            (connection, stop) => connection.Command(DeleteTold)
                .With(referents.Select(referent => referent.ToString()).ToArray()).With(before.UtcTicks).Execute(stop),
            cancellation);
    }
}
