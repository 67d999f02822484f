using System.Security.Cryptography;
using System.Text;

namespace Supervision.Sql.Encryption;

/// <summary>
/// Key-encryption keys in a text file: one a line, 32 bytes as base64, the last one current; lines that begin with
/// <c>#</c> are remarks. The name of a key is the beginning of a hash of it, so that a wrong file is known at once.
/// </summary>
internal sealed class KeyFile(string path) : IKeyEncryption
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeysMax = 100;

    private static readonly string[] Remarks =
    [
        "# Key-encryption keys of Supervision, one a line; the last one is current. Whoever has this file and the",
        "# data reads every dossier; whoever loses it loses them. Keep a copy, and never beside the data or a back-up.",
    ];

    private readonly string _path = Path.GetFullPath(path);
    private List<(string Id, byte[] Key)>? _keys;

    /// <summary>Beside the data folder and not in it, so that a copy of the data is none of the key.</summary>
    public static string DefaultPath(string dataFolder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder.Length > 0 ? dataFolder : "data")) + ".key";

    public static string IdOf(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, "supervision key id"u8, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    public void Prepare()
    {
        if (!File.Exists(_path))
            Write([RandomNumberGenerator.GetBytes(KeyLength)]);
    }

    public (string KeyId, byte[] Wrapped) Wrap(int number, ReadOnlySpan<byte> dataKey)
    {
        var (id, key) = Keys()[^1];
        var wrapped = new byte[NonceLength + dataKey.Length + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            wrapped.AsSpan(0, NonceLength), dataKey, wrapped.AsSpan(NonceLength, dataKey.Length),
            wrapped.AsSpan(NonceLength + dataKey.Length), BoundTo(number, id));
        return (id, wrapped);
    }

    public byte[] Unwrap(int number, string keyId, ReadOnlySpan<byte> wrapped)
    {
        var key = Keys().Find(key => key.Id == keyId).Key ?? throw new UnusableDataException(
            $"The data are encrypted with key {keyId}, and the key file {_path} does not have it. Put the key file of "
            + $"these data there, or name it by {SqlOptions.Section}:Encryption:KeyFile.");
        if (wrapped.Length != NonceLength + KeyLength + TagLength)
            throw Damaged(number, null);

        var dataKey = new byte[KeyLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                wrapped[..NonceLength], wrapped.Slice(NonceLength, KeyLength), wrapped[^TagLength..], dataKey,
                BoundTo(number, keyId));
            return dataKey;
        }
        catch (AuthenticationTagMismatchException altered)
        {
            throw Damaged(number, altered);
        }
    }

    /// <summary>Adds a key, which is current from then on; the old ones stay for what they wrapped.</summary>
    public string Add()
    {
        var keys = Keys();
        var added = RandomNumberGenerator.GetBytes(KeyLength);
        Write([.. keys.Select(key => key.Key), added]);
        _keys = null;
        return IdOf(added);
    }

    private static byte[] BoundTo(int number, string keyId) => Encoding.UTF8.GetBytes($"data key {number} by {keyId}");

    private static UnusableDataException Damaged(int number, Exception? reason) => new(
        $"Data key {number} in the database was altered or damaged: its key does not open it. Restore a back-up.",
        reason!);

    private List<(string Id, byte[] Key)> Keys()
    {
        if (_keys is not null)
            return _keys;
        if (!File.Exists(_path))
            throw new UnusableDataException(
                $"The data are encrypted and there is no key file {_path}. Put it back, or name it by "
                + $"{SqlOptions.Section}:Encryption:KeyFile. Without it nobody can read them.");

        var keys = new List<(string, byte[])>();
        foreach (var line in File.ReadLines(_path).Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var key = new byte[KeyLength];
            if (!Convert.TryFromBase64String(line, key, out var length) || length != KeyLength || keys.Count == KeysMax)
                throw new UnusableDataException(
                    $"{_path} is no key file: a line is 32 bytes as base64, and there are at most {KeysMax}.");
            keys.Add((IdOf(key), key));
        }

        return _keys = keys.Count > 0 ? keys : throw new UnusableDataException($"The key file {_path} has no key.");
    }

    /// <summary>Whole or not at all, and for its owner alone. Of two that make the first one, one wins.</summary>
    private void Write(IReadOnlyList<byte[]> keys)
    {
        var isFirst = !File.Exists(_path);
        var next = $"{_path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var settings = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(next, settings))
            {
                file.Write(Encoding.ASCII.GetBytes(
                    string.Join('\n', [.. Remarks, .. keys.Select(key => Convert.ToBase64String(key))]) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: !isFirst);
        }
        catch (IOException) when (isFirst && File.Exists(_path))
        {
            File.Delete(next); // Another process was first, and its key is as good.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnusableDataException(
                $"The key file {_path} cannot be written ({failure.Message}). Name another place by "
                + $"{SqlOptions.Section}:Encryption:KeyFile.",
                failure);
        }
    }
}
