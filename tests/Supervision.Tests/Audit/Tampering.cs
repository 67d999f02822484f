using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Supervision.Audit;
using Supervision.Log;

namespace Supervision.Tests.Audit;

/// <summary>Takes a bundle apart, changes it and puts it together again, as who wants to deceive might.</summary>
internal static class Tampering
{
    public static SortedDictionary<string, byte[]> Unpack(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }

    public static byte[] Pack(params IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }

        return archive.ToArray();
    }

    public static byte[] Pack(SortedDictionary<string, byte[]> files) =>
        Pack(files.Select(file => (file.Key, file.Value)));

    /// <summary>The same with one file changed, and everything else as it was.</summary>
    public static byte[] With(byte[] archive, string name, Func<byte[], byte[]> change)
    {
        var files = Unpack(archive);
        files[name] = change(files[name]);
        return Pack(files);
    }

    /// <summary>
    /// The same with files changed, the list of them made right again, and signed with the key of the server: only what
    /// the files say of each other can show it.
    /// </summary>
    public static byte[] Signed(
        byte[] archive, Action<SortedDictionary<string, byte[]>> change,
        Func<BundleManifest, BundleManifest>? also = null)
    {
        var files = Unpack(archive);
        var manifest = BundleManifest.Read(files["manifest.json"]);
        files.Remove("manifest.json");
        files.Remove("signature.json");
        change(files);
        var next = manifest with
        {
            Files = [.. files.Select(file => new BundleFile(
                file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))],
        };
        var bytes = (also is null ? next : also(next)).Write();
        files.Add("manifest.json", bytes);
        files.Add("signature.json", BundleSignature.Of(bytes, BundleStory.Key).Write());
        return Pack(files);
    }

    public static byte[] Flip(byte[] bytes, int bit)
    {
        var changed = bytes.ToArray();
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    public static IReadOnlyList<BundleFinding> Check(
        byte[] archive, ECDsa? key = null, params IEnumerable<(LogPosition At, string Link)> anchors)
    {
        var (_, findings) = BundleCheck.Of(
            new MemoryStream(archive), (key ?? BundleStory.Key).ExportSubjectPublicKeyInfo(),
            anchors.ToDictionary(anchor => anchor.At, anchor => anchor.Link), CancellationToken.None);
        return findings;
    }

    /// <summary>Everything that is wrong, a line each, with the check that found it.</summary>
    public static ImmutableArray<string> Wrong(this IEnumerable<BundleFinding> findings) =>
        [.. findings.SelectMany(finding => finding.Wrong.Select(wrong => $"{finding.Check}: {wrong}"))];

    public static string Said(this IEnumerable<BundleFinding> findings, string check) =>
        findings.Single(finding => finding.Check == check).Said;
}
