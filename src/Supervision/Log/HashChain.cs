using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Supervision.Log;

/// <summary>
/// The chain that makes a change of history visible. The link of an event is SHA-256 over 84 bytes:
/// <code>
/// bytes  0–31  the link of the event before it in the partition; 32 zero bytes before the first
/// bytes 32–63  the digest of the event: SHA-256 of its canonical JSON
/// bytes 64–67  partition, signed 32 bits, big-endian
/// bytes 68–75  offset, signed 64 bits, big-endian
/// bytes 76–83  when it was recorded: ticks of 100 ns since 0001-01-01T00:00:00Z, signed 64 bits, big-endian
/// </code>
/// It holds the digest and not the payload, so a payload can be erased by law and the chain still holds.
/// </summary>
public static class HashChain
{
    /// <summary>The length of a link, and of a digest.</summary>
    public const int LinkLength = SHA256.HashSizeInBytes;

    private const int InputLength = LinkLength + LinkLength + sizeof(int) + sizeof(long) + sizeof(long);

    /// <summary>What stands before the first link of a partition.</summary>
    public static ReadOnlySpan<byte> Origin => new byte[LinkLength];

    public static byte[] Link(
        ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest, LogPosition position, DateTimeOffset recordedAt)
    {
        var link = new byte[LinkLength];
        Link(previous, digest, position, recordedAt.UtcTicks, link);
        return link;
    }

    /// <summary>The same without an allocation; <paramref name="link"/> may be <paramref name="previous"/>.</summary>
    public static void Link(
        ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest, LogPosition position, long recordedAtTicks,
        Span<byte> link)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, LinkLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(digest.Length, LinkLength);

        Span<byte> input = stackalloc byte[InputLength];
        previous.CopyTo(input);
        digest.CopyTo(input[LinkLength..]);
        BinaryPrimitives.WriteInt32BigEndian(input[(2 * LinkLength)..], position.Partition);
        BinaryPrimitives.WriteInt64BigEndian(input[(2 * LinkLength + sizeof(int))..], position.Offset);
        BinaryPrimitives.WriteInt64BigEndian(input[(InputLength - sizeof(long))..], recordedAtTicks);
        SHA256.HashData(input, link);
    }
}
