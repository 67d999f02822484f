using Microsoft.Extensions.DependencyInjection;
using Supervision.Referents;
using Supervision.Sql.Tests.Postgres;

namespace Supervision.Sql.Tests.Referents;

public sealed class The_referent_store_on_PostgreSQL : ReferentStoreConformance
{
    private PostgresData? _data;

    protected override (IReferentStore Store, IReferentViews Views) Create(int partitionCount)
    {
        _data = new PostgresData(partitionCount, new SteppingTime(SampleFlushes.Monday));
        return (
            _data.Services.GetRequiredService<IReferentStore>(),
            _data.Services.GetRequiredService<IReferentViews>());
    }

    protected override void Close() => _data?.Dispose();
}
