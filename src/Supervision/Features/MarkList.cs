namespace Supervision.Features;

/// <summary>What a mark is about. The numbers are in snapshots: never reuse one.</summary>
internal enum MarkTrack : byte
{
    RecognitionLabour = 0,
    RecognitionResearch = 1,
    RecognitionStudy = 2,
    RecognitionExchange = 3,
    TaxArrears = 16,
    Insolvency = 17,
    PaymentStatement = 18,
}

/// <summary>From a day on, until the next mark of the track, this holds.</summary>
internal readonly record struct Mark(MarkTrack Track, byte Value, int Day, long Ticks, long Offset)
    : IComparable<Mark>
{
    public int CompareTo(Mark other)
    {
        // As numbers: comparing enums boxes them.
        var order = ((byte)Track).CompareTo((byte)other.Track);
        order = order != 0 ? order : Day.CompareTo(other.Day);
        order = order != 0 ? order : Ticks.CompareTo(other.Ticks);
        return order != 0 ? order : Offset.CompareTo(other.Offset);
    }
}

/// <summary>
/// States of which the latest holds: all marks in order of track and day, so that any day can be asked.
/// </summary>
internal sealed class MarkList
{
    /// <summary>A referent has a handful; the limit is for a sender gone wrong.</summary>
    public const int CountMax = 10_000;

    private Mark[] _marks = [];

    public int Count { get; private set; }

    public bool IsFull => Count == _marks.Length;

    public ReadOnlySpan<Mark> OfTrack(MarkTrack track, int upToDay, ref int due)
    {
        if (Count == 0)
            return [];

        var all = _marks.AsSpan(0, Count);
        var start = Below(new Mark(track, 0, int.MinValue, 0, 0));
        var end = Below(new Mark(track, 0, upToDay, long.MaxValue, long.MaxValue));
        if (end < Count && all[end].Track == track)
            due = Math.Min(due, all[end].Day);

        return all[start..end];
    }

    public void Add(in Mark mark)
    {
        if (Count == _marks.Length)
            Array.Resize(ref _marks, Count < 4 ? Count + 2 : Count + (Count / 2));

        var place = Below(mark);
        Array.Copy(_marks, place, _marks, place + 1, Count - place);
        _marks[place] = mark;
        Count++;
    }

    /// <summary>Whether the event of that time and offset set a mark.</summary>
    public bool HasAny(long ticks, long offset)
    {
        foreach (ref readonly var mark in _marks.AsSpan(0, Count))
        {
            if (mark.Offset == offset && mark.Ticks == ticks)
                return true;
        }

        return false;
    }

    public bool Remove(in Mark mark)
    {
        var place = Below(mark);
        if (place >= Count || _marks[place] != mark)
            return false;

        Count--;
        Array.Copy(_marks, place + 1, _marks, place, Count - place);
        return true;
    }

    /// <summary>Lets go of what public sources showed so long ago that it counts no more.</summary>
    public void LetGo(int horizon)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_marks[i].Track < MarkTrack.TaxArrears || _marks[i].Day > horizon)
                _marks[kept++] = _marks[i];
        }

        Count = kept;
    }

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(Count);
        foreach (ref readonly var mark in _marks.AsSpan(0, Count))
        {
            writer.Number((byte)mark.Track);
            writer.Number(mark.Value);
            writer.Number(mark.Day);
            writer.Number(mark.Ticks);
            writer.Number(mark.Offset);
        }
    }

    public static MarkList Read(ref StateReader reader)
    {
        var marks = new Mark[reader.Count()];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = new Mark(
                (MarkTrack)reader.Number(), (byte)reader.Number(), (int)reader.Number(), reader.Number(),
                reader.Number());
        }

        return new MarkList { _marks = marks, Count = marks.Length };
    }

    /// <summary>How many marks are below this one in order.</summary>
    private int Below(in Mark mark)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_marks[middle].CompareTo(mark) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
