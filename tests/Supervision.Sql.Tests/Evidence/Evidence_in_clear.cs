using Microsoft.Extensions.Options;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Sql.Evidence;

namespace Supervision.Sql.Tests.Evidence;

/// <summary>As where payloads are not encrypted either.</summary>
public sealed class Evidence_in_clear : EvidenceFilesConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;

    public Evidence_in_clear() => Files = new FolderEvidenceFiles(
        Options.Create(new SqlOptions { EvidenceFolder = _folder }), () => false);

    protected override IEvidenceFiles Files { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
