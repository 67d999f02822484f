using Supervision.Escalations;

namespace Supervision.Sql.Tests.Escalations;

public sealed class The_escalations_in_memory : EscalationStoreConformance
{
    protected override (IEscalationStore Store, IEscalationViews Views) Create()
    {
        var store = new MemoryEscalationStore();
        return (store, store);
    }

    protected override void Close()
    {
    }
}
