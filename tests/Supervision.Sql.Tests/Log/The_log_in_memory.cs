using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_log_in_memory : EventLogConformance
{
    protected override IEventLog Create(int partitionCount, TimeProvider time) =>
        new MemoryEventLog(partitionCount, time);

    protected override void Close()
    {
    }
}
