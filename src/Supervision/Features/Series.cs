namespace Supervision.Features;

/// <summary>
/// A count by day as running totals: the total at any day is one search away, so a window of any width at any day is
/// the difference of two. Days without change take no room; days too old to be told apart are let go.
/// </summary>
internal sealed class Series
{
    /// <summary>How many of the latest events are remembered by position.</summary>
    public const int TraceMax = 8;

    private const int OffsetBits = 42;
    private const ulong OffsetMask = (1UL << OffsetBits) - 1;

    private Entry[] _entries = [];
    private ulong[] _trace = [];
    private int _count;

    /// <summary>The total before the first entry.</summary>
    private int _before;

    private readonly record struct Entry(int Day, int Total);

    public bool IsEmpty => _count == 0 && _before == 0 && _trace.Length == 0;

    /// <summary>Adds to a day; taking away what was added before leaves no trace of it.</summary>
    /// <param name="horizon">Days up to and including this one need not be told apart any more.</param>
    public void Add(int day, int amount, int horizon)
    {
        var index = LastAt(day);
        if (index < 0 || _entries[index].Day != day)
            Insert(ref index, day, horizon);

        for (var i = index; i < _count; i++)
            _entries[i] = _entries[i] with { Total = _entries[i].Total + amount };

        if (_entries[index].Total == (index == 0 ? _before : _entries[index - 1].Total))
        {
            _count--;
            Array.Copy(_entries, index + 1, _entries, index, _count - index);
        }
    }

    /// <summary>The total up to and including a day.</summary>
    /// <param name="shift">How many days after an entry its change is felt here.</param>
    /// <param name="due">Lowered to the first later day on which this total, so shifted, changes.</param>
    public int At(int day, int shift, ref int due)
    {
        var index = LastAt(day);
        if (index + 1 < _count)
            due = Math.Min(due, _entries[index + 1].Day + shift);

        return index < 0 ? _before : _entries[index].Total;
    }

    /// <summary>The latest day with a change up to and including a day, or null.</summary>
    public int? LastDay(int day, ref int due)
    {
        var index = LastAt(day);
        if (index + 1 < _count)
            due = Math.Min(due, _entries[index + 1].Day);

        return index < 0 ? null : _entries[index].Day;
    }

    /// <summary>Remembers an event by its position, if it is among the latest.</summary>
    public void Remember(int day, long offset)
    {
        var mark = Mark(day, offset);
        var place = ~Array.BinarySearch(_trace, mark);
        if (place < 0)
            return;

        if (_trace.Length < TraceMax)
        {
            _trace = [.. _trace.AsSpan(0, place), mark, .. _trace.AsSpan(place)];
        }
        else if (place > 0)
        {
            Array.Copy(_trace, 1, _trace, 0, place - 1);
            _trace[place - 1] = mark;
        }
    }

    public void Forget(int day, long offset)
    {
        var place = Array.BinarySearch(_trace, Mark(day, offset));
        if (place >= 0)
            _trace = [.. _trace.AsSpan(0, place), .. _trace.AsSpan(place + 1)];
    }

    /// <summary>The remembered events of the days in (after, upTo], oldest first.</summary>
    public void Remembered(int after, int upTo, List<long> offsets)
    {
        foreach (var mark in _trace)
        {
            var day = (int)(mark >> OffsetBits);
            if (day > after && day <= upTo)
                offsets.Add((long)(mark & OffsetMask));
        }
    }

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(_before);
        writer.Number(_count);
        var (day, total) = (0, _before);
        for (var i = 0; i < _count; i++)
        {
            writer.Number(_entries[i].Day - day);
            writer.Number(_entries[i].Total - total);
            (day, total) = (_entries[i].Day, _entries[i].Total);
        }

        writer.Number(_trace.Length);
        foreach (var mark in _trace)
        {
            writer.Number((long)(mark >> OffsetBits));
            writer.Number((long)(mark & OffsetMask));
        }
    }

    public static Series Read(ref StateReader reader)
    {
        var before = (int)reader.Number();
        var entries = new Entry[reader.Count()];
        var (day, total) = (0, before);
        for (var i = 0; i < entries.Length; i++)
        {
            day += (int)reader.Number();
            total += (int)reader.Number();
            entries[i] = new Entry(day, total);
        }

        var trace = new ulong[reader.Count()];
        for (var i = 0; i < trace.Length; i++)
            trace[i] = Mark((int)reader.Number(), reader.Number());

        return new Series { _before = before, _entries = entries, _count = entries.Length, _trace = trace };
    }

    private static ulong Mark(int day, long offset) => ((ulong)(uint)day << OffsetBits) | ((ulong)offset & OffsetMask);

    /// <summary>The index of the last entry up to and including a day, or -1.</summary>
    private int LastAt(int day)
    {
        var entries = _entries.AsSpan(0, _count);
        if (entries.Length == 0 || entries[^1].Day <= day)
            return entries.Length - 1;

        var (low, high) = (0, entries.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (entries[middle].Day <= day)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Insert(ref int index, int day, int horizon)
    {
        if (_count == _entries.Length)
        {
            LetGo(horizon);
            index = LastAt(day);
            if (_count == _entries.Length)
                Array.Resize(ref _entries, _count < 4 ? _count + 2 : _count + (_count / 2));
        }

        var total = index < 0 ? _before : _entries[index].Total;
        index++;
        Array.Copy(_entries, index, _entries, index + 1, _count - index);
        _entries[index] = new Entry(day, total);
        _count++;
    }

    private void LetGo(int horizon)
    {
        var old = LastAt(horizon) + 1;
        if (old == 0)
            return;

        _before = _entries[old - 1].Total;
        _count -= old;
        Array.Copy(_entries, old, _entries, 0, _count);
    }
}
