using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Supervision.Referents;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>Evidence files that live as long as their process.</summary>
public sealed class MemoryEvidenceFiles(TimeProvider time) : IEvidenceFiles
{
    private readonly ConcurrentDictionary<string, (byte[] Content, DateTimeOffset Since)> _files = new();

    public bool HasPlace => true;

    public async Task<IIncomingFile> Receive(
        string storedAs, Stream content, FileLook look, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        await content.CopyToAsync(read, cancellation);
        look.Add(read.ToArray());
        return new Incoming(this, storedAs, read.ToArray());
    }

    public Task<FileState> Check(EscalationId id, EvidenceFile file, CancellationToken cancellation) =>
        Task.FromResult(
            !_files.TryGetValue(StoredNames.Of(id, file.StoredAs), out var found) ? FileState.Missing
                : Convert.ToHexStringLower(SHA256.HashData(found.Content)) == file.Sha256 ? FileState.Intact
                : FileState.Damaged);

    public async Task Copy(EscalationId id, EvidenceFile file, Stream target, CancellationToken cancellation)
    {
        if (!_files.TryGetValue(StoredNames.Of(id, file.StoredAs), out var found))
            throw new FileNotFoundException($"The evidence file {file.StoredAs} is missing.");
        await target.WriteAsync(found.Content, cancellation);
    }

    public void Remove(EscalationId id, string storedAs) => Remove(StoredNames.Of(id, storedAs));

    public void Remove(string name) => _files.TryRemove(name, out _);

    public void Forget(ReferentId referent, int upToEpisode)
    {
        for (var episode = 1; episode <= upToEpisode; episode++)
        {
            var folder = string.Create(
                CultureInfo.InvariantCulture, $"{StoredNames.Folder(new EscalationId(referent, episode))}/");
            foreach (var name in _files.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
                Remove(name);
        }
    }

    public ImmutableArray<(string Name, DateTimeOffset Since)> All() =>
        [.. _files.Select(one => (one.Key, one.Value.Since)).OrderBy(one => one.Key, StringComparer.Ordinal)];

    private sealed class Incoming(MemoryEvidenceFiles files, string storedAs, byte[] content) : IIncomingFile
    {
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(content));

        public string? Key => null;

        public void Keep(EscalationId id) =>
            files._files[StoredNames.Of(id, storedAs)] = (content, files.Now());

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private DateTimeOffset Now() => time.GetUtcNow();
}
