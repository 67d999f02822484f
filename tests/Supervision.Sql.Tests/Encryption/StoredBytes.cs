using System.Text;
using Npgsql;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Encryption;

/// <summary>What somebody has who steals the data without the key.</summary>
internal static class StoredBytes
{
    /// <summary>Every file of a folder.</summary>
    public static async Task<byte[]> Of(string folder)
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(folder))
            all.Write(await File.ReadAllBytesAsync(file));
        return all.ToArray();
    }

    /// <summary>As a dump has it: every row of every table, bytes as text escapes what is not.</summary>
    public static async Task<byte[]> Of(PostgresTestDatabase database)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var select = new NpgsqlCommand(
            "SET bytea_output = 'escape'; SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection))
        {
            await using var rows = await select.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                tables.Add(rows.GetString(0));
        }

        var all = new StringBuilder();
        foreach (var table in tables)
        {
            using var copy = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT");
            all.Append(await copy.ReadToEndAsync());
        }

        return Encoding.UTF8.GetBytes(all.ToString());
    }
}
