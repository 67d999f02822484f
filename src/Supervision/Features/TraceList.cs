namespace Supervision.Features;

/// <summary>Of each kind of series, the positions of the latest events that added to it.</summary>
internal sealed class TraceList
{
    /// <summary>How many are remembered of each kind.</summary>
    public const int CountMax = 8;

    // A mark: kind (7 bits), day since 1890 (17), offset (40).
    private const int KindShift = 57;
    private const int OffsetBits = 40;
    private const ulong OffsetMask = (1UL << OffsetBits) - 1;
    private const int DayMax = (1 << (KindShift - OffsetBits)) - 1;
    private static readonly int FirstDay = new DateOnly(1890, 1, 1).DayNumber;

    private ulong[] _marks = [];
    private int _count;

    /// <summary>Remembers an event, if it is among the latest of its kind.</summary>
    public void Remember(SeriesKind kind, int day, long offset)
    {
        var mark = Mark(kind, day, offset);
        var place = Below(mark);
        if (place < _count && _marks[place] == mark)
            return;

        var start = Below((ulong)kind << KindShift);
        if (Below((ulong)(kind + 1) << KindShift) - start == CountMax)
        {
            if (place == start)
                return;

            Array.Copy(_marks, start + 1, _marks, start, place - start - 1);
            _marks[place - 1] = mark;
            return;
        }

        if (_count == _marks.Length)
            Array.Resize(ref _marks, _count + 4);

        Array.Copy(_marks, place, _marks, place + 1, _count - place);
        _marks[place] = mark;
        _count++;
    }

    public void Forget(SeriesKind kind, int day, long offset)
    {
        var mark = Mark(kind, day, offset);
        var place = Below(mark);
        if (place == _count || _marks[place] != mark)
            return;

        _count--;
        Array.Copy(_marks, place + 1, _marks, place, _count - place);
    }

    /// <summary>The remembered events of the days in (after, upTo], oldest first.</summary>
    public void Collect(SeriesKind kind, int after, int upTo, List<long> offsets)
    {
        for (var i = Below((ulong)kind << KindShift); i < _count && _marks[i] >> KindShift == (ulong)kind; i++)
        {
            var day = (int)((_marks[i] >> OffsetBits) & DayMax) + FirstDay;
            if (day > after && day <= upTo)
                offsets.Add((long)(_marks[i] & OffsetMask));
        }
    }

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(_count);
        ulong previous = 0;
        foreach (var mark in _marks.AsSpan(0, _count))
        {
            // Marks rise, so that what is written is small and not negative.
            writer.Number((long)((mark >> OffsetBits) - (previous >> OffsetBits)));
            writer.Number((long)(mark & OffsetMask));
            previous = mark;
        }
    }

    public static TraceList Read(ref StateReader reader)
    {
        var marks = new ulong[reader.Count()];
        ulong previous = 0;
        for (var i = 0; i < marks.Length; i++)
        {
            var high = (previous >> OffsetBits) + (ulong)reader.Number();
            marks[i] = previous = (high << OffsetBits) | (ulong)reader.Number();
        }

        return new TraceList { _marks = marks, _count = marks.Length };
    }

    private static ulong Mark(SeriesKind kind, int day, long offset) =>
        ((ulong)kind << KindShift)
        | ((ulong)Math.Clamp(day - FirstDay, 0, DayMax) << OffsetBits)
        | ((ulong)offset & OffsetMask);

    private int Below(ulong mark)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_marks[middle] < mark)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
