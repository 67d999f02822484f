using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Encryption;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Retention;

public sealed class Payloads_whose_term_is_over_on_PostgreSQL : RetentionConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

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
