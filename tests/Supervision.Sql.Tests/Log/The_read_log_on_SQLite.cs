using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_read_log_on_SQLite : ReadLogConformance
{
    private TemporaryData? _data;

    protected override (IEventLog Log, IReadLog Reads) Create(int partitionCount, TimeProvider time)
    {
        _data = new TemporaryData(partitionCount, time);
        return (_data.Log, _data.Services.GetRequiredService<IReadLog>());
    }

    protected override void Close() => _data?.Dispose();
}
