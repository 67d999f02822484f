using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using Supervision.Replays;

namespace Supervision.Gateway.Replays;

/// <summary>Rows as Apache Parquet: whole numbers of 64 bits or text, and each may lack.</summary>
internal static class ParquetFile
{
    /// <summary>Rows of a group: enough to compress well, few enough to hold.</summary>
    private const int GroupMax = 20_000;

    public static async Task Write(
        ImmutableArray<ReplayColumn> columns, IAsyncEnumerable<IReadOnlyList<ImmutableArray<ReplayCell>>> parts,
        Stream output, CancellationToken cancellation)
    {
        var fields = columns
            .Select(column => column.IsNumber
                ? (DataField)new DataField<long?>(column.Name)
                : new DataField<string>(column.Name))
            .ToArray();
        await using var gathered = new GatheredWrites(output);
        // What ends the file is written as the writer is disposed of.
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), gathered, cancellationToken: cancellation))
        {
            var rows = new List<ImmutableArray<ReplayCell>>();
            await foreach (var part in parts.WithCancellation(cancellation))
            {
                rows.AddRange(part);
                if (rows.Count < GroupMax)
                    continue;

                await WriteGroup(writer, fields, columns, rows, cancellation);
                await gathered.PassOn(cancellation);
            }

            if (rows.Count > 0)
                await WriteGroup(writer, fields, columns, rows, cancellation);
        }

        await gathered.PassOn(cancellation);
    }

    private static async Task WriteGroup(
        ParquetWriter writer, DataField[] fields, ImmutableArray<ReplayColumn> columns,
        List<ImmutableArray<ReplayCell>> rows, CancellationToken cancellation)
    {
        using var group = writer.CreateRowGroup();
        for (var index = 0; index < fields.Length; index++)
        {
            var place = index;
            if (columns[index].IsNumber)
                await group.WriteAsync<long>(
                    fields[index], rows.Select(row => row[place].Number).ToArray(),
                    cancellationToken: cancellation);
            else
                await group.WriteAsync(fields[index], rows.Select(row => row[place].Text).ToArray());
        }

        group.CompleteValidate();
        rows.Clear();
    }
}
