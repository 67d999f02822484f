using System.Buffers.Binary;
using System.IO.Compression;

namespace Supervision.Audit;

/// <summary>
/// An archive that anybody may have made: nothing of it is written to a disk, no name in it is a path, and no more is
/// unpacked than a file of that name may hold.
/// </summary>
internal sealed class BundleArchive : IDisposable
{
    private const uint EndMark = 0x06054b50;
    private const int EndBytes = 22;
    private const int CountAt = 10;
    private const int DirectoryBytesAt = 12;
    private const int DirectoryAt = 16;
    private const int DirectoryBytesMax = 1024 * 1024;
    private const int PieceBytes = 64 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _files;

    private BundleArchive(ZipArchive zip, Dictionary<string, ZipArchiveEntry> files)
    {
        _zip = zip;
        _files = files;
    }

    public IReadOnlyCollection<string> Names => _files.Keys;

    public void Dispose() => _zip.Dispose();

    /// <summary>The archive, or what is wrong with it as an archive.</summary>
    public static (BundleArchive? Archive, string? Wrong) Open(Stream stream)
    {
        if (WrongWithEnd(stream) is { } wrong)
            return (null, wrong);

        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                if (BundleFiles.BytesMaxOf(entry.FullName) is null)
                    return Refused(zip, "it has a file that no bundle has");
                if (!files.TryAdd(entry.FullName, entry))
                    return Refused(zip, $"it has {entry.FullName} twice");
            }

            return (new BundleArchive(zip, files), null);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            return Refused(zip, "its list of files cannot be read");
        }
    }

    public bool Has(string name) => _files.ContainsKey(name);

    /// <summary>What a file holds, piece by piece; each piece is good until the next.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or holds more than it may.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(string name)
    {
        var most = BundleFiles.BytesMaxOf(name) ?? 0;
        using var stream = Unpack(name);
        var piece = new byte[PieceBytes];
        for (var total = 0L; ;)
        {
            var read = Read(stream, piece);
            if (read == 0)
                yield break;

            total += read;
            if (total > most)
                throw new InvalidDataException($"It holds more than {most} bytes.");
            yield return piece.AsMemory(0, read);
        }
    }

    /// <summary>The whole of a small file.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or holds more than it may.</exception>
    public byte[] Whole(string name)
    {
        using var whole = new MemoryStream();
        foreach (var piece in Pieces(name))
            whole.Write(piece.Span);
        return whole.ToArray();
    }

    /// <summary>The lines of a file, without their ends.</summary>
    /// <exception cref="InvalidDataException">
    /// It cannot be unpacked, a line is too long, or the last has no end.
    /// </exception>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(string name)
    {
        using var line = new MemoryStream();
        foreach (var piece in Pieces(name))
        {
            var rest = piece;
            while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
            {
                line.Write(rest.Span[..end]);
                yield return line.ToArray();
                line.SetLength(0);
                rest = rest[(end + 1)..];
            }

            line.Write(rest.Span);
            if (line.Length > BundleFiles.LineBytesMax)
                throw new InvalidDataException($"A line holds more than {BundleFiles.LineBytesMax} bytes.");
        }

        if (line.Length > 0)
            throw new InvalidDataException("Its last line has no end.");
    }

    private Stream Unpack(string name)
    {
        try
        {
            return _files[name].Open();
        }
        catch (Exception damaged) when (damaged is IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("It cannot be unpacked.", damaged);
        }
    }

    private static int Read(Stream stream, byte[] piece)
    {
        try
        {
            return stream.Read(piece);
        }
        catch (Exception damaged) when (damaged is IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("It cannot be unpacked.", damaged);
        }
    }

    /// <summary>
    /// The end of the archive says how long its list of files is; it is held to that before the list is read, because
    /// whoever reads it keeps all of it.
    /// </summary>
    private static string? WrongWithEnd(Stream stream)
    {
        if (stream.Length is < EndBytes or > BundleFiles.ArchiveBytesMax)
            return "it is no archive, or larger than any bundle";

        var end = new byte[EndBytes];
        stream.Position = stream.Length - EndBytes;
        stream.ReadExactly(end);
        var (count, bytes, at) = (
            BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(CountAt)),
            BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(DirectoryBytesAt)),
            BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(DirectoryAt)));
        stream.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(end) != EndMark
            ? "it does not end as an archive does: it was cut off, or something was put after it"
            : count > BundleFiles.CountMax || bytes > DirectoryBytesMax
                ? "it has more files than any bundle"
                : at + bytes != stream.Length - EndBytes ? "its list of files is not where it says" : null;
    }

    private static (BundleArchive?, string?) Refused(ZipArchive? zip, string wrong)
    {
        zip?.Dispose();
        return (null, wrong);
    }
}
