using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Encryption;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Retention;

public sealed class Payloads_whose_term_is_over_on_PostgreSQL : RetentionConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    [Fact]
    public async Task The_server_keeps_no_samples_of_payloads_for_its_planner()
    {
        using var services = Open();
        await Fill(services);

        _database.Execute("ANALYZE");

        Assert.Equal(0L, _database.Ask<long>(
            """
            SELECT count(*) FROM pg_stats WHERE schemaname = current_schema()
                AND (tablename, attname) IN (
                    ('event_log', 'data'), ('referent_snapshot', 'state'), ('outbox', 'payload'),
                    ('orleansstorage', 'payloadbinary'))
            """));
        Assert.NotEqual(0L, _database.Ask<long>(
            "SELECT count(*) FROM pg_stats WHERE tablename IN ('event_log', 'referent_snapshot')"));
    }

    private protected override ServiceProvider Open(DateTimeOffset now) =>
        Opened.At(now, options =>
        {
            options.Database = SqlDatabase.Postgres;
            options.ConnectionString = _database.ConnectionString;
            options.PartitionCount = 4;
            options.Encryption.Enabled = false;
        });

    private protected override Task<byte[]> Stored() => StoredBytes.Of(_database);

    private protected override void End() => _database.Dispose();
}
