using System.Security.Cryptography;
using System.Text.Json;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>
/// Checks a bundle from itself alone: with no server, no database and nothing else. Whoever made it may have meant
/// harm.
/// </summary>
public static class BundleCheck
{
    /// <summary>Every check in turn, as far as there is something to go by.</summary>
    /// <param name="archive">The archive; it can be read anywhere in it.</param>
    /// <param name="key">The public key that it must be signed with; empty when any will do.</param>
    /// <param name="anchors">Links of the chain that were kept elsewhere.</param>
    public static (BundleManifest? Manifest, IReadOnlyList<BundleFinding> Findings) Of(
        Stream archive, ReadOnlyMemory<byte> key, IReadOnlyDictionary<LogPosition, string> anchors,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var findings = new List<BundleFinding>();
        var (opened, wrong) = BundleArchive.Open(archive);
        using (opened)
        {
            findings.Add(Only("archive", wrong, "it can be read, and has no files but those of a bundle"));
            if (opened is null)
                return (null, findings);

            var (manifest, bytes, unreadable) = ManifestOf(opened);
            findings.Add(Only("manifest", unreadable, "it can be read"));
            if (manifest is null)
                return (null, findings);

            findings.Add(Signature(opened, bytes, key.Span));
            findings.Add(Files(opened, manifest, cancellation));
            var (events, inOrder) = EventsCheck.Of(opened, manifest);
            findings.Add(inOrder);
            findings.Add(ChainCheck.Of(opened, manifest, events, anchors, cancellation));
            findings.Add(EventsCheck.Erasures(events));
            findings.Add(PapersCheck.Of(opened, manifest, events));
            var (models, sound) = ModelsCheck.Of(opened, events);
            findings.Add(sound);
            findings.AddRange(ScoresCheck.Of(opened, manifest, events, models, cancellation));
            return (manifest, findings);
        }
    }

    private static (BundleManifest? Manifest, byte[] Bytes, string? Wrong) ManifestOf(BundleArchive archive)
    {
        if (!archive.Has(BundleFiles.Manifest))
            return (null, [], $"{BundleFiles.Manifest} is not there");

        try
        {
            var bytes = archive.Whole(BundleFiles.Manifest);
            var manifest = BundleManifest.Read(bytes);
            return manifest.Format == BundleManifest.FormatName
                ? manifest.PartitionCount is > 0 and <= Partitions.CountMax
                    ? (manifest, bytes, null)
                    : (null, bytes, $"{BundleFiles.Manifest} names a log that cannot be")
                : (null, bytes, $"{BundleFiles.Manifest} is of another format than {BundleManifest.FormatName}");
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException)
        {
            return (null, [], $"{BundleFiles.Manifest} was changed or damaged: it cannot be read");
        }
    }

    private static BundleFinding Signature(BundleArchive archive, byte[] manifest, ReadOnlySpan<byte> pinned)
    {
        if (!archive.Has(BundleFiles.Signature))
            return Only("signature", $"{BundleFiles.Signature} is not there", "");

        try
        {
            var signature = BundleSignature.Read(archive.Whole(BundleFiles.Signature));
            var said = $"by key {signature.KeyId}, "
                + (pinned.IsEmpty ? "which nobody vouches for: name the key of the server with --key" : "as named");
            return Only("signature", signature.WrongWith(manifest, pinned), said);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException)
        {
            return Only("signature", $"{BundleFiles.Signature} was changed or damaged: it cannot be read", "");
        }
    }

    private static BundleFinding Files(
        BundleArchive archive, BundleManifest manifest, CancellationToken cancellation)
    {
        var faults = new BundleFaults();
        var listed = new HashSet<string>(StringComparer.Ordinal) { BundleFiles.Manifest, BundleFiles.Signature };
        foreach (var file in manifest.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!listed.Add(file.Name))
                faults.Add($"{file.Name} is listed twice");
            else if (!archive.Has(file.Name))
                faults.Add($"{file.Name} is not there");
            else if (WrongWith(archive, file) is { } wrong)
                faults.Add($"{file.Name} {wrong}");
        }

        foreach (var name in archive.Names.Where(name => !listed.Contains(name)))
            faults.Add($"{name} is there and not listed");
        foreach (var name in (ReadOnlySpan<string>)[BundleFiles.Events, BundleFiles.Scores])
        {
            if (!listed.Contains(name))
                faults.Add($"{name} is not listed");
        }

        return faults.Found("files", $"{manifest.Files.Length} files have the length and the SHA-256 that is listed");
    }

    private static string? WrongWith(BundleArchive archive, BundleFile file)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            foreach (var piece in archive.Pieces(file.Name))
            {
                hash.AppendData(piece.Span);
                length += piece.Length;
            }

            return length == file.Bytes && Convert.ToHexStringLower(hash.GetCurrentHash()) == file.Sha256
                ? null
                : "was changed: it does not have the length or the SHA-256 that is listed";
        }
        catch (InvalidDataException damaged)
        {
            return $"was changed or damaged. {damaged.Message}";
        }
    }

    private static BundleFinding Only(string check, string? wrong, string said)
    {
        var faults = new BundleFaults();
        if (wrong is not null)
            faults.Add(wrong);
        return faults.Found(check, said);
    }
}
