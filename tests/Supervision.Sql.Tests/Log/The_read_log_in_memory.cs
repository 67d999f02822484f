using Supervision.Access;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_read_log_in_memory : ReadLogConformance
{
    protected override (IEventLog Log, IReadLog Reads) Create(int partitionCount, TimeProvider time)
    {
        var log = new MemoryEventLog(partitionCount, time);
        return (log, new ScannedReadLog(log));
    }

    protected override void Close()
    {
    }
}
