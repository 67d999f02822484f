using Supervision.Selections;

namespace Supervision.Sql.Tests.Selections;

public sealed class The_draws_in_memory : SelectionStoreConformance
{
    protected override ISelectionStore Create() => new MemorySelectionStore();

    protected override void Close()
    {
    }
}
