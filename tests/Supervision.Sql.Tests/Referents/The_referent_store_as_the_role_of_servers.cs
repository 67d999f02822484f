using Microsoft.Extensions.DependencyInjection;
using Supervision.Referents;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Referents;

/// <summary>All that the store must do, with no more rights than a deployment gives.</summary>
public sealed class The_referent_store_as_the_role_of_servers : ReferentStoreConformance
{
    private DeployedRoles? _roles;
    private OpenedPostgres? _opened;
    private OpenedPostgres? _owner;

    protected override (IReferentStore Store, IReferentViews Views) Create(int partitionCount)
    {
        var time = new SteppingTime(SampleFlushes.Monday);
        _roles = new DeployedRoles(time, partitionCount);
        _opened = _roles.Open(time, partitionCount);
        return (
            _opened.Services.GetRequiredService<IReferentStore>(),
            _opened.Services.GetRequiredService<IReferentViews>());
    }

    /// <summary>Emptying is the owner's: a server has no right to it.</summary>
    protected override IFoldedStore Folded(IReferentStore store)
    {
        var time = new SteppingTime(SampleFlushes.Monday);
        _owner = new OpenedPostgres(_roles!.As("supervision_owner"), time, 4);
        return _owner.Services.GetServices<IFoldedStore>().Single(folded => folded is IReferentStore);
    }

    protected override void Close()
    {
        _owner?.Dispose();
        _opened?.Dispose();
        _roles?.Dispose();
    }
}
