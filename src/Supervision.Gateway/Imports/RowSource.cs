using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Supervision.Gateway.Imports;

/// <summary>One row of a file.</summary>
/// <param name="Number">As a spreadsheet counts: the names of the columns are row 1.</param>
/// <param name="Fields">As many as there are columns; none when the row is malformed.</param>
internal sealed record Row(long Number, string[] Fields)
{
    public bool IsMalformed => Fields.Length == 0;
}

/// <summary>Reads a delimited file row by row; memory does not grow with the file.</summary>
internal sealed class RowSource : IDisposable
{
    public const int ColumnsMax = 1_000;

    private const int FieldLengthMax = 32_768;

    public static readonly FrozenDictionary<string, Encoding> Encodings = new Dictionary<string, Encoding>
    {
        ["utf-8"] = Encoding.UTF8,
        ["utf-16"] = Encoding.Unicode,
        ["iso-8859-1"] = Encoding.Latin1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FileStream _file;
    private readonly StreamReader _text;
    private readonly CsvParser _parser;
    private bool _badData;

    private RowSource(FileStream file, FileFormat format)
    {
        _file = file;
        Stream bytes = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        _text = new StreamReader(bytes, Encodings[format.Encoding]);
        _parser = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Delimiter,
            Mode = CsvMode.RFC4180,
            IgnoreBlankLines = true,
            MaxFieldSize = FieldLengthMax,
            BadDataFound = _ => _badData = true,
        });
    }

    /// <summary>The names in the first row, trimmed.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Fraction => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <exception cref="ImportRefusedException">There is no such file, or it has no usable first row.</exception>
    public static RowSource Open(string path, FileFormat format)
    {
        if (!File.Exists(path))
            throw new ImportRefusedException([new Refusal("file-missing", "There is no such file.", "")]);

        var source = new RowSource(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan),
            format);
        try
        {
            source.ReadColumns();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 of the file as it lies there, in hexadecimal.</summary>
    public static async Task<string> Hash(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    public IEnumerable<Row> Rows()
    {
        while (Next())
        {
            var fields = _parser.Record!;
            var usable = !_badData && fields.Length == Columns.Length
                && !fields.Any(field => field.Contains('\uFFFD', StringComparison.Ordinal));
            yield return new Row(_parser.Row, usable ? fields : []);
        }
    }

    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
        _file.Dispose();
    }

    private bool Next()
    {
        _badData = false;
        try
        {
            return _parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw new ImportRefusedException(
                [new Refusal("field-too-long", $"A field after row {_parser.Row} is over {FieldLengthMax} long.", "")]);
        }
        catch (InvalidDataException)
        {
            throw new ImportRefusedException(
                [new Refusal("not-gzip", $"The file cannot be unpacked after row {_parser.Row}.", "")]);
        }
    }

    private void ReadColumns()
    {
        if (!Next())
            throw new ImportRefusedException([new Refusal("file-empty", "The file has no row.", "")]);

        Columns = [.. _parser.Record!.Select(name => name.Trim())];
        if (_badData || Columns.Length > ColumnsMax || Columns.ToHashSet().Count != Columns.Length)
        {
            throw new ImportRefusedException(
                [new Refusal("columns-malformed", $"Row 1 must name at most {ColumnsMax} columns, each once.", "")]);
        }
    }
}
