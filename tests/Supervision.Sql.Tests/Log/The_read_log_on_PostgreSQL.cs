using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Log;

public sealed class The_read_log_on_PostgreSQL : ReadLogConformance
{
    private PostgresData? _data;

    protected override (IEventLog Log, IReadLog Reads) Create(int partitionCount, TimeProvider time)
    {
        _data = new PostgresData(partitionCount, time);
        return (
            _data.Services.GetRequiredService<IEventLog>(), _data.Services.GetRequiredService<IReadLog>());
    }

    protected override void Close() => _data?.Dispose();
}
