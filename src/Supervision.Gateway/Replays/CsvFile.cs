using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Supervision.Replays;

namespace Supervision.Gateway.Replays;

/// <summary>Rows as CSV (RFC 4180) in UTF-8, with a line of names.</summary>
internal static class CsvFile
{
    private const string RunBeginnings = "=+-@\t\r";

    public static async Task Write(
        ImmutableArray<ReplayColumn> columns, IAsyncEnumerable<IReadOnlyList<ImmutableArray<ReplayCell>>> parts,
        Stream output, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        foreach (var column in columns)
            csv.WriteField(Harmless(column.Name));
        await csv.NextRecordAsync();
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            foreach (var row in part)
            {
                foreach (var cell in row)
                    csv.WriteField(cell.Number?.ToString(CultureInfo.InvariantCulture) ?? Harmless(cell.Text));
                await csv.NextRecordAsync();
            }

            await text.FlushAsync(cancellation);
        }
    }

    /// <summary>
    /// Texts come from events and models, and spreadsheets run what begins so. The library's own guard takes a number
    /// below zero for a formula too.
    /// </summary>
    private static string? Harmless(string? text) =>
        text is { Length: > 0 } && RunBeginnings.Contains(text[0]) ? "'" + text : text;
}
