using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Sql.Evidence;

/// <summary>A file that is whole on the disk, and gets a name in a case only when it is kept.</summary>
internal sealed class IncomingFile(string folder, string path, string storedAs, string sha256, string? key)
    : IIncomingFile
{
    public string Sha256 => sha256;

    public string? Key => key;

    public void Keep(EscalationId id)
    {
        var target = Path.Combine(folder, StoredNames.Folder(id));
        OwnFiles.MakeFolder(target);
        File.Move(path, Path.Combine(target, storedAs));
        DurableFolder.Sync(target);
        DurableFolder.Sync(folder);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(path);
        return ValueTask.CompletedTask;
    }
}
