using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Log;

/// <summary>Which partition a referent's events go to.</summary>
public static class Partitions
{
    public const int CountDefault = 16;
    public const int CountMax = 1024;

    /// <summary>
    /// The first eight bytes, big-endian, of SHA-256 over the UTF-8 text of the referent id, modulo the number of
    /// partitions: the same in every language and on every machine.
    /// </summary>
    public static int Of(string referentId, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitionCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitionCount, CountMax);

        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(referentId.Length)];
        var length = Encoding.UTF8.GetBytes(referentId, utf8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)partitionCount);
    }
}
