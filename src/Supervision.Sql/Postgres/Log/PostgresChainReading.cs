using System.Collections.Immutable;
using Npgsql;
using Supervision.Log;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The chain of the log on PostgreSQL.</summary>
internal sealed class PostgresChainReading(PostgresDatabase database) : IChainReading
{
    private const string Select =
        "SELECT position, digest, recorded_at, chain FROM event_log WHERE position > $1 AND position <= $2 "
        + "ORDER BY position LIMIT $3";

    public Task<ImmutableArray<ChainStep>> ReadChain(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IChainReading.PageMax);
        return database.Run(
            (connection, token) => Read(connection, partition, afterOffset, limit, token), cancellation);
    }

    private static async Task<ImmutableArray<ChainStep>> Read(
        NpgsqlConnection connection, int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = Select;
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LogRow.After(partition, afterOffset) });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LogRow.Last(partition) });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = limit });
        await using var row = await select.ExecuteReaderAsync(cancellation);
        var steps = ImmutableArray.CreateBuilder<ChainStep>();
        while (await row.ReadAsync(cancellation))
            steps.Add(new ChainStep(
                LogRow.Position(row.GetInt64(0)).Offset, [.. row.GetFieldValue<byte[]>(1)], row.GetInt64(2),
                [.. row.GetFieldValue<byte[]>(3)]));
        return steps.DrainToImmutable();
    }
}
