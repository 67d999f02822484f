namespace Supervision.Features;

/// <summary>The series of one referent; those in which nothing was counted take no room.</summary>
internal sealed class SeriesSet
{
    private byte[] _kinds = [];
    private Series[] _series = [];

    /// <summary>The first day on which anything changed since it was last asked.</summary>
    public int TouchedFrom { get; private set; } = int.MinValue;

    public Series? Find(SeriesKind kind)
    {
        var index = Array.IndexOf(_kinds, (byte)kind);
        return index < 0 ? null : _series[index];
    }

    /// <summary>
    /// Adds to a series; an event with an offset is remembered, or forgotten when the amount is negative.
    /// </summary>
    public void Add(SeriesKind kind, int day, int amount, int horizon, long offset = 0)
    {
        if (amount == 0)
            return;

        Touch(day);
        var series = Find(kind) ?? Open((byte)kind);
        series.Add(day, amount, horizon);
        if (offset == 0)
            return;

        if (amount > 0)
            series.Remember(day, offset);
        else
            series.Forget(day, offset);
    }

    public void Touch(int day) => TouchedFrom = Math.Min(TouchedFrom, day);

    public void Settle() => TouchedFrom = int.MaxValue;

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(_series.Count(series => !series.IsEmpty));
        for (var i = 0; i < _series.Length; i++)
        {
            if (_series[i].IsEmpty)
                continue;

            writer.Number(_kinds[i]);
            _series[i].WriteTo(ref writer);
        }
    }

    public static SeriesSet Read(ref StateReader reader)
    {
        var count = reader.Count();
        var set = new SeriesSet { _kinds = new byte[count], _series = new Series[count] };
        for (var i = 0; i < count; i++)
        {
            set._kinds[i] = (byte)reader.Number();
            set._series[i] = Series.Read(ref reader);
        }

        return set;
    }

    private Series Open(byte kind)
    {
        // In the order of their numbers, so that equal states have equal snapshots.
        var place = ~Array.BinarySearch(_kinds, kind);
        var series = new Series();
        _kinds = [.. _kinds.AsSpan(0, place), kind, .. _kinds.AsSpan(place)];
        _series = [.. _series.AsSpan(0, place), series, .. _series.AsSpan(place)];
        return series;
    }
}
