using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Supervision.Sql.Evidence;

/// <summary>
/// How a file is sealed: in pieces of 64 KiB, each by AES-256-GCM with a key that no other file has. The nonce of a
/// piece is its number and whether it is the last, so that pieces cannot be moved, doubled or left out.
/// </summary>
internal sealed class SealedPieces(byte[] key) : IDisposable
{
    public const int KeyLength = 32;
    public const int Overhead = 16;

    private const int NonceLength = 12;

    private readonly AesGcm _cipher = new(key, Overhead);

    /// <param name="output">The piece, and a tag after it.</param>
    public void Seal(uint number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> output) => _cipher.Encrypt(
        Nonce(number, isLast), plain, output[..plain.Length], output.Slice(plain.Length, Overhead));

    /// <exception cref="AuthenticationTagMismatchException">It is not that piece, or was changed.</exception>
    public void Open(uint number, bool isLast, ReadOnlySpan<byte> stored, Span<byte> plain) => _cipher.Decrypt(
        Nonce(number, isLast), stored[..^Overhead], stored[^Overhead..], plain[..^Overhead]);

    public void Dispose() => _cipher.Dispose();

    private static byte[] Nonce(uint number, bool isLast)
    {
        var nonce = new byte[NonceLength];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(NonceLength - 5), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
