using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Supervision.Features;

/// <summary>Writes a snapshot: whole numbers in as few bytes as they need, the small ones in one.</summary>
internal ref struct StateWriter(IBufferWriter<byte> output)
{
    private const int NumberLengthMax = 10;

    private readonly IBufferWriter<byte> _output = output;

    public readonly void Number(long value)
    {
        var span = _output.GetSpan(NumberLengthMax);
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = unchecked((byte)(rest | 0x80));
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _output.Advance(length);
    }

    public readonly void Hash(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), value);
        _output.Advance(sizeof(ulong));
    }

    public readonly void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(value);
        Number(utf8.Length);
        _output.Write(utf8);
    }
}

/// <summary>Reads a snapshot.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> state)
{
    private ReadOnlySpan<byte> _rest = state;

    public long Number()
    {
        ulong value = 0;
        var shift = 0;
        while (true)
        {
            if (_rest.IsEmpty || shift > 63)
                throw new FormatException("The snapshot ends within a number.");

            var octet = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
                return unchecked((long)(value >> 1) ^ -(long)(value & 1));

            shift += 7;
        }
    }

    /// <summary>How many items follow; no more than there are bytes left for.</summary>
    public int Count()
    {
        var count = Number();
        return count >= 0 && count <= _rest.Length
            ? (int)count
            : throw new FormatException("The snapshot has less in it than it says.");
    }

    public ulong Hash()
    {
        if (_rest.Length < sizeof(ulong))
            throw new FormatException("The snapshot ends within a hash.");

        var value = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        _rest = _rest[sizeof(ulong)..];
        return value;
    }

    public string? Text()
    {
        var length = Number();
        if (length < 0)
            return null;

        if (length > _rest.Length)
            throw new FormatException("The snapshot ends within a text.");

        var text = Encoding.UTF8.GetString(_rest[..(int)length]);
        _rest = _rest[(int)length..];
        return text;
    }
}
