using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Supervision.Gateway.Ingest;

/// <summary>Reads bodies that are one JSON text, up to a limit.</summary>
internal static class BodyReading
{
    /// <summary>Events in one batch.</summary>
    public const int BatchEventsMax = 1_000;

    /// <summary>Bytes of one batch.</summary>
    public const int BatchBytesMax = 8 * 1024 * 1024;

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = BatchBytesMax };

    /// <summary>The whole body; null when it is larger than the limit.</summary>
    public static async ValueTask<byte[]?> Read(PipeReader body, int bytesMax, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellation);
            var buffer = result.Buffer;
            if (buffer.Length > bytesMax)
            {
                body.AdvanceTo(buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var whole = buffer.ToArray();
                body.AdvanceTo(buffer.End);
                return whole;
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The events of a batch, a JSON array; or why it is none.</summary>
    public static (Piece Batch, Refusal? Refusal) ReadBatch(
        ReadOnlySpan<byte> json, Admission admission, DateTimeOffset now)
    {
        var batch = new Piece();
        var tokens = new Utf8JsonReader(json, AnyDepth);
        try
        {
            if (!tokens.Read() || tokens.TokenType != JsonTokenType.StartArray)
                return (batch, new Refusal("wrong-type", "A batch is a JSON array of events.", ""));

            while (tokens.Read() && tokens.TokenType != JsonTokenType.EndArray)
            {
                if (batch.Lines.Count == BatchEventsMax)
                    return (batch, new Refusal("too-long", $"A batch may have at most {BatchEventsMax} events.", ""));

                var start = (int)tokens.TokenStartIndex;
                tokens.Skip();
                batch.Add(batch.Lines.Count + 1, admission.Read(json[start..(int)tokens.BytesConsumed], now));
            }

            while (tokens.Read())
            {
            }
        }
        catch (JsonException)
        {
            var place = $"Is not JSON from byte {tokens.BytesConsumed} on; nothing of the batch is stored.";
            return (batch, new Refusal("malformed-json", place, ""));
        }

        return (batch, null);
    }
}
