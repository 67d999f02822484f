using Microsoft.Extensions.Options;

namespace Supervision.Sql.Encryption;

/// <summary>
/// Brings every payload under the current data key: those in clear of before there were keys, and those of keys that
/// were replaced. Readers and writers go on beside it; broken off, it is to be run again.
/// </summary>
public sealed class Resealing
{
    private readonly IReadOnlyList<IPayloadColumn> _columns;
    private readonly KeyRing _keys;
    private readonly IDataKeyRows _rows;
    private readonly IKeyEncryption _wrapping;
    private readonly SqlOptions _options;
    private readonly TimeProvider _time;

    internal Resealing(
        IReadOnlyList<IPayloadColumn> columns, KeyRing keys, IDataKeyRows rows, IKeyEncryption wrapping,
        IOptions<SqlOptions> options, TimeProvider time)
    {
        _columns = columns;
        _keys = keys;
        _rows = rows;
        _wrapping = wrapping;
        _options = options.Value;
        _time = time;
    }

    /// <summary>
    /// How long a replaced key stays after its successor was made: other processes look for a new key every half
    /// minute, and none may go on writing with a key that is gone.
    /// </summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(1);

    /// <summary>The keys, oldest first; the last is written with.</summary>
    public IReadOnlyList<DataKeyNote> Keys() =>
        [.. _rows.All().Select(row => new DataKeyNote(
            row.Number, row.WrappedBy, new DateTimeOffset(row.MadeAt, TimeSpan.Zero)))];

    /// <summary>Makes a data key, which is written with from now on.</summary>
    public int AddKey() => _keys.Add(_time);

    /// <summary>Adds a key-encryption key, if they are in a file, and wraps all data keys with it.</summary>
    /// <returns>Its name.</returns>
    public string AddWrappingKey()
    {
        var file = _wrapping as KeyFile
            ?? throw new UnusableDataException("Keys that are not in a file are replaced where they are kept.");
        var name = file.Add();
        _keys.RewrapAll();
        return name;
    }

    /// <param name="progress">Told the table and how many rows of it were looked at.</param>
    public async Task<ResealedCounts> Run(Action<string, long> progress, CancellationToken cancellation)
    {
        var (seen, rewritten) = (0L, 0L);
        foreach (var column in _columns)
        {
            object? mark = null;
            var looked = 0L;
            do
            {
                var page = await column.Rewrite(mark, _options.Encryption.RewriteRows, cancellation);
                (mark, looked) = (page.Next, looked + page.Seen);
                rewritten += page.Rewritten;
                progress(column.Name, looked);
            }
            while (mark is not null);
            seen += looked;
        }

        return new ResealedCounts(seen, rewritten);
    }

    /// <summary>
    /// Removes the keys that nothing is sealed with any more, to be called after a run: what is left of them in free
    /// space, in the write-ahead log or in a copy without them cannot be read again.
    /// </summary>
    /// <param name="isAlone">No other process can be writing with an old key.</param>
    /// <returns>The keys removed, and those that have to stay for now.</returns>
    public (IReadOnlyList<int> Removed, IReadOnlyList<int> Kept) RemoveOldKeys(bool isAlone)
    {
        var rows = _rows.All();
        var old = rows.SkipLast(1).Select(row => row.Number).ToList();
        if (old.Count == 0)
            return ([], []);
        if (!isAlone && _time.GetUtcNow().UtcTicks - rows[^1].MadeAt < Grace.Ticks)
            return ([], old);

        old.ForEach(_rows.Remove);
        return (old, []);
    }
}

/// <summary>A data key, without the key.</summary>
/// <param name="WrappedBy">The name of the key-encryption key that wraps it.</param>
public sealed record DataKeyNote(int Number, string WrappedBy, DateTimeOffset MadeAt);

/// <summary>What a run did: payloads looked at, and those sealed anew.</summary>
public sealed record ResealedCounts(long Seen, long Rewritten);
