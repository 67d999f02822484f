using Microsoft.Extensions.DependencyInjection;
using Supervision.Selections;
using Supervision.Sql.Tests.Referents;

namespace Supervision.Sql.Tests.Selections;

public sealed class The_draws_on_SQLite : SelectionStoreConformance
{
    private TemporaryData? _data;

    protected override ISelectionStore Create()
    {
        _data = new TemporaryData(4, new SteppingTime(SampleFlushes.Monday));
        return _data.Services.GetRequiredService<ISelectionStore>();
    }

    protected override void Close() => _data?.Dispose();
}
