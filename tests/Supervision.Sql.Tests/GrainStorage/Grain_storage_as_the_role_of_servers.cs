using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.GrainStorage;

/// <summary>All that silos store and remember, with no more rights than a deployment gives.</summary>
public sealed class Grain_storage_as_the_role_of_servers : GrainStorageConformance
{
    private readonly DeployedRoles _roles = new(TimeProvider.System, 16);

    private protected override Task<Silo> Start() => Silo.Start(options =>
    {
        options.Database = SqlDatabase.Postgres;
        options.ConnectionString = _roles.As("supervision_server");
        options.PartitionCount = 16;
        options.Postgres.MigrateAtStart = false;
    });

    private protected override void End() => _roles.Dispose();
}
