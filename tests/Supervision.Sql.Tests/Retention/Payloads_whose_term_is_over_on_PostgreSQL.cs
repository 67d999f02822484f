using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Sql.Tests.Encryption;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Retention;

public sealed class Payloads_whose_term_is_over_on_PostgreSQL : RetentionConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    private protected override ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(new SteppingTime(OldDossiers.Now))
            .AddSupervisionSql(options =>
            {
                options.Database = SqlDatabase.Postgres;
                options.ConnectionString = _database.ConnectionString;
                options.PartitionCount = 4;
                options.Encryption.Enabled = false;
            })
            .BuildServiceProvider();
        return Opened.OrDisposed(services);
    }

    /// <summary>As a dump has it: every row of every table, bytes as text escapes what is not.</summary>
    private protected override async Task<byte[]> Stored()
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false }.ConnectionString);
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

    private protected override void End() => _database.Dispose();
}
