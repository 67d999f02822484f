using Microsoft.Extensions.DependencyInjection;
using Supervision.Access.Changes;
using Supervision.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Log;

public sealed class The_access_log_on_PostgreSQL : AccessLogConformance
{
    private PostgresData? _data;

    protected override (IEventLog Log, IAccessLog Changes) Create(int partitionCount, TimeProvider time)
    {
        _data = new PostgresData(partitionCount, time);
        return (_data.Services.GetRequiredService<IEventLog>(), _data.Services.GetRequiredService<IAccessLog>());
    }

    protected override void Close() => _data?.Dispose();
}
