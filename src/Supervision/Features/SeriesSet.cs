using System.Numerics;

namespace Supervision.Features;

/// <summary>
/// The series of one referent in one array, by kind and day: there are many referents, and most have a few entries of
/// many kinds, so that an object for each would weigh more than what is in it.
/// </summary>
internal sealed class SeriesSet
{
    // An entry: kind (8 bits), day (24), total (32). The total has its own sign, and is not part of the order.
    private const int KindShift = 56;
    private const int DayShift = 32;
    private const ulong DayMask = 0xff_ffff;

    /// <summary>Below this many entries letting go of old days is not worth the look.</summary>
    private const int EntriesMin = 64;

    private ulong[] _entries = [];
    private int _count;

    /// <summary>Which kinds have entries, or had: most referents lack most.</summary>
    private ulong _kinds;
    private ulong _delays;

    /// <summary>Where the entries of each kind begin, in the order of the kinds that are there.</summary>
    private int[] _starts = [];

    public TraceList Traces { get; private set; } = new();

    /// <summary>The first day on which anything changed since it was last asked.</summary>
    public int TouchedFrom { get; private set; } = int.MinValue;

    public static int DayOf(ulong entry) => (int)((entry >> DayShift) & DayMask);

    public static int TotalOf(ulong entry) => unchecked((int)(uint)entry);

    /// <summary>The delays in whole weeks that notifications had, one bit each.</summary>
    public ulong Delays => _delays;

    public Series Find(SeriesKind kind)
    {
        if (!Has(kind))
            return default;

        var rank = RankOf(kind);
        return new Series(_entries.AsSpan(_starts[rank], EndOf(rank) - _starts[rank]));
    }

    /// <summary>Adds to a day; taking away what was added before leaves nothing of it.</summary>
    /// <param name="horizon">Days up to and including this one need not be told apart any more.</param>
    public void Add(SeriesKind kind, int day, int amount, int horizon)
    {
        Touch(day);
        if (!Has(kind))
            Open(kind);

        var rank = RankOf(kind);
        var key = Key(kind, day);
        var index = Below(key, rank);
        if (index == _count || _entries[index] >> DayShift != key >> DayShift)
            index = Insert(key, index, rank, horizon);

        var end = EndOf(rank);
        for (var i = index; i < end; i++)
            _entries[i] = WithTotal(_entries[i], TotalOf(_entries[i]) + amount);

        if (TotalOf(_entries[index]) == TotalBefore(index))
        {
            _count--;
            Array.Copy(_entries, index + 1, _entries, index, _count - index);
            Shift(rank, -1);
        }
    }

    public void Touch(int day) => TouchedFrom = Math.Min(TouchedFrom, day);

    public void Settle() => TouchedFrom = int.MaxValue;

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(_count);
        ulong previous = 0;
        foreach (var entry in _entries.AsSpan(0, _count))
        {
            var kind = entry >> KindShift;
            var isSame = previous >> KindShift == kind;
            writer.Number((long)(kind - (previous >> KindShift)));
            writer.Number(DayOf(entry) - (isSame ? DayOf(previous) : 0));
            writer.Number(TotalOf(entry) - (isSame ? TotalOf(previous) : 0));
            previous = entry;
        }

        Traces.WriteTo(ref writer);
    }

    public static SeriesSet Read(ref StateReader reader)
    {
        var entries = new ulong[reader.Count()];
        var set = new SeriesSet { _entries = entries, _count = entries.Length };
        ulong previous = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var kind = (previous >> KindShift) + (ulong)reader.Number();
            var isSame = previous >> KindShift == kind;
            var day = (int)reader.Number() + (isSame ? DayOf(previous) : 0);
            var total = (int)reader.Number() + (isSame ? TotalOf(previous) : 0);
            entries[i] = previous = WithTotal(Key((SeriesKind)kind, day), total);
            set.Note((SeriesKind)kind);
        }

        set.Index();
        set.Traces = TraceList.Read(ref reader);
        return set;
    }

    private bool Has(SeriesKind kind) =>
        ((kind < SeriesKind.NotificationsByDelay ? _kinds : _delays) & (1UL << ((byte)kind & 63))) != 0;

    private void Note(SeriesKind kind)
    {
        if (kind < SeriesKind.NotificationsByDelay)
            _kinds |= 1UL << (byte)kind;
        else
            _delays |= 1UL << ((byte)kind & 63);
    }

    private static ulong Key(SeriesKind kind, int day) => ((ulong)kind << KindShift) | ((ulong)day << DayShift);

    private static ulong WithTotal(ulong entry, int total) =>
        (entry >> DayShift << DayShift) | unchecked((uint)total);

    private int TotalBefore(int index) =>
        index > 0 && _entries[index - 1] >> KindShift == _entries[index] >> KindShift
            ? TotalOf(_entries[index - 1])
            : 0;

    private int RankOf(SeriesKind kind)
    {
        var below = (1UL << ((byte)kind & 63)) - 1;
        return kind < SeriesKind.NotificationsByDelay
            ? BitOperations.PopCount(_kinds & below)
            : BitOperations.PopCount(_kinds) + BitOperations.PopCount(_delays & below);
    }

    private int EndOf(int rank) => rank + 1 < _starts.Length ? _starts[rank + 1] : _count;

    /// <summary>Entries have come into a kind, or gone: those of later kinds begin elsewhere.</summary>
    private void Shift(int rank, int by)
    {
        for (var later = rank + 1; later < _starts.Length; later++)
            _starts[later] += by;
    }

    private void Open(SeriesKind kind)
    {
        Note(kind);
        var rank = RankOf(kind);
        var start = rank < _starts.Length ? _starts[rank] : _count;
        _starts = [.. _starts.AsSpan(0, rank), start, .. _starts.AsSpan(rank)];
    }

    private void Index()
    {
        _starts = new int[BitOperations.PopCount(_kinds) + BitOperations.PopCount(_delays)];
        Array.Fill(_starts, _count);
        for (var i = _count - 1; i >= 0; i--)
        {
            // A kind without entries begins where the next one does.
            for (var rank = RankOf((SeriesKind)(_entries[i] >> KindShift)); rank >= 0 && _starts[rank] > i; rank--)
                _starts[rank] = i;
        }
    }

    /// <summary>The index of the first entry of a kind that is not below a key.</summary>
    private int Below(ulong key, int rank)
    {
        var (low, high) = (_starts[rank], EndOf(rank));
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private int Insert(ulong key, int index, int rank, int horizon)
    {
        if (_count == _entries.Length)
        {
            if (_count >= EntriesMin)
            {
                LetGo(horizon);
                index = Below(key, rank);
            }

            if (_count == _entries.Length)
                Array.Resize(ref _entries, _count + 4 + (_count / 8));
        }

        Array.Copy(_entries, index, _entries, index + 1, _count - index);
        _entries[index] = key;
        _count++;
        Shift(rank, 1);
        _entries[index] = WithTotal(key, TotalBefore(index));
        return index;
    }

    /// <summary>Of the days that need not be told apart keeps the last of each kind, which has their total.</summary>
    private void LetGo(int horizon)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var next = i + 1 < _count ? _entries[i + 1] : ulong.MaxValue;
            if (next >> KindShift != _entries[i] >> KindShift || DayOf(next) > horizon)
                _entries[kept++] = _entries[i];
        }

        _count = kept;
        Index();
    }
}
