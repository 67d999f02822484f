using Supervision.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Log;

/// <summary>All that a log must do, with no more rights than a deployment gives.</summary>
public sealed class The_log_as_the_role_of_servers : EventLogConformance
{
    private DeployedRoles? _roles;
    private OpenedPostgres? _opened;

    protected override IEventLog Create(int partitionCount, TimeProvider time)
    {
        _roles = new DeployedRoles(time, partitionCount);
        _opened = _roles.Open(time, partitionCount);
        return _opened.Log;
    }

    protected override void Close()
    {
        _opened?.Dispose();
        _roles?.Dispose();
    }
}
