using Microsoft.Extensions.DependencyInjection;
using Supervision.Sql.Tests.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Encryption;

public sealed class Payloads_at_rest_on_PostgreSQL : PayloadsAtRestConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    private protected override ServiceProvider Open(bool isEnabled = true) =>
        Opened.At(SampleEvents.Monday, options =>
        {
            options.Database = SqlDatabase.Postgres;
            options.ConnectionString = _database.ConnectionString;
            options.Encryption.KeyFile = KeyPath;
            options.Encryption.Enabled = isEnabled;
        });

    private protected override Task<byte[]> Stored() => StoredBytes.Of(_database);

    private protected override void End() => _database.Dispose();
}
