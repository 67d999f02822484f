using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace Supervision.Replays;

/// <summary>Rows as they are stored: JSON arrays, compressed, because neighbouring rows are much alike.</summary>
public static class ReplayRows
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<ImmutableArray<ReplayCell>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var output = new MemoryStream();
        using (var packed = new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new Utf8JsonWriter(packed))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
                Write(writer, row);
            writer.WriteEndArray();
        }

        return output.ToArray();
    }

    public static IReadOnlyList<ImmutableArray<ReplayCell>> Read(ReadOnlyMemory<byte> stored)
    {
        using var packed = new BrotliStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(packed);
        return [.. document.RootElement.EnumerateArray()
            .Select(row => row.EnumerateArray().Select(Cell).ToImmutableArray())];
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<ReplayCell> row)
    {
        writer.WriteStartArray();
        foreach (var cell in row)
        {
            if (cell.Number is { } number)
                writer.WriteNumberValue(number);
            else
                writer.WriteStringValue(cell.Text);
        }

        writer.WriteEndArray();
    }

    private static ReplayCell Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => (ReplayCell)cell.GetInt64(),
        JsonValueKind.String => (ReplayCell)cell.GetString(),
        _ => default,
    };
}
