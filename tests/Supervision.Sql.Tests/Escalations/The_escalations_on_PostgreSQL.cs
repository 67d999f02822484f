using Microsoft.Extensions.DependencyInjection;
using Supervision.Escalations;
using Supervision.Sql.Tests.Postgres;
using Supervision.Sql.Tests.Referents;

namespace Supervision.Sql.Tests.Escalations;

public sealed class The_escalations_on_PostgreSQL : EscalationStoreConformance
{
    private PostgresData? _data;

    protected override (IEscalationStore Store, IEscalationViews Views) Create()
    {
        _data = new PostgresData(4, new SteppingTime(SampleFlushes.Monday));
        return (
            _data.Services.GetRequiredService<IEscalationStore>(),
            _data.Services.GetRequiredService<IEscalationViews>());
    }

    protected override void Close() => _data?.Dispose();
}
