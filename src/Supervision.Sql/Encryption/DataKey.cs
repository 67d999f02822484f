using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Supervision.Sql.Encryption;

/// <summary>A key that payloads are encrypted with, by its number. Safe to use from several threads.</summary>
internal sealed class DataKey : IDisposable
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    // A cipher is for one thread at a time; to make one costs more than to encrypt an event.
    private readonly ThreadLocal<Cipher> _ciphers;

    public DataKey(int number, byte[] key)
    {
        Number = number;
        _ciphers = new ThreadLocal<Cipher>(() => new Cipher(key), trackAllValues: true);
    }

    public int Number { get; }

    /// <param name="output">Nonce, ciphertext, tag.</param>
    public void Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo, Span<byte> output) =>
        _ciphers.Value!.Encrypt(plain, boundTo, output);

    /// <exception cref="AuthenticationTagMismatchException">Altered, or of another row.</exception>
    public void Decrypt(ReadOnlySpan<byte> input, ReadOnlySpan<byte> boundTo, Span<byte> plain) =>
        _ciphers.Value!.Decrypt(input, boundTo, plain);

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
            cipher.Dispose();
        _ciphers.Dispose();
    }

    /// <remarks>
    /// Nonces are counted on from a random start of 96 bits, not drawn one by one: that costs nothing, and two of the
    /// few thousand threads that ever use a key meet with a chance that is nothing too. Single random nonces would be
    /// safe for 2^32 rows only, which is less than two days at full load.
    /// </remarks>
    private sealed class Cipher : IDisposable
    {
        private readonly AesGcm _cipher;
        private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(NonceLength);

        public Cipher(byte[] key) => _cipher = new AesGcm(key, TagLength);

        public void Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo, Span<byte> output)
        {
            var counter = _nonce.AsSpan(sizeof(int));
            BinaryPrimitives.WriteUInt64LittleEndian(
                counter, unchecked(BinaryPrimitives.ReadUInt64LittleEndian(counter) + 1));
            _nonce.CopyTo(output);
            _cipher.Encrypt(
                _nonce, plain, output.Slice(NonceLength, plain.Length), output[(NonceLength + plain.Length)..],
                boundTo);
        }

        public void Decrypt(ReadOnlySpan<byte> input, ReadOnlySpan<byte> boundTo, Span<byte> plain) =>
            _cipher.Decrypt(
                input[..NonceLength], input.Slice(NonceLength, plain.Length), input[^TagLength..], plain, boundTo);

        public void Dispose() => _cipher.Dispose();
    }
}
