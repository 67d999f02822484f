using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Supervision.Gateway.Imports;

/// <summary>
/// The rejected rows of an import: row number, code and column. Never the row itself: whoever may see the file that
/// was imported finds it there.
/// </summary>
internal sealed class RejectFile : IDisposable
{
    private readonly FileStream _file;
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <param name="length">What to keep of an earlier run; nothing when 0.</param>
    public RejectFile(string path, long length)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _file.SetLength(length);
        _file.Position = length;
        _text = new StreamWriter(_file);
        // A column is named as the imported file names it, and spreadsheets run a name that begins with '='.
        _csv = new CsvWriter(
            _text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        if (length == 0)
            Write("row", "code", "column");
    }

    public void Add(long row, Reject reject) =>
        Write(row.ToString(CultureInfo.InvariantCulture), reject.Code, reject.Column);

    /// <summary>How long the file is once all of it is on disk.</summary>
    public long Flush()
    {
        _csv.Flush();
        _text.Flush();
        _file.Flush(flushToDisk: true);
        return _file.Length;
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
        _file.Dispose();
    }

    private void Write(string row, string code, string column)
    {
        _csv.WriteField(row);
        _csv.WriteField(code);
        _csv.WriteField(column);
        _csv.NextRecord();
    }
}
