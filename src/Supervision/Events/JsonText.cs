using System.Text;

namespace Supervision.Events;

/// <summary>What is wrong with a text that is otherwise well-formed JSON.</summary>
internal enum TextFault
{
    None,
    ControlCharacter,
    LoneSurrogate,
}

/// <summary>The text between the quotes of a JSON string.</summary>
internal static class JsonText
{
    /// <summary>
    /// Undoes the escapes of a string that the JSON reader has accepted. Answers false when an escape is half of a
    /// surrogate pair, which is no character; the text then has U+FFFD there.
    /// </summary>
    public static bool Unescape(ReadOnlySpan<byte> raw, Span<byte> destination, out int length)
    {
        length = 0;
        var sound = true;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
                plain = raw.Length;

            raw[..plain].CopyTo(destination[length..]);
            length += plain;
            raw = raw[plain..];
            if (raw.IsEmpty)
                break;

            var rune = ReadEscape(ref raw, ref sound);
            length += rune.EncodeToUtf8(destination[length..]);
        }

        return sound;
    }

    /// <summary>Whether a text has control characters (C0, DEL, C1), which are no part of any name or id.</summary>
    public static bool HasControl(ReadOnlySpan<byte> utf8)
    {
        var other = utf8.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e);
        while (other >= 0)
        {
            utf8 = utf8[other..];
            if (utf8[0] < 0x80 || (utf8[0] == 0xc2 && utf8.Length > 1 && utf8[1] < 0xa0))
                return true;

            utf8 = utf8[1..];
            other = utf8.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e);
        }

        return false;
    }

    /// <summary>The number of characters (Unicode code points) of a well-formed text.</summary>
    public static int CharacterCount(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
            return utf8.Length;

        var count = 0;
        foreach (var octet in utf8)
        {
            if ((octet & 0xc0) != 0x80)
                count++;
        }

        return count;
    }

    private static Rune ReadEscape(ref ReadOnlySpan<byte> raw, ref bool sound)
    {
        var kind = raw[1];
        if (kind != 'u')
        {
            raw = raw[2..];
            return new Rune(kind switch
            {
                (byte)'b' => '\b',
                (byte)'t' => '\t',
                (byte)'n' => '\n',
                (byte)'f' => '\f',
                (byte)'r' => '\r',
                _ => (char)kind,
            });
        }

        var first = (char)HexOf(raw[2..6]);
        raw = raw[6..];
        if (!char.IsSurrogate(first))
            return new Rune(first);

        if (char.IsHighSurrogate(first) && raw.Length >= 6 && raw[0] == '\\' && raw[1] == 'u')
        {
            var second = (char)HexOf(raw[2..6]);
            if (Rune.TryCreate(first, second, out var pair))
            {
                raw = raw[6..];
                return pair;
            }
        }

        sound = false;
        return Rune.ReplacementChar;
    }

    private static int HexOf(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);

        return value;
    }
}
