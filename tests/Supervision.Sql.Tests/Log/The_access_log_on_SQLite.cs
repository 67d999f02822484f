using Microsoft.Extensions.DependencyInjection;
using Supervision.Access.Changes;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_access_log_on_SQLite : AccessLogConformance
{
    private TemporaryData? _data;

    protected override (IEventLog Log, IAccessLog Changes) Create(int partitionCount, TimeProvider time)
    {
        _data = new TemporaryData(partitionCount, time);
        return (_data.Log, _data.Services.GetRequiredService<IAccessLog>());
    }

    protected override void Close() => _data?.Dispose();
}
