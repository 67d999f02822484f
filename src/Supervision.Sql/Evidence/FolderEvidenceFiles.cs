using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Referents;

namespace Supervision.Sql.Evidence;

/// <summary>
/// Evidence files in a folder that all processes share. One is written under another name first and gets its own when
/// it is whole and on the disk; only then it becomes a fact, so that no fact names a file that is not there.
/// </summary>
/// <param name="seals">Whether payloads are written sealed now; asked when first used, as the data are opened then.
/// </param>
internal sealed class FolderEvidenceFiles(IOptions<SqlOptions> options, Func<bool> seals) : IEvidenceFiles
{
    public const string IncomingName = "incoming";

    private const string Unfinished = ".part";

    private readonly string _folder = FolderOf(options.Value);

    public bool HasPlace => _folder.Length > 0;

    /// <summary>Where they rest: where the options say, else in the data folder, else nowhere.</summary>
    public static string FolderOf(SqlOptions options) => (options.EvidenceFolder, options.Database) switch
    {
        ({ Length: > 0 } chosen, _) => Path.GetFullPath(chosen),
        (_, SqlDatabase.Sqlite) => DataFolder.EvidenceFolderOf(Path.GetFullPath(options.DataFolder)),
        _ => "",
    };

    public async Task<IIncomingFile> Receive(
        string storedAs, Stream content, FileLook look, CancellationToken cancellation)
    {
        if (!StoredNames.IsOurs(storedAs))
            throw new ArgumentException("The name of a stored file is one of ours.", nameof(storedAs));

        var incoming = Path.Combine(_folder, IncomingName);
        OwnFiles.MakeFolder(_folder);
        OwnFiles.MakeFolder(incoming);
        var path = Path.Combine(incoming, storedAs + Unfinished);
        OwnFiles.Close(path);
        var key = seals() ? RandomNumberGenerator.GetBytes(SealedPieces.KeyLength) : null;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Write, FileShare.None, 1, useAsync: true);
            await FilePieces.Write(
                content, file, key,
                piece =>
                {
                    digest.AppendData(piece.Span);
                    look.Add(piece.Span);
                },
                cancellation);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        return new IncomingFile(
            _folder, path, storedAs, Convert.ToHexStringLower(digest.GetHashAndReset()),
            key is null ? null : Convert.ToBase64String(key));
    }

    public async Task<FileState> Check(EscalationId id, EvidenceFile file, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await Read(
                id, file,
                piece =>
                {
                    digest.AppendData(piece.Span);
                    return ValueTask.CompletedTask;
                },
                cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileState.Missing;
        }
        catch (CryptographicException)
        {
            return FileState.Damaged;
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset()) == file.Sha256
            ? FileState.Intact
            : FileState.Damaged;
    }

    public Task Copy(EscalationId id, EvidenceFile file, Stream target, CancellationToken cancellation) =>
        Read(id, file, piece => target.WriteAsync(piece, cancellation), cancellation);

    public void Remove(EscalationId id, string storedAs) => Remove(StoredNames.Of(id, storedAs));

    public void Remove(string name)
    {
        var path = Path.Combine(_folder, name);
        if (File.Exists(path))
            File.Delete(path);
    }

    public void Forget(ReferentId referent, int upToEpisode)
    {
        for (var episode = 1; HasPlace && episode <= upToEpisode; episode++)
        {
            var folder = Path.Combine(_folder, StoredNames.Folder(new EscalationId(referent, episode)));
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    public ImmutableArray<(string Name, DateTimeOffset Since)> All() => !Directory.Exists(_folder) ? [] :
    [
        .. new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (
                Path.GetRelativePath(_folder, file.FullName).Replace('\\', '/'),
                new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)))
            .OrderBy(one => one.Item1, StringComparer.Ordinal),
    ];

    private async Task Read(
        EscalationId id, EvidenceFile file, Func<ReadOnlyMemory<byte>, ValueTask> seen,
        CancellationToken cancellation)
    {
        await using var stored = new FileStream(
            Path.Combine(_folder, StoredNames.Folder(id), file.StoredAs), FileMode.Open, FileAccess.Read,
            FileShare.Read | FileShare.Delete, 1, useAsync: true);
        await FilePieces.Read(
            stored, file.Key is null ? null : Convert.FromBase64String(file.Key), seen, cancellation);
    }
}
