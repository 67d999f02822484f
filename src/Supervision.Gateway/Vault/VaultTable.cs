using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Supervision.Gateway.Assuring;
using Supervision.Referents;
using Supervision.Vault;

namespace Supervision.Gateway.Vault;

/// <summary>
/// Reads a table of labels: two columns, <c>referent</c> and <c>label</c>; every row that is wrong is named.
/// </summary>
internal static class VaultTable
{
    public const int RowsMax = 200_000;
    public const int BytesMax = 32 * 1024 * 1024;

    private const int ErrorsMax = 1_000;
    private const int FieldLengthMax = 200;

    private static readonly string[] Columns = ["referent", "label"];

    public static async Task<(List<VaultLabel> Labels, List<ProblemError> Errors)> Read(
        Stream body, CancellationToken cancellation)
    {
        var (labels, errors, bad) = (new List<VaultLabel>(), new List<ProblemError>(), false);
        var rows = new Dictionary<ReferentId, (string Label, int Row)>();
        using var text = new StreamReader(body, new UTF8Encoding(false, throwOnInvalidBytes: false));
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            IgnoreBlankLines = true,
            MaxFieldSize = FieldLengthMax,
            BadDataFound = _ => bad = true,
        });
        try
        {
            if (!await parser.ReadAsync() || !parser.Record!.Select(name => name.Trim()).SequenceEqual(Columns))
            {
                errors.Add(ProblemError.InBody("/1", "columns-malformed", "Row 1 is: referent,label (with a comma)."));
                return (labels, errors);
            }

            while (await parser.ReadAsync())
            {
                cancellation.ThrowIfCancellationRequested();
                if (labels.Count >= RowsMax || errors.Count >= ErrorsMax)
                {
                    Note("", "too-many-rows", $"At most {RowsMax} rows, and {ErrorsMax} errors, at once.");
                    break;
                }

                Take(parser.Record!);
                bad = false;
            }
        }
        catch (MaxFieldSizeException)
        {
            Note("", "field-too-long", $"A field has at most {FieldLengthMax} characters.");
        }

        return (labels, errors);

        void Take(string[] fields)
        {
            if (bad || fields.Length != Columns.Length)
                Note("", "malformed-row", "Takes two fields, with quotes as in RFC 4180.");
            else if (!ReferentId.TryParse(fields[0].Trim(), null, out var referent))
                Note("/referent", "malformed-id", "A referent id is 'scheme:value' in lower case.");
            else if (fields[1].Trim() is var label && label.Contains('\uFFFD', StringComparison.Ordinal))
                Note("/label", "malformed-text", "Takes UTF-8.");
            else if (LabelText.Wrong(label, VaultAttribute.LabelLengthMax) is { } wrong)
                Note("/label", "malformed-label", wrong);
            else if (!rows.TryAdd(referent, (label, parser.Row)) && rows[referent] is var first && first.Label != label)
                Note("/referent", "two-labels", $"Row {first.Row} gives the same referent another label.");
            else
                labels.Add(new VaultLabel(referent, label.Length == 0 ? null : label));
        }

        void Note(string column, string code, string detail) => errors.Add(ProblemError.InBody(
            string.Create(CultureInfo.InvariantCulture, $"/{parser.Row}{column}"), code, detail));
    }
}
