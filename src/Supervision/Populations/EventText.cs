using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>Writes simulated events as CloudEvents, over and over into one buffer.</summary>
/// <remarks>
/// What is around the data is written byte for byte: ids, sources and referents of a simulation are plain ASCII that
/// no JSON text has to escape.
/// </remarks>
internal sealed class EventText(DateOnly start)
{
    private static readonly FrozenDictionary<Type, (FactType Type, byte[] Name)> Types = FactTypes.All
        .ToFrozenDictionary(type => type.Record, type => (type, Encoding.ASCII.GetBytes(type.Name)));

    private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    private readonly DateTime _start = start.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    private Utf8JsonWriter? _writer;

    /// <summary>The event in JSON; valid until the next is written.</summary>
    /// <param name="secondsSinceStart">When it happened, counted from the first day of the plan.</param>
    public ReadOnlyMemory<byte> Write(string referentId, EventName name, long secondsSinceStart, Fact fact)
    {
        var (type, typeName) = Types[fact.GetType()];
        _buffer.ResetWrittenCount();
        _buffer.Write("{\"specversion\":\"1.0\",\"id\":\""u8);
        WriteAscii(name.Id);
        _buffer.Write("\",\"source\":\""u8);
        WriteAscii(name.Source);
        _buffer.Write("\",\"type\":\""u8);
        _buffer.Write(typeName);
        _buffer.Write("\",\"subject\":\""u8);
        WriteAscii(referentId);
        _buffer.Write("\",\"time\":\""u8);
        WriteTime(_start.AddSeconds(secondsSinceStart));
        _buffer.Write("\",\"data\":"u8);
        _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        _writer.Reset(_buffer);
        JsonSerializer.Serialize(_writer, fact, type.Json);
        _writer.Flush();
        _buffer.Write("}"u8);
        return _buffer.WrittenMemory;
    }

    /// <summary>A fact as the content of a correction.</summary>
    public static JsonElement ContentOf(Fact fact)
    {
        using var document = JsonDocument.Parse(FactTypes.Write(fact));
        return document.RootElement.Clone();
    }

    private void WriteAscii(string text) =>
        _buffer.Advance(Encoding.ASCII.GetBytes(text, _buffer.GetSpan(text.Length)));

    private void WriteTime(DateTime time)
    {
        time.TryFormat(_buffer.GetSpan(20), out var written, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }
}
