using System.Collections.Immutable;
using Npgsql;
using Supervision.Sql.Postgres;
using Supervision.Vault;

namespace Supervision.Sql.Vault;

/// <summary>The vault in a PostgreSQL database of its own.</summary>
internal sealed class PostgresVaultRows : IVaultRows, IDisposable
{
    private const string Script = "vault-postgres/0001-vault.sql";

    // Any number that no one else uses: the letters of the vault.
    private const long LockKey = 0x5641_554C_5400_0001;

    private const string InsertKey =
        "INSERT INTO vault_key (number, key_id, wrapped) VALUES (1, $1, $2) ON CONFLICT DO NOTHING";

    private const string Upsert =
        "INSERT INTO vault_label (attribute, referent, label) VALUES ($1, $2, $3) "
        + "ON CONFLICT (attribute, referent) DO UPDATE SET label = excluded.label";

    private const string Delete = "DELETE FROM vault_label WHERE attribute = $1 AND referent = $2";

    private const string Select = "SELECT referent, label FROM vault_label WHERE attribute = $1 AND referent = ANY($2)";

    private const string Count = "SELECT attribute, count(*) FROM vault_label GROUP BY attribute ORDER BY attribute";

    private readonly NpgsqlDataSource _source;

    public PostgresVaultRows(string connectionString)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "supervision-vault",
            MaxPoolSize = 4,
            IncludeErrorDetail = false, // It would put the content of rows into messages.
        });
        Migrate();
    }

    public Task<(string KeyId, byte[] Wrapped)?> Key(CancellationToken cancellation) => Run(KeyOf, cancellation);

    public Task<(string KeyId, byte[] Wrapped)> Key(
        (string KeyId, byte[] Wrapped) first, CancellationToken cancellation) => Run(
        async (connection, stop) =>
        {
            await using var insert = Command(connection, InsertKey, first.KeyId, first.Wrapped);
            await insert.ExecuteNonQueryAsync(stop);
            return (await KeyOf(connection, stop))!.Value;
        },
        cancellation);

    public Task Put(
        string attribute, IReadOnlyList<(byte[] Referent, byte[]? Label)> rows, CancellationToken cancellation) => Run(
        async (connection, stop) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            foreach (var (referent, label) in rows)
            {
                await using var command = label is null
                    ? Command(connection, Delete, attribute, referent)
                    : Command(connection, Upsert, attribute, referent, label);
                await command.ExecuteNonQueryAsync(stop);
            }

            await transaction.CommitAsync(stop);
            return true;
        },
        cancellation);

    public Task<ImmutableArray<byte[]?>> Find(
        string attribute, IReadOnlyList<byte[]> referents, CancellationToken cancellation) => Run(
        async (connection, stop) =>
        {
            await using var select = Command(connection, Select, attribute, referents.ToArray());
            await using var rows = await select.ExecuteReaderAsync(stop);
            var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            while (await rows.ReadAsync(stop))
                found[Convert.ToHexString(rows.GetFieldValue<byte[]>(0))] = rows.GetFieldValue<byte[]>(1);
            return referents.Select(referent => found.GetValueOrDefault(Convert.ToHexString(referent)))
                .ToImmutableArray();
        },
        cancellation);

    public Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation) => Run(
        async (connection, stop) =>
        {
            await using var select = Command(connection, Count);
            await using var rows = await select.ExecuteReaderAsync(stop);
            var found = ImmutableArray.CreateBuilder<VaultAttribute>();
            while (await rows.ReadAsync(stop))
                found.Add(new VaultAttribute(rows.GetString(0), rows.GetInt64(1)));
            return found.ToImmutable();
        },
        cancellation);

    public void Dispose() => _source.Dispose();

    private static async Task<(string KeyId, byte[] Wrapped)?> KeyOf(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = Command(connection, "SELECT key_id, wrapped FROM vault_key WHERE number = 1");
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? (rows.GetString(0), rows.GetFieldValue<byte[]>(1)) : null;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>One script, recorded; the next one makes this a loop over numbers as that of the data is.</summary>
    private void Migrate()
    {
        try
        {
            using var connection = _source.OpenConnection();
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"SELECT pg_advisory_xact_lock({LockKey})");
            Execute(connection, "CREATE TABLE IF NOT EXISTS schema_migration (number integer PRIMARY KEY, name text)");
            using var select = Command(connection, "SELECT count(*) FROM schema_migration");
            if (select.ExecuteScalar() is 0L)
            {
                using var stream = typeof(PostgresVaultRows).Assembly.GetManifestResourceStream(Script)
                    ?? throw new InvalidOperationException($"The migration {Script} is not in the assembly.");
                using var reader = new StreamReader(stream);
                Execute(connection, reader.ReadToEnd());
                Execute(connection, "INSERT INTO schema_migration (number, name) VALUES (1, '0001-vault.sql')");
            }

            transaction.Commit();
        }
        catch (Exception failure) when (PostgresFailures.IsPassing(failure))
        {
            _source.Dispose();
            throw PostgresFailures.Known(failure);
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private async Task<T> Run<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            return await query(connection, cancellation);
        }
        catch (Exception failure) when (PostgresFailures.IsPassing(failure))
        {
            throw PostgresFailures.Known(failure);
        }
    }
}
