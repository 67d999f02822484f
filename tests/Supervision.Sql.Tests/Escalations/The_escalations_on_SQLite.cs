using Microsoft.Extensions.DependencyInjection;
using Supervision.Escalations;
using Supervision.Sql.Tests.Referents;

namespace Supervision.Sql.Tests.Escalations;

public sealed class The_escalations_on_SQLite : EscalationStoreConformance
{
    private TemporaryData? _data;

    protected override (IEscalationStore Store, IEscalationViews Views) Create()
    {
        _data = new TemporaryData(4, new SteppingTime(SampleFlushes.Monday));
        return (
            _data.Services.GetRequiredService<IEscalationStore>(),
            _data.Services.GetRequiredService<IEscalationViews>());
    }

    protected override void Close() => _data?.Dispose();
}
