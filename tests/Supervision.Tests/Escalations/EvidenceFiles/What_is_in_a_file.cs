using System.IO.Compression;
using System.Text;
using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Tests.Escalations.EvidenceFiles;

public sealed class What_is_in_a_file
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
    private static readonly byte[] Jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16];
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[100], .. "\n%%EOF\n"u8];
    private static readonly byte[] Html = [.. "<!doctype html><script>alert(1)</script>"u8];
    private static readonly byte[] Svg = [.. "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>"u8];

    public static TheoryData<string, FileKind> Good => new()
    {
        { "pdf", FileKind.Pdf }, { "png", FileKind.Png }, { "jpeg", FileKind.Jpeg }, { "tiff", FileKind.Tiff },
        { "text", FileKind.Text }, { "text", FileKind.Csv }, { "html", FileKind.Text }, { "docx", FileKind.Docx },
        { "xlsx", FileKind.Xlsx }, { "odt", FileKind.Odt }, { "ods", FileKind.Ods },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Is_of_its_kind_in_whatever_pieces_it_comes(string file, FileKind kind)
    {
        foreach (var piece in (int[])[1, 7, 100_000])
            Assert.True(Look(Content(file), piece).Is(kind), $"{file} in pieces of {piece}");
    }

    /// <summary>Every kind against the content of every other.</summary>
    [Fact]
    public void Is_of_no_other_kind()
    {
        var good = Good.Select(row => ((string)row[0], (FileKind)row[1])).ToHashSet();
        foreach (var file in good.Select(one => one.Item1).Concat(["svg", "docm", "zip", "latin-1", "nul"]).Distinct())
        {
            foreach (var kind in Enum.GetValues<FileKind>())
            {
                // What is text is text, whatever a browser would make of it.
                var expected = good.Contains((file, kind))
                    || (file is "html" or "svg" && kind is FileKind.Text or FileKind.Csv && file is "html" or "svg");
                Assert.True(expected == Look(Content(file), 64).Is(kind), $"{file} as {kind}");
            }
        }
    }

    [Fact]
    public void Is_no_file_when_there_is_nothing() =>
        Assert.All(Enum.GetValues<FileKind>(), kind => Assert.False(new FileLook().Is(kind)));

    [Fact]
    public void Is_no_text_when_a_character_is_cut_off_at_the_end() =>
        Assert.False(Look([.. "caf"u8, 0xc3], 2).Is(FileKind.Text));

    [Fact]
    public void Is_text_when_a_character_is_in_two_pieces() =>
        Assert.True(Look([.. "ca"u8, .. "fé€😀"u8], 1).Is(FileKind.Text));

    private static FileLook Look(byte[] content, int piece)
    {
        var look = new FileLook();
        foreach (var part in content.Chunk(piece))
            look.Add(part);
        Assert.Equal(content.Length, look.Length);
        return look;
    }

    private static byte[] Content(string file) => file switch
    {
        "pdf" => Pdf,
        "png" => Png,
        "jpeg" => Jpeg,
        "tiff" => [.. "II*\0"u8, 8, 0, 0, 0],
        "text" => [.. "naam;bedrag\r\n\tJ;1\n"u8],
        "html" => Html,
        "svg" => Svg,
        "latin-1" => [.. "caf"u8, 0xe9, (byte)'\n'],
        "nul" => [.. "a\0b"u8],
        "docx" => Archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
        "docm" => Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "xlsx" => Archive("[Content_Types].xml", "xl/workbook.xml"),
        "odt" => Open("application/vnd.oasis.opendocument.text"),
        "ods" => Open("application/vnd.oasis.opendocument.spreadsheet"),
        "zip" => Archive("word.xml", "setup.exe"),
        _ => throw new ArgumentOutOfRangeException(nameof(file)),
    };

    private static byte[] Archive(params string[] names)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return packed.ToArray();
    }

    /// <summary>As the standard has it: the first file is not compressed, and says what it is.</summary>
    private static byte[] Open(string type)
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(packed, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            writer.Write(new byte[4]);
            writer.Write(type.Length);
            writer.Write(type.Length);
            writer.Write((short)8);
            writer.Write((short)0);
            writer.Write(Encoding.ASCII.GetBytes($"mimetype{type}"));
        }

        return [.. packed.ToArray(), .. Archive("content.xml")];
    }
}
