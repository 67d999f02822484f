using System.Buffers.Text;
using System.Text;

namespace Supervision.Events;

/// <summary>A growing piece of memory to put canonical JSON together in; used again for the next event.</summary>
internal sealed class Scratch
{
    private const int CapacityFirst = 4096;
    private const int TextOnStackMax = 512;

    [ThreadStatic]
    private static Scratch? _ofThread;

    private byte[] _bytes = new byte[CapacityFirst];

    /// <summary>The one of this thread, emptied. Not to be held on to.</summary>
    public static Scratch Rent()
    {
        var scratch = _ofThread ??= new Scratch();
        scratch.Length = 0;
        return scratch;
    }

    public int Length { get; set; }

    public ReadOnlySpan<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));

        return _bytes.AsSpan(Length, count);
    }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Length += utf8.Length;
    }

    /// <summary>Appends a part of what is here already.</summary>
    public void AppendPart(int start, int length)
    {
        Reserve(length);
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(Length));
        Length += length;
    }

    public void Append(byte octet)
    {
        Reserve(1)[0] = octet;
        Length++;
    }

    public void Append(long number)
    {
        Utf8Formatter.TryFormat(number, Reserve(20), out var length);
        Length += length;
    }

    public void Append(double number) => Length += CanonicalNumber.Write(number, Reserve(CanonicalNumber.LengthMax));

    /// <summary>Appends a text with its quotes, escaped as the canonical form asks.</summary>
    public void AppendText(string text)
    {
        Span<byte> utf8 = stackalloc byte[TextOnStackMax];
        if (Encoding.UTF8.TryGetBytes(text, utf8, out var length))
            AppendText((ReadOnlySpan<byte>)utf8[..length]);
        else
            AppendText((ReadOnlySpan<byte>)Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Appends a text with its quotes, escaped as the canonical form asks.</summary>
    public void AppendText(ReadOnlySpan<byte> utf8)
    {
        Append((byte)'"');
        while (!utf8.IsEmpty)
        {
            var plain = CanonicalEncoder.Instance.FindFirstCharacterToEncodeUtf8(utf8);
            if (plain < 0)
                plain = utf8.Length;

            Append(utf8[..plain]);
            utf8 = utf8[plain..];
            if (utf8.IsEmpty)
                break;

            foreach (var character in CanonicalEncoder.Escape(utf8[0]))
                Append((byte)character);

            utf8 = utf8[1..];
        }

        Append((byte)'"');
    }
}
