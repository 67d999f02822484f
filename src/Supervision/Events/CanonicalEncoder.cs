using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Supervision.Events;

/// <summary>Escapes what RFC 8785 (section 3.2.2.2) escapes, as it escapes it, and nothing else.</summary>
internal sealed class CanonicalEncoder : JavaScriptEncoder
{
    public static readonly CanonicalEncoder Instance = new();

    private const string ToEscape =
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

    private static readonly SearchValues<char> Characters = SearchValues.Create(ToEscape);

    private static readonly SearchValues<byte> Octets = SearchValues.Create(Encoding.UTF8.GetBytes(ToEscape));

    private CanonicalEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(Characters);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(Octets);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escape = WillEncode(unicodeScalar) ? Escape(unicodeScalar) : char.ConvertFromUtf32(unicodeScalar);
        numberOfCharactersWritten = 0;
        if (!escape.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength)))
            return false;

        numberOfCharactersWritten = escape.Length;
        return true;
    }

    internal static string Escape(int scalar) => scalar switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\\u{scalar:x4}"),
    };
}
