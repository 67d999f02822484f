using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Supervision.Gateway.Tests.Access;

#pragma warning disable CA5350 // Authenticator apps take SHA-1, which as HMAC is not weak.

/// <summary>An authenticator app: codes of a secret by RFC 6238, written from the RFC.</summary>
internal static class Authenticator
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="steps">How many half minutes from now.</param>
    public static string Code(string secret, int steps = 0)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + steps);
        var hash = HMACSHA1.HashData(Bytes(secret), moment);
        var at = hash[^1] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6");
    }

    private static byte[] Bytes(string secret)
    {
        var bits = string.Concat(secret.Replace(" ", "").ToLowerInvariant()
            .Select(letter => Convert.ToString(Alphabet.IndexOf(letter), 2).PadLeft(5, '0')));
        return
        [
            .. bits.Chunk(8).Where(eight => eight.Length == 8)
                .Select(eight => Convert.ToByte(new string(eight), 2)),
        ];
    }
}
