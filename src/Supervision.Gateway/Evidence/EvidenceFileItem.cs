using System.Collections.Immutable;
using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Gateway.Evidence;

/// <summary>An evidence file of a case, without what is in it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of what was sent, in hexadecimal.</param>
/// <param name="Officer">Who added it.</param>
public sealed record EvidenceFileItem(
    string FileId,
    string Name,
    FileKind Kind,
    string MediaType,
    long Size,
    string Sha256,
    string Officer,
    DateTimeOffset AddedAt)
{
    public static EvidenceFileItem Of(EvidenceFile file) => new(
        file.Id, file.Name, file.Kind, FileKinds.MediaTypeOf(file.Kind), file.Size, file.Sha256, file.Officer,
        file.AddedAt.ToUniversalTime());
}

/// <summary>The evidence files of a case, in the order in which they were added: at most fifty.</summary>
public sealed record EvidenceFileList(string EscalationId, ImmutableArray<EvidenceFileItem> Items);

/// <summary>What is stored of the evidence of a case, compared with what was recorded when it was added.</summary>
/// <param name="Intact">Whether every file is there, and is what was sent.</param>
public sealed record EvidenceVerification(
    string EscalationId, bool Intact, ImmutableArray<EvidenceFileState> Items);

/// <summary>Whether a file is there, and is what was sent.</summary>
public sealed record EvidenceFileState(string FileId, string Sha256, FileState State);
