using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Supervision.Facts;

/// <summary>One kind of fact of a closed set: its permanent name, its record, and how the two meet in JSON.</summary>
internal readonly record struct FactKind(string Name, Type Record, JsonTypeInfo Json)
{
    /// <param name="canonical">Rules that write canonical JSON and know the record.</param>
    public static FactKind Of<TRecord>(string name, JsonSerializerOptions canonical) =>
        new(name, typeof(TRecord), canonical.GetTypeInfo(typeof(TRecord)));
}

/// <summary>A closed set of facts: from name to record and back, and the canonical JSON of each.</summary>
internal sealed class FactSet<TFact>(ImmutableArray<FactKind> kinds)
    where TFact : class
{
    private readonly FrozenDictionary<string, FactKind> _byName =
        kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    private readonly FrozenDictionary<Type, FactKind> _byRecord = kinds.ToFrozenDictionary(kind => kind.Record);

    /// <summary>The names, in the order given.</summary>
    public ImmutableArray<string> Names { get; } = [.. kinds.Select(kind => kind.Name)];

    /// <summary>The records, in the same order.</summary>
    public ImmutableArray<Type> Records { get; } = [.. kinds.Select(kind => kind.Record)];

    public string NameOf(Type record) => Kind(record).Name;

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public byte[] Write(TFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, Kind(fact.GetType()).Json);

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public TFact Read(string type, ReadOnlySpan<byte> data)
    {
        if (!_byName.TryGetValue(type, out var kind))
            throw new FormatException("There is no fact of this type.");

        try
        {
            return (TFact?)JsonSerializer.Deserialize(data, kind.Json)
                ?? throw new FormatException($"The data are not of type {kind.Name}.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException($"The data are not of type {kind.Name}.", unreadable);
        }
    }

    private FactKind Kind(Type record) => _byRecord.TryGetValue(record, out var kind)
        ? kind
        : throw new ArgumentException($"{record.Name} is not in the catalogue of facts.", nameof(record));
}
