using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Sql.Encryption;

/// <summary>What kind of payload it is: no payload of one kind opens as one of another.</summary>
internal enum PayloadKind : byte
{
    Event = 1,
    Snapshot = 2,
    Outbox = 3,
    Grain = 4,
    Account = 5,
}

/// <summary>
/// The data keys of a database, unwrapped, and how payloads are sealed with them. A sealed payload is
/// <code>
/// byte  0      0xC5, which begins no payload in clear
/// bytes 1–4    number of the data key, big-endian
/// bytes 5–16   nonce
/// then         ciphertext of AES-256-GCM, and 16 bytes of tag
/// </code>
/// bound to its kind and its row: moved to another row it does not open. What is not sealed is read as it is.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    public const int Overhead = HeaderLength + DataKey.NonceLength + DataKey.TagLength;

    private const byte Marker = 0xC5;
    private const int HeaderLength = 1 + sizeof(int);
    private const int RowStackMax = 256;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(30);

    private readonly IDataKeyRows _rows;
    private readonly IKeyEncryption _wrapping;
    private readonly bool _isEnabled;
    private readonly TimeProvider _time;
    private long _lookedAt;
    private readonly Lock _gate = new();
    private volatile Dictionary<int, DataKey> _keys = [];
    private volatile DataKey? _current;

    private KeyRing(IDataKeyRows rows, IKeyEncryption wrapping, bool isEnabled, TimeProvider time)
    {
        _time = time;
        _lookedAt = time.GetTimestamp();
        _rows = rows;
        _wrapping = wrapping;
        _isEnabled = isEnabled;
    }

    /// <summary>The number of the key that is written with; null when payloads are written in clear.</summary>
    public int? Current => _isEnabled ? _current?.Number : null;

    /// <summary>The keys of the database.</summary>
    /// <param name="makes">The data are to be written, so the first key is made when there is none.</param>
    /// <exception cref="UnusableDataException">The key-encryption key is missing, or another one.</exception>
    public static KeyRing Open(
        IDataKeyRows rows, IKeyEncryption wrapping, bool isEnabled, bool makes, TimeProvider time)
    {
        var ring = new KeyRing(rows, wrapping, isEnabled, time);
        ring.Load();
        if (ring._current is null && makes && isEnabled)
        {
            wrapping.Prepare();
            ring.Add(time);
        }

        return ring;
    }

    /// <summary>Makes a key, which is written with from now on.</summary>
    public int Add(TimeProvider time)
    {
        while (true)
        {
            var number = checked(_keys.Keys.DefaultIfEmpty(0).Max() + 1);
            var key = RandomNumberGenerator.GetBytes(KeyFile.KeyLength);
            var (wrappedBy, wrapped) = _wrapping.Wrap(number, key);
            var isAdded = _rows.TryAdd(new DataKeyRow(number, wrappedBy, wrapped, time.GetUtcNow().UtcTicks));
            Load();
            if (isAdded)
                return number;
        }
    }

    /// <summary>Wraps every data key with the current key-encryption key.</summary>
    public int RewrapAll()
    {
        var rows = _rows.All();
        foreach (var row in rows)
        {
            var (wrappedBy, wrapped) = _wrapping.Wrap(
                row.Number, _wrapping.Unwrap(row.Number, row.WrappedBy, row.Wrapped));
            _rows.Rewrap(row with { WrappedBy = wrappedBy, Wrapped = wrapped });
        }

        return rows.Count;
    }

    /// <summary>Looks for keys that another process has made.</summary>
    public void Load()
    {
        lock (_gate)
        {
            var keys = new Dictionary<int, DataKey>(_keys);
            foreach (var row in _rows.All())
            {
                if (!keys.ContainsKey(row.Number))
                    keys.Add(row.Number, new DataKey(
                        row.Number, _wrapping.Unwrap(row.Number, row.WrappedBy, row.Wrapped)));
            }

            _keys = keys;
            _current = keys.Count == 0 ? null : keys[keys.Keys.Max()];
        }
    }

    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.Length >= Overhead && stored[0] == Marker;

    /// <summary>The number of the key that a payload is sealed with; null when it is in clear.</summary>
    public static int? KeyOf(ReadOnlySpan<byte> stored) =>
        IsSealed(stored) ? BinaryPrimitives.ReadInt32BigEndian(stored[1..]) : null;

    /// <summary>How long a payload is once it is sealed.</summary>
    public int LengthOf(int plain) => Current is null ? plain : plain + Overhead;

    /// <param name="output">Of the length that <see cref="LengthOf"/> says.</param>
    public void Seal(PayloadKind kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        if (!_isEnabled || _current is not { } key)
        {
            plain.CopyTo(output);
            return;
        }

        LookForNewer();
        output[0] = Marker;
        BinaryPrimitives.WriteInt32BigEndian(output[1..], key.Number);
        Span<byte> boundTo = stackalloc byte[RowStackMax];
        key.Encrypt(plain, BoundTo(kind, row, boundTo), output[HeaderLength..]);
    }

    public byte[] Seal(PayloadKind kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain)
    {
        var output = new byte[LengthOf(plain.Length)];
        Seal(kind, row, plain, output);
        return output;
    }

    public byte[] Seal(PayloadKind kind, string row, ReadOnlySpan<byte> plain) =>
        Seal(kind, Encoding.UTF8.GetBytes(row), plain);

    /// <summary>
    /// The payload as it was given. One that was altered, or moved from another row, comes back as it is stored, which
    /// no reader of payloads can read: it shows as damaged there, and stops nothing else.
    /// </summary>
    /// <exception cref="UnusableDataException">Its key is gone.</exception>
    public byte[] Open(PayloadKind kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> stored)
    {
        if (KeyOf(stored) is not { } number)
            return stored.ToArray();

        var plain = new byte[stored.Length - Overhead];
        Span<byte> boundTo = stackalloc byte[RowStackMax];
        try
        {
            KeyOf(number).Decrypt(stored[HeaderLength..], BoundTo(kind, row, boundTo), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return stored.ToArray();
        }
    }

    public byte[] Open(PayloadKind kind, string row, ReadOnlySpan<byte> stored) =>
        Open(kind, Encoding.UTF8.GetBytes(row), stored);

    /// <summary>A payload for a column of text.</summary>
    public string SealText(PayloadKind kind, string row, string plain) =>
        Current is null || plain.Length == 0
            ? plain
            : Convert.ToBase64String(Seal(kind, row, Encoding.UTF8.GetBytes(plain)));

    /// <summary>Text is JSON or nothing when it is in clear, and base64 begins otherwise when it is sealed.</summary>
    public string OpenText(PayloadKind kind, string row, string stored)
    {
        var bytes = BytesOfText(stored);
        return IsSealed(bytes) ? Encoding.UTF8.GetString(Open(kind, row, bytes)) : stored;
    }

    /// <summary>What a column of text holds, sealed or in clear.</summary>
    public static byte[] BytesOfText(string stored)
    {
        var bytes = new byte[stored.Length];
        return stored.Length > 0 && stored[0] != '{' && Convert.TryFromBase64String(stored, bytes, out var length)
            ? bytes[..length]
            : Encoding.UTF8.GetBytes(stored);
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    /// <summary>Now and then, beside what goes on: another process may have made a key to write with.</summary>
    private void LookForNewer()
    {
        var (before, now) = (Volatile.Read(ref _lookedAt), _time.GetTimestamp());
        if (_time.GetElapsedTime(before, now) > LookPeriod
            && Interlocked.CompareExchange(ref _lookedAt, now, before) == before)
            Task.Run(Load);
    }

    private DataKey KeyOf(int number)
    {
        if (_keys.TryGetValue(number, out var key))
            return key;
        Load();
        return _keys.TryGetValue(number, out key)
            ? key
            : throw new UnusableDataException($"A payload is encrypted with data key {number}, which is gone.");
    }

    private static ReadOnlySpan<byte> BoundTo(PayloadKind kind, ReadOnlySpan<byte> row, Span<byte> buffer)
    {
        var bound = row.Length < buffer.Length ? buffer[..(row.Length + 1)] : new byte[row.Length + 1];
        bound[0] = (byte)kind;
        row.CopyTo(bound[1..]);
        return bound;
    }
}
