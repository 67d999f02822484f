using System.Security.Cryptography;

namespace Supervision.Sql.Evidence;

/// <summary>Writes and reads a file by the piece, sealed when there is a key: none is whole in memory.</summary>
internal static class FilePieces
{
    private const int Length = 64 * 1024;

    /// <param name="seen">Is shown every piece in clear.</param>
    public static async Task Write(
        Stream content, Stream target, byte[]? key, Action<ReadOnlyMemory<byte>> seen, CancellationToken cancellation)
    {
        using var pieces = key is null ? null : new SealedPieces(key);
        var (piece, next, output) = (new byte[Length], new byte[Length], new byte[Length + SealedPieces.Overhead]);
        var length = await content.ReadAtLeastAsync(piece, Length, throwOnEndOfStream: false, cancellation);
        for (var number = 0u; ; number = checked(number + 1))
        {
            var after = length < Length
                ? 0
                : await content.ReadAtLeastAsync(next, Length, throwOnEndOfStream: false, cancellation);
            seen(piece.AsMemory(0, length));
            await target.WriteAsync(Sealed(pieces, number, after == 0, piece, length, output), cancellation);
            if (after == 0)
                return;

            (piece, next, length) = (next, piece, after);
        }
    }

    /// <exception cref="CryptographicException">It was changed, or its key is another one.</exception>
    public static async Task Read(
        Stream stored, byte[]? key, Func<ReadOnlyMemory<byte>, ValueTask> seen, CancellationToken cancellation)
    {
        using var pieces = key is null ? null : new SealedPieces(key);
        var whole = Length + (key is null ? 0 : SealedPieces.Overhead);
        var (piece, next, plain) = (new byte[whole], new byte[whole], new byte[whole]);
        var length = await stored.ReadAtLeastAsync(piece, whole, throwOnEndOfStream: false, cancellation);
        for (var number = 0u; ; number = checked(number + 1))
        {
            var after = length < whole
                ? 0
                : await stored.ReadAtLeastAsync(next, whole, throwOnEndOfStream: false, cancellation);
            await seen(Opened(pieces, number, after == 0, piece, length, plain));
            if (after == 0)
                return;

            (piece, next, length) = (next, piece, after);
        }
    }

    private static ReadOnlyMemory<byte> Sealed(
        SealedPieces? pieces, uint number, bool isLast, byte[] piece, int length, byte[] output)
    {
        if (pieces is null)
            return piece.AsMemory(0, length);
        pieces.Seal(number, isLast, piece.AsSpan(0, length), output);
        return output.AsMemory(0, length + SealedPieces.Overhead);
    }

    private static ReadOnlyMemory<byte> Opened(
        SealedPieces? pieces, uint number, bool isLast, byte[] piece, int length, byte[] plain)
    {
        if (pieces is null)
            return piece.AsMemory(0, length);
        if (length < SealedPieces.Overhead)
            throw new CryptographicException("A sealed piece is cut off.");
        pieces.Open(number, isLast, piece.AsSpan(0, length), plain.AsSpan(0, length));
        return plain.AsMemory(0, length - SealedPieces.Overhead);
    }
}
