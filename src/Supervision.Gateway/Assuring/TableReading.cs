using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// A table as it was counted. The rows are not kept: whoever has the table can have it counted again.
/// </summary>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Columns">Their names in the first row.</param>
/// <param name="Errors">Everything that is wrong with it, row by row; then there is no report.</param>
internal sealed record TableReading(
    ReportCounter Counter,
    ImmutableArray<string> Attributes,
    bool IsProbability,
    string Digest,
    ImmutableArray<string> Columns,
    ImmutableArray<ProblemError> Errors)
{
    private const int FieldLengthMax = 1_000;
    private const int ColumnsMax = 60;

    /// <summary>How many errors are told of one table.</summary>
    public const int ErrorsMax = 1_000;

    private const int JoinedMax = 200_000;

    /// <param name="join">Where cases wait for labels of the vault; null when none are asked for.</param>
    /// <param name="threshold">Cases from this score up are selected; as a number of the score's own unit.</param>
    public static async Task<TableReading> Read(
        Stream body, decimal? threshold, int rowsMax, VaultJoin? join, CancellationToken cancellation)
    {
        using var sha = SHA256.Create();
        await using var hashed = new CryptoStream(body, sha, CryptoStreamMode.Read, leaveOpen: true);
        using var text = new StreamReader(hashed, new UTF8Encoding(false, throwOnInvalidBytes: false));
        using var reader = new Reader(text, threshold, join is null ? rowsMax : Math.Min(rowsMax, JoinedMax), join);
        await reader.ReadAll(cancellation);
        // To the end, so that the digest is of all of it.
        await hashed.CopyToAsync(Stream.Null, cancellation);
        return reader.Result($"sha256:{Convert.ToHexStringLower(sha.Hash!)}");
    }

    private sealed class Reader : IDisposable
    {
        private readonly CsvParser _parser;
        private readonly decimal? _threshold;
        private readonly int _rowsMax;
        private readonly VaultJoin? _join;
        private readonly List<ProblemError> _errors = [];
        private bool _badData;
        private long _wrong;
        private TableColumns? _columns;
        private string[] _names = [];
        private ReportCounter _counter = new(0);

        public Reader(TextReader text, decimal? threshold, int rowsMax, VaultJoin? join)
        {
            (_threshold, _rowsMax, _join) = (threshold, rowsMax, join);
            _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Mode = CsvMode.RFC4180,
                IgnoreBlankLines = true,
                MaxFieldSize = FieldLengthMax,
                BadDataFound = _ => _badData = true,
            });
        }

        public async Task ReadAll(CancellationToken cancellation)
        {
            if (!await Next(cancellation) || _parser.Record!.Length > ColumnsMax)
            {
                Note(1, null, "columns-malformed", $"Row 1 names the columns, at most {ColumnsMax}.");
                return;
            }

            _names = [.. _parser.Record!.Select(name => name.Trim())];
            if (_names is [var all] && all.AsSpan().ContainsAny(';', '\t'))
            {
                Note(1, null, "columns-malformed", "Columns are separated by commas, not by semicolons or tabs.");
                return;
            }

            var columns = TableColumns.Of(_names, _threshold is not null, _join?.Names.Length ?? 0, _errors);
            if (_errors.Count > 0)
                return;

            _columns = columns;
            _counter = new ReportCounter(
                columns.Attributes.Length, [.. columns.Tried.Features.Select(column => column.Name)],
                [.. columns.Tried.LeftOut.Select(column => column.Name)])
            {
                Drift = columns.Tried.Drift,
                Stability = columns.Tried.Stability,
                Use = columns.Used.Counter(columns.Attributes.Length),
            };
            var row = new TableRow(columns, _names, columns.Probability >= 0
                ? (int?)(_threshold is { } share ? (int)Math.Ceiling(share * 1000) : null)
                : (int?)(_threshold is { } points ? (int)Math.Ceiling(points) : null));
            while (await Next(cancellation))
            {
                if (_counter.Cases >= _rowsMax)
                {
                    Note(Place, null, "too-many-rows", $"A table has at most {_rowsMax} rows.");
                    return;
                }

                Take(row);
                if (_counter.Limit is { } limit)
                {
                    Note(Place, null, "too-many-kinds", limit);
                    return;
                }
            }

            if (_counter.Cases == 0 && _wrong == 0)
                Note(2, null, "no-rows", "The table has no row below its columns.");
            else if (_join is not null && _wrong == 0 && _join.Count < VaultJoin.ReferentsLeast)
                Note(
                    Place, null, "too-few-referents",
                    $"A table that joins the vault has at least {VaultJoin.ReferentsLeast} referents.");
        }

        public TableReading Result(string digest)
        {
            if (_wrong > ErrorsMax)
                _errors.Add(ProblemError.InBody(
                    "", "more-errors", $"{_wrong - ErrorsMax} more errors are not told. Put these right first."));
            return new TableReading(
                _counter, _columns?.Attributes ?? [], _columns?.Probability >= 0, digest, [.. _names], [.. _errors]);
        }

        public void Dispose() => _parser.Dispose();

        // As a spreadsheet counts: the names of the columns are row 1.
        private int Place => _parser.Row;

        private void Take(TableRow row)
        {
            var fields = _parser.Record!;
            if (_badData || fields.Length != _names.Length)
            {
                Note(Place, null, "malformed-row", $"Takes {_names.Length} fields, with quotes as in RFC 4180.");
            }
            else if (fields.Any(field => field.Contains('\uFFFD', StringComparison.Ordinal)))
            {
                Note(Place, null, "malformed-text", "Takes UTF-8.");
            }
            else if (row.Read(fields, Wrong) is { } read)
            {
                var tried = _columns!.Tried;
                read = read with
                {
                    Features = tried.Values(fields, At),
                    SelectedWithout = tried.SelectedWithout(fields, At),
                };
                _counter.Add(read);
                tried.Count(fields, read, _counter, _columns.Probability >= 0, row.Threshold, At);
                _columns.Used.Count(fields, read, _counter.Use, At);
                if (_join is not null && row.Referent(fields, Wrong) is { } referent && !_join.TryAdd(referent, read))
                    Wrong("referent", "repeated-referent", "Takes each referent once: labels are joined by it.");
            }

            void At(int place, string code, string takes) => Wrong(_names[place], code, takes);
            void Wrong(string column, string code, string takes) => Note(Place, column, code, takes);
        }

        private async Task<bool> Next(CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            _badData = false;
            try
            {
                return await _parser.ReadAsync();
            }
            catch (MaxFieldSizeException)
            {
                Note(Place + 1, null, "field-too-long", $"A field has at most {FieldLengthMax} characters.");
                return false;
            }
        }

        private void Note(int row, string? column, string code, string detail)
        {
            if (++_wrong <= ErrorsMax)
                _errors.Add(ProblemError.InBody(column is null ? $"/{row}" : $"/{row}/{column}", code, detail));
        }
    }
}
