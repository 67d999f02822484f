using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Referents;

/// <summary>
/// The name of a referent, <c>scheme:value</c> (<c>kvk:90000017</c>): lower-case, a scheme of 1 to 16 letters or
/// digits, a value of 1 to 80 characters of <c>[a-z0-9._-]</c>. Equal when the text is equal.
/// </summary>
[GenerateSerializer, Immutable, Alias("referent-id")]
[JsonConverter(typeof(ReferentIdJsonConverter))]
public readonly record struct ReferentId : IParsable<ReferentId>
{
    public const int SchemeLengthMax = 16;
    public const int ValueLengthMax = 80;

    [Id(0)]
    private readonly string? _text;

    private ReferentId(string text) => _text = text;

    public override string ToString() => _text ?? "";

    public static ReferentId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id)
            ? id
            : throw new FormatException("A referent id is 'scheme:value' in lower case, value of [a-z0-9._-].");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ReferentId result)
    {
        result = default;
        if (s is null || !IsWellFormed(s))
            return false;

        result = new ReferentId(s);
        return true;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon is < 1 or > SchemeLengthMax)
            return false;

        var value = text[(colon + 1)..];
        return value.Length is >= 1 and <= ValueLengthMax
            && !text[..colon].ContainsAnyExcept(SchemeCharacters)
            && !value.ContainsAnyExcept(ValueCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly System.Buffers.SearchValues<char> ValueCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");
}

/// <summary>Writes and reads a referent id as its text.</summary>
public sealed class ReferentIdJsonConverter : JsonConverter<ReferentId>
{
    public override ReferentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReferentId.TryParse(reader.GetString(), null, out var id)
            ? id
            : throw new JsonException("A referent id is 'scheme:value' in lower case, value of [a-z0-9._-].");

    public override void Write(Utf8JsonWriter writer, ReferentId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
