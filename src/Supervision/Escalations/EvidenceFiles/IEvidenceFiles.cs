using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>Where evidence files rest: beside the data, under names of our own, sealed as payloads are.</summary>
public interface IEvidenceFiles
{
    /// <summary>Whether there is a place for them; on PostgreSQL only when a shared folder is named.</summary>
    bool HasPlace { get; }

    /// <summary>Takes in what is sent, whole and durably, but not yet as a file of a case.</summary>
    /// <param name="storedAs">A name of our own that nothing else has.</param>
    /// <param name="look">Is shown all that passes by.</param>
    Task<IIncomingFile> Receive(string storedAs, Stream content, FileLook look, CancellationToken cancellation);

    /// <summary>Reads a file whole, and compares it with what was recorded of it.</summary>
    Task<FileState> Check(EscalationId id, EvidenceFile file, CancellationToken cancellation);

    /// <summary>Writes what was sent, in clear. What is damaged on the way breaks it off.</summary>
    /// <exception cref="IOException">It is missing or damaged.</exception>
    Task Copy(EscalationId id, EvidenceFile file, Stream target, CancellationToken cancellation);

    /// <summary>Removes one that was kept and is not wanted after all; none that is not there.</summary>
    void Remove(EscalationId id, string storedAs);

    /// <summary>Removes all of the episodes of a referent up to one.</summary>
    void Forget(ReferentId referent, int upToEpisode);

    /// <summary>Everything that is stored, and since when, as <see cref="StoredNames.Of"/> names it.</summary>
    ImmutableArray<(string Name, DateTimeOffset Since)> All();

    /// <summary>Removes what <see cref="All"/> named.</summary>
    void Remove(string name);
}

/// <summary>A file that was taken in. Disposed of without having been kept, nothing of it is left.</summary>
public interface IIncomingFile : IAsyncDisposable
{
    string Sha256 { get; }

    /// <summary>What it is sealed with; null when payloads are not encrypted.</summary>
    string? Key { get; }

    /// <summary>Makes it a file of a case, durably.</summary>
    void Keep(EscalationId id);
}
