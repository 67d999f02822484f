using System.Globalization;
using Npgsql;

namespace Supervision.Sql.Postgres;

/// <summary>
/// Brings a database to the schema of this program: the numbered scripts that it has not had yet, in order, each in
/// one transaction that records it with its checksum. Forward only, and one process at a time.
/// </summary>
internal sealed class PostgresMigrator(NpgsqlConnection connection, TimeProvider time, TimeSpan patience)
{
    // Any number that no one else uses: the letters of the product.
    private const long LockKey = 0x5355_5045_5256_4953;

    private const string Bookkeeping =
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number     integer PRIMARY KEY,
            name       text    NOT NULL,
            checksum   bytea   NOT NULL,
            applied_at bigint  NOT NULL
        )
        """;

    private readonly IReadOnlyList<MigrationScript> _scripts = MigrationScript.All;

    /// <summary>Applies what is missing, and settles how many partitions the log has.</summary>
    /// <returns>The names of the scripts that were applied.</returns>
    /// <exception cref="UnusableDataException">The database is not one that this program may write to.</exception>
    public IReadOnlyList<string> Apply(int partitionCount)
    {
        if (IsCurrent() && PostgresPartitions.IsSettled(connection, partitionCount))
            return [];

        Lock();
        try
        {
            Execute(Bookkeeping);
            var waiting = _scripts.Skip(Check()).ToList();
            waiting.ForEach(Apply);
            PostgresPartitions.Settle(connection, partitionCount);
            return [.. waiting.Select(script => script.Name)];
        }
        finally
        {
            Execute($"SELECT pg_advisory_unlock({Text(LockKey)})");
        }
    }

    /// <summary>Refuses a database that is not exactly of this program's schema, and changes nothing.</summary>
    /// <exception cref="UnusableDataException">It is older, newer, altered or partitioned otherwise.</exception>
    public void RefuseOther(int? partitionCount)
    {
        if (!IsCurrent() || !PostgresPartitions.IsSettled(connection, partitionCount))
            throw new UnusableDataException(
                "The schema of the database is older than this program. Run the command 'migrate' first.");
    }

    private bool IsCurrent() => Check() == _scripts.Count;

    /// <summary>How many of the scripts the database has had; refuses one that has had others.</summary>
    private int Check()
    {
        var applied = Applied();
        if (applied.Count > 0 && applied[^1].Number > _scripts[^1].Number)
            throw new UnusableDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has schema {applied[^1].Number} and this program knows {_scripts[^1].Number}: "
                + $"a newer version has migrated it. Use that version, or restore a back-up."));

        for (var i = 0; i < applied.Count; i++)
        {
            var (number, name, checksum) = applied[i];
            if (number != _scripts[i].Number)
                throw new UnusableDataException(
                    $"The database is half migrated: {_scripts[i].Name} was left out before {name}. "
                    + "Restore a back-up, or finish by hand what was begun.");
            if (!checksum.AsSpan().SequenceEqual(_scripts[i].Checksum))
                throw new UnusableDataException(
                    $"The database has had another {name} than this program has, so it is not safe to write to it. "
                    + "Use the version that migrated it.");
        }

        RefuseHalves(applied.Count);
        return applied.Count;
    }

    private void RefuseHalves(int applied)
    {
        var present = Present();
        var missing = MigrationScript.TablesAfter(_scripts.Take(applied)).Except(present).ToList();
        if (missing.Count > 0)
            throw new UnusableDataException(
                $"The database is half migrated or half restored: the table {missing[0]} is not there. "
                + "Restore a back-up as a whole.");

        var early = MigrationScript.TablesAfter(_scripts)
            .Except(MigrationScript.TablesAfter(_scripts.Take(applied))).Intersect(present).ToList();
        if (early.Count > 0)
            throw new UnusableDataException(
                $"The database is half migrated: the table {early[0]} is there and no record of the migration that "
                + "makes it. Use an empty database, or restore a back-up as a whole.");
    }

    private List<(int Number, string Name, byte[] Checksum)> Applied()
    {
        if (!Present().Contains("schema_migration"))
            return [];

        using var select = connection.CreateCommand();
        select.CommandText = "SELECT number, name, checksum FROM schema_migration ORDER BY number";
        using var rows = select.ExecuteReader();
        var applied = new List<(int, string, byte[])>();
        while (rows.Read())
            applied.Add((rows.GetInt32(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
        return applied;
    }

    private HashSet<string> Present()
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
        using var rows = select.ExecuteReader();
        var present = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read())
            present.Add(rows.GetString(0));
        return present;
    }

    private void Lock()
    {
        try
        {
            Execute($"SELECT pg_advisory_lock({Text(LockKey)})");
        }
        catch (NpgsqlException slow) when (slow.InnerException is TimeoutException)
        {
            throw new UnusableDataException(
                "Another process is migrating the database, and has not ended in time. Try again later.", slow);
        }
    }

    private void Apply(MigrationScript script)
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            Execute(script.Text);
            using var insert = connection.CreateCommand();
            insert.CommandText =
                "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";
            insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = script.Number });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = script.Name });
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = script.Checksum });
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = time.GetUtcNow().UtcTicks });
            insert.ExecuteNonQuery();
            transaction.Commit();
        }
        catch (PostgresException refused)
        {
            throw new UnusableDataException(
                $"The migration {script.Name} failed and nothing of it was kept: {refused.MessageText}", refused);
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)patience.TotalSeconds;
        command.ExecuteNonQuery();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
