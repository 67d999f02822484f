namespace Supervision.Features;

/// <summary>
/// A count by day as running totals: the total at any day is one search away, so a window of any width at any day is
/// the difference of two. Days without change take no room.
/// </summary>
/// <param name="entries">Of one kind, in order of day; see <see cref="SeriesSet"/>.</param>
internal readonly ref struct Series(ReadOnlySpan<ulong> entries)
{
    private readonly ReadOnlySpan<ulong> _entries = entries;

    public bool IsEmpty => _entries.IsEmpty;

    public int Count => _entries.Length;

    /// <summary>The total up to and including a day.</summary>
    /// <param name="shift">How many days after an entry its change is felt here.</param>
    /// <param name="due">Lowered to the first later day on which this total, so shifted, changes.</param>
    public int At(int day, int shift, ref int due)
    {
        var index = LastAt(day);
        if (index + 1 < _entries.Length)
            due = Math.Min(due, SeriesSet.DayOf(_entries[index + 1]) + shift);

        return index < 0 ? 0 : SeriesSet.TotalOf(_entries[index]);
    }

    /// <summary>How much was counted in the days (day − days, day].</summary>
    public int Window(int day, int days, ref int due) => At(day, 0, ref due) - At(day - days, days, ref due);

    /// <summary>The same as <see cref="Decay.Sum"/>, entry by entry: quicker when there are few.</summary>
    public long SumFading(int day, Decay decay, ref int due)
    {
        long sum = 0;
        var before = 0;
        foreach (var entry in _entries)
        {
            var total = SeriesSet.TotalOf(entry);
            var age = day - SeriesSet.DayOf(entry);
            var step = age / decay.StepDays;
            if (age < 0)
            {
                due = Math.Min(due, SeriesSet.DayOf(entry));
                break;
            }

            if (step < decay.StepCount)
            {
                sum += (long)(total - before) * Decay.Left(step);
                due = Math.Min(due, day + ((step + 1) * decay.StepDays) - age);
            }

            before = total;
        }

        return sum;
    }

    /// <summary>Whether the first entry comes after a day.</summary>
    public bool StartsAfter(int day) => _entries.IsEmpty || SeriesSet.DayOf(_entries[0]) > day;

    /// <summary>The first day from one on, up to and including another, on which something was added.</summary>
    public int? FirstDay(int from, int day)
    {
        for (var index = LastAt(from - 1) + 1; index < _entries.Length; index++)
        {
            var before = index == 0 ? 0 : SeriesSet.TotalOf(_entries[index - 1]);
            if (SeriesSet.DayOf(_entries[index]) > day)
                return null;
            if (SeriesSet.TotalOf(_entries[index]) > before)
                return SeriesSet.DayOf(_entries[index]);
        }

        return null;
    }

    /// <summary>The latest day with a change up to and including a day, or null.</summary>
    public int? LastDay(int day, ref int due)
    {
        var index = LastAt(day);
        if (index + 1 < _entries.Length)
            due = Math.Min(due, SeriesSet.DayOf(_entries[index + 1]));

        return index < 0 ? null : SeriesSet.DayOf(_entries[index]);
    }

    /// <summary>The index of the last entry up to and including a day, or -1.</summary>
    private int LastAt(int day)
    {
        var (low, high) = (0, _entries.Length);
        if (high > 0 && SeriesSet.DayOf(_entries[high - 1]) <= day)
            return high - 1;

        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (SeriesSet.DayOf(_entries[middle]) <= day)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
