using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Postgres.ReadModel;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// Erases on a server by functions of its own: the role of servers adds to the log and changes nothing in it, and these
/// do what an order on the log says. What the server keeps of old rows until it is written anew is ciphertext.
/// </summary>
internal sealed class PostgresErasure(PostgresDatabase database) : IPayloadErasure
{
    private const string SelectSubjects =
        "SELECT DISTINCT subject FROM event_log WHERE subject > $1 AND time < $2 AND data IS NOT NULL "
        + "ORDER BY subject LIMIT $3";

    // One transaction for many orders: a commit for each made erasing eight times as slow as on SQLite.
    private const string EraseOrdered =
        "SELECT sum(erase_ordered(position, canonical)) FROM unnest($1, $2) AS ordered (position, canonical)";

    private const string DeleteTold = "SELECT forget_told($1, $2)";

    private const string DeleteListed = "SELECT forget_follow_up($1, $2)";

    private const string DeleteState =
        "DELETE FROM OrleansStorage WHERE GrainTypeString = 'escalation' AND GrainIdExtensionString = $1";

    private const string SelectRights =
        "SELECT has_function_privilege('erase_ordered(bigint, bytea)', 'EXECUTE')";

    public Task<bool> IsAllowed(CancellationToken cancellation) => database.Run(
        async (connection, stop) => (await connection.Command(SelectRights).All(row => row.Bool(0), stop))[0],
        cancellation);

    public Task ForgetListed(ReferentId referent, int upToEpisode, CancellationToken cancellation) => database.Run(
        (connection, stop) => connection.Command(DeleteListed).With(referent.ToString()).With(upToEpisode)
            .All(row => row.Int(0), stop),
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

    public async Task<int> Erase(IReadOnlyCollection<ErasureOrder> orders, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var slice in orders.Chunk(IPayloadErasure.BatchMax))
        {
            erased += checked((int)(await database.Run(
                (connection, stop) => connection.Command(EraseOrdered)
                    .With(slice.Select(order => LogRow.Number(order.Position)).ToArray())
                    .With(slice.Select(order => order.Canonical.ToArray()).ToArray())
                    .All(row => row.Long(0), stop),
                cancellation))[0]);
        }

        return erased;
    }

    public async Task<int> ForgetTold(
        IReadOnlyCollection<ReferentId> referents, DateTimeOffset before, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, IPayloadErasure.BatchMax, nameof(referents));
        return (await database.Run(
            (connection, stop) => connection.Command(DeleteTold)
                .With(referents.Select(referent => referent.ToString()).ToArray()).With(before.UtcTicks)
                .All(row => row.Int(0), stop),
            cancellation))[0];
    }
}
