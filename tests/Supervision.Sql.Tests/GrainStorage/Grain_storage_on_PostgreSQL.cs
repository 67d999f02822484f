using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.GrainStorage;

public sealed class Grain_storage_on_PostgreSQL : GrainStorageConformance
{
    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    private protected override Task<Silo> Start() => Silo.Start(options =>
    {
        options.Database = SqlDatabase.Postgres;
        options.ConnectionString = _database.ConnectionString;
    });

    private protected override void End() => _database.Dispose();
}
