using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>Writes simulated events as CloudEvents, over and over into one buffer.</summary>
internal sealed class EventText(DateOnly start)
{
    private static readonly FrozenDictionary<Type, FactType> Types = FactTypes.All.ToFrozenDictionary(
        type => type.Record);

    private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    private readonly DateTime _start = start.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    private Utf8JsonWriter? _writer;

    /// <summary>The event in JSON; valid until the next is written.</summary>
    /// <param name="secondsSinceStart">When it happened, counted from the first day of the plan.</param>
    public ReadOnlyMemory<byte> Write(string referentId, EventName name, long secondsSinceStart, Fact fact)
    {
        var type = Types[fact.GetType()];
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        _writer.WriteString("specversion"u8, "1.0"u8);
        _writer.WriteString("id"u8, name.Id);
        _writer.WriteString("source"u8, name.Source);
        _writer.WriteString("type"u8, type.Name);
        _writer.WriteString("subject"u8, referentId);
        _writer.WriteString("time"u8, _start.AddSeconds(secondsSinceStart));
        _writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(_writer, fact, type.Json);
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenMemory;
    }

    /// <summary>A fact as the content of a correction.</summary>
    public static JsonElement ContentOf(Fact fact)
    {
        using var document = JsonDocument.Parse(FactTypes.Write(fact));
        return document.RootElement.Clone();
    }
}
