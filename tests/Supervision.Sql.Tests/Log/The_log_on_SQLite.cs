using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_log_on_SQLite : EventLogConformance
{
    private TemporaryData? _data;

    protected override IEventLog Create(int partitionCount, TimeProvider time)
    {
        _data = new TemporaryData(partitionCount, time);
        return _data.Log;
    }

    protected override void Close() => _data?.Dispose();
}
