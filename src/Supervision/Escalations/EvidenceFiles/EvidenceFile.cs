using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>A file that is evidence in a case. What is in it rests beside the data, under a name of our own.</summary>
/// <param name="Id">Chosen by whoever added it.</param>
/// <param name="Name">What people call it; nothing is ever stored under it.</param>
/// <param name="Sha256">Of what was sent, in hexadecimal.</param>
/// <param name="StoredAs">The name of our own.</param>
/// <param name="Key">What it is sealed with, in base 64; null when payloads were not encrypted.</param>
[GenerateSerializer, Immutable, Alias("evidence-file")]
public sealed record EvidenceFile(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] FileKind Kind,
    [property: Id(3)] long Size,
    [property: Id(4)] string Sha256,
    [property: Id(5)] string StoredAs,
    [property: Id(6)] string Officer,
    [property: Id(7)] DateTimeOffset AddedAt,
    [property: Id(8)] string? Key = null)
{
    /// <summary>Files that a case takes.</summary>
    public const int CountMax = 50;

    /// <summary>Hexadecimal digits of a SHA-256.</summary>
    public const int DigestLength = 64;
}

/// <summary>What a look at a stored file shows.</summary>
[JsonConverter(typeof(ClosedList<FileState>))]
public enum FileState
{
    Intact,
    Missing,
    Damaged,
}
