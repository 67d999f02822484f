using Microsoft.Extensions.DependencyInjection;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_escalation_facts_on_SQLite : EscalationLogConformance
{
    private TemporaryData? _data;

    protected override (IEventLog Log, IEscalationLog Facts) Create(int partitionCount, TimeProvider time)
    {
        _data = new TemporaryData(partitionCount, time);
        return (_data.Log, _data.Services.GetRequiredService<IEscalationLog>());
    }

    protected override void Close() => _data?.Dispose();
}
