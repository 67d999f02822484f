using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Sql.Tests.Evidence;

public sealed class Evidence_in_memory : EvidenceFilesConformance
{
    protected override IEvidenceFiles Files { get; } = new MemoryEvidenceFiles(TimeProvider.System);
}
