using System.Collections.Immutable;
using System.Text;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>
/// Looks at what passes by of a file, and says whether it is of the kind that its sender says. Nothing is unpacked: of
/// an archive only the names in its directory are looked at.
/// </summary>
public sealed class FileLook
{
    private const int HeadMax = 128;
    private const int TailMax = 64 * 1024;

    private static readonly ImmutableArray<byte> PngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static readonly ImmutableArray<byte> JpegStart = [0xff, 0xd8, 0xff];

    private static ReadOnlySpan<byte> ArchiveStart => "PK\x3\x4"u8;

    private readonly byte[] _head = new byte[HeadMax];
    private readonly Decoder _utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private byte[] _tail = [];
    private int _headLength;
    private bool _isText = true;

    private ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>How much passed by.</summary>
    public long Length { get; private set; }

    public void Add(ReadOnlySpan<byte> piece)
    {
        var toHead = Math.Min(piece.Length, HeadMax - _headLength);
        piece[..toHead].CopyTo(_head.AsSpan(_headLength));
        _headLength += toHead;
        Length += piece.Length;
        _tail = piece.Length >= TailMax
            ? piece[^TailMax..].ToArray()
            : [.. _tail.AsSpan(Math.Max(0, _tail.Length + piece.Length - TailMax)), .. piece];
        _isText = _isText && IsText(piece, flush: false);
    }

    /// <summary>Whether all that passed by is a file of this kind; asked once, at its end.</summary>
    public bool Is(FileKind kind) => kind switch
    {
        FileKind.Pdf => Head.StartsWith("%PDF-"u8) && Has("%%EOF"),
        FileKind.Png => Head.StartsWith(PngStart.AsSpan()),
        FileKind.Jpeg => Head.StartsWith(JpegStart.AsSpan()),
        FileKind.Tiff => Head.StartsWith("II*\0"u8) || Head.StartsWith("MM\0*"u8),
        FileKind.Text or FileKind.Csv => _isText && Length > 0 && IsText([], flush: true),
        FileKind.Docx => IsOffice("word/document.xml"),
        FileKind.Xlsx => IsOffice("xl/workbook.xml"),
        FileKind.Odt => IsOpen("application/vnd.oasis.opendocument.textPK"),
        FileKind.Ods => IsOpen("application/vnd.oasis.opendocument.spreadsheetPK"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>By the directory of the archive, at its end; one with macros is not taken.</summary>
    private bool IsOffice(string part) =>
        Head.StartsWith(ArchiveStart) && Has("[Content_Types].xml") && Has(part) && !Has("vbaProject.bin");

    /// <summary>An archive whose first file says, not compressed, what it is; one with macros is not taken.</summary>
    private bool IsOpen(string start) =>
        Head.StartsWith(ArchiveStart) && Head.IndexOf(Encoding.ASCII.GetBytes($"mimetype{start}")) == 30
        && !Has("Basic/");

    private bool Has(string text) => _tail.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    /// <summary>UTF-8 without characters that control anything but lines and columns.</summary>
    private bool IsText(ReadOnlySpan<byte> piece, bool flush)
    {
        foreach (var one in piece)
        {
            if (one is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7f)
                return false;
        }

        try
        {
            Span<char> read = stackalloc char[256];
            for (var rest = piece; ;)
            {
                _utf8.Convert(rest, read, flush, out var used, out _, out var isAll);
                if (isAll)
                    return true;
                rest = rest[used..];
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
