using Supervision.Referents;

namespace Supervision.Sql.Tests.Referents;

public sealed class The_referent_store_in_memory : ReferentStoreConformance
{
    protected override (IReferentStore Store, IReferentViews Views) Create(int partitionCount)
    {
        var store = new MemoryReferentStore(partitionCount);
        return (store, store);
    }

    protected override void Close()
    {
    }
}
