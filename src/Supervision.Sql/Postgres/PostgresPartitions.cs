using System.Globalization;
using Npgsql;
using Supervision.Log;

namespace Supervision.Sql.Postgres;

/// <summary>How many partitions the log has: chosen when it was created, stored, and never changed.</summary>
internal static class PostgresPartitions
{
    private const string Name = "partition_count";

    /// <summary>Whether it was chosen.</summary>
    /// <param name="wanted">What it must be then, or null when any will do.</param>
    /// <exception cref="UnusableDataException">Another number was chosen.</exception>
    public static bool IsSettled(NpgsqlConnection connection, int? wanted)
    {
        if (Stored(connection) is not { } stored)
            return false;
        if (wanted is { } count && stored != count)
            throw new UnusableDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The log in this database has {stored} partitions and the configuration says {count}. "
                + $"The number is chosen when a log is created; set it back, or use another database."));
        return true;
    }

    public static void Settle(NpgsqlConnection connection, int count)
    {
        if (IsSettled(connection, count))
            return;

        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            WITH setting AS (INSERT INTO log_setting (name, value) VALUES ($1, $2))
            INSERT INTO log_head (partition, last_offset, recorded_at, chain)
            SELECT partition, 0, 0, $3 FROM generate_series(0, $2 - 1) AS partition
            """;
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashChain.Origin.ToArray() });
        insert.ExecuteNonQuery();
        transaction.Commit();
    }

    public static int? Stored(NpgsqlConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT value FROM log_setting WHERE name = $1";
        select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
        return select.ExecuteScalar() is long stored ? (int)stored : null;
    }
}
