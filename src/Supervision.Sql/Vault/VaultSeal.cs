using System.Security.Cryptography;
using System.Text;
using Supervision.Referents;

namespace Supervision.Sql.Vault;

/// <summary>
/// What the vault makes of a referent and a label: a fingerprint to look up by, and ciphertext bound to attribute and
/// referent, so that a label moved to another row does not open.
/// </summary>
internal sealed class VaultSeal
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _lookup;
    private readonly byte[] _labels;

    public VaultSeal(byte[] key)
    {
        _lookup = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "vault lookup"u8.ToArray());
        _labels = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "vault labels"u8.ToArray());
    }

    public byte[] Fingerprint(ReferentId referent) =>
        HMACSHA256.HashData(_lookup, Encoding.UTF8.GetBytes(referent.ToString()));

    public byte[] Seal(string attribute, byte[] fingerprint, string label)
    {
        var text = Encoding.UTF8.GetBytes(label);
        var seal = new byte[NonceLength + text.Length + TagLength];
        RandomNumberGenerator.Fill(seal.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_labels, TagLength);
        cipher.Encrypt(
            seal.AsSpan(0, NonceLength), text, seal.AsSpan(NonceLength, text.Length),
            seal.AsSpan(NonceLength + text.Length), BoundTo(attribute, fingerprint));
        return seal;
    }

    /// <exception cref="UnusableDataException">The row was altered, or sealed with another key.</exception>
    public string Open(string attribute, byte[] fingerprint, ReadOnlySpan<byte> seal)
    {
        if (seal.Length < NonceLength + TagLength)
            throw Damaged(null);

        var text = new byte[seal.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_labels, TagLength);
        try
        {
            cipher.Decrypt(
                seal[..NonceLength], seal[NonceLength..^TagLength], seal[^TagLength..], text,
                BoundTo(attribute, fingerprint));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException altered)
        {
            throw Damaged(altered);
        }
    }

    private static byte[] BoundTo(string attribute, byte[] fingerprint) =>
        [.. Encoding.UTF8.GetBytes(attribute), 0, .. fingerprint];

    private static UnusableDataException Damaged(Exception? reason) =>
        new("A label of the vault was altered or damaged: its key does not open it. Restore a back-up.", reason!);
}
