using Microsoft.Extensions.DependencyInjection;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Log;

public sealed class The_escalation_facts_on_PostgreSQL : EscalationLogConformance
{
    private PostgresData? _data;

    protected override (IEventLog Log, IEscalationLog Facts) Create(int partitionCount, TimeProvider time)
    {
        _data = new PostgresData(partitionCount, time);
        return (_data.Services.GetRequiredService<IEventLog>(), _data.Services.GetRequiredService<IEscalationLog>());
    }

    protected override void Close() => _data?.Dispose();
}
