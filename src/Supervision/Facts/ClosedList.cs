using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>The words of a closed list, whatever the enumeration behind it.</summary>
public interface IClosedList
{
    /// <summary>The words in the order in which they are declared.</summary>
    ImmutableArray<string> Words { get; }
}

/// <summary>
/// A closed list of words on the wire: kebab-case unless a member names its own word, exact to the letter, never a
/// number and never several at once. (The framework's own converter forgives case, digits and comma lists.)
/// </summary>
public sealed class ClosedList<TWord> : JsonConverter<TWord>, IClosedList
    where TWord : struct, Enum
{
    private static readonly TWord[] Members = Enum.GetValues<TWord>();

    private static readonly ImmutableArray<string> Texts = [.. Members.Select(TextOf)];

    private static readonly ImmutableArray<JsonEncodedText> Encoded =
        [.. Texts.Select(text => JsonEncodedText.Encode(text))];

    private static readonly byte[][] Utf8 = [.. Texts.Select(Encoding.UTF8.GetBytes)];

    public ImmutableArray<string> Words => Texts;

    /// <summary>The word for a member, as it is on the wire.</summary>
    public static string WordFor(TWord member) => Texts[IndexOf(member)];

    public static bool TryParse(string? word, out TWord member)
    {
        var index = word is null ? -1 : Texts.IndexOf(word, 0, Texts.Length, StringComparer.Ordinal);
        member = index < 0 ? default : Members[index];
        return index >= 0;
    }

    public override TWord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Find(ref reader) : throw NotInList();

    public override void Write(Utf8JsonWriter writer, TWord value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Encoded[IndexOf(value)]);

    public override TWord ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Find(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TWord value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Encoded[IndexOf(value)]);

    private static TWord Find(ref Utf8JsonReader reader)
    {
        for (var index = 0; index < Utf8.Length; index++)
        {
            if (reader.ValueTextEquals(Utf8[index]))
                return Members[index];
        }

        throw NotInList();
    }

    private static int IndexOf(TWord member)
    {
        var index = Array.IndexOf(Members, member);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(member));
    }

    private static string TextOf(TWord member)
    {
        var name = member.ToString();
        return typeof(TWord).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name);
    }

    private static JsonException NotInList() => new($"Not a word of the closed list {typeof(TWord).Name}.");
}
