using Supervision.Facts;

namespace Supervision.Features;

/// <summary>What a fold holds: counts by day, claims by item, marks by day, and the register.</summary>
internal sealed class FoldState
{
    /// <summary>The widest window of a feature, in days.</summary>
    public const int WindowMax = 1095;

    /// <summary>The longest cooldown that a model may have, in days.</summary>
    public const int CooldownMax = 365;

    /// <summary>For how many days after its last event a finished item is remembered: six years and a little.</summary>
    public const int ItemDays = 2200;

    private const int SeriesDays = WindowMax + CooldownMax + 2;

    /// <summary>Beyond so many changes of one event, those that cancel out are counted one by one.</summary>
    private const int CancellingMax = 64;

    /// <summary>One list a thread, lent to the fold that is at work and given back empty.</summary>
    [ThreadStatic]
    private static List<Emission>? _spare;

    private List<Emission>? _emissions;

    private readonly record struct Emission(SeriesKind Kind, int Day, int Amount, long Offset);

    public SeriesSet Series { get; init; } = new();

    public ItemTable Items { get; init; } = new();

    public MarkList Marks { get; init; } = new();

    public RegisterList Register { get; init; } = new();

    /// <summary>Keep everything, so that any day can be asked; for replays.</summary>
    public bool KeepsAll { get; init; }

    /// <summary>The latest day on which something folded happened.</summary>
    public int LatestDay { get; set; }

    /// <summary>Up to this day, days need not be told apart any more.</summary>
    public int Horizon => KeepsAll ? int.MinValue : LatestDay - SeriesDays;

    /// <summary>Up to this day, finished items are forgotten.</summary>
    public int ItemHorizon => KeepsAll ? int.MinValue : LatestDay - ItemDays;

    /// <summary>Starts gathering what one event changes.</summary>
    public void Begin()
    {
        _emissions = _spare ?? [];
        _spare = null;
    }

    /// <summary>Adds to a count, between <see cref="Begin"/> and <see cref="Settle"/>.</summary>
    public void Emit(SeriesKind kind, int day, int amount, long offset = 0)
    {
        if (amount == 0)
            return;

        var pending = _emissions ?? throw new InvalidOperationException("Nothing is counted outside an event.");
        for (var i = 0; i < pending.Count && i < CancellingMax; i++)
        {
            var earlier = pending[i];
            if (earlier.Kind != kind || earlier.Day != day || earlier.Offset != offset || earlier.Amount != -amount)
                continue;

            pending.RemoveAt(i);
            return;
        }

        pending.Add(new Emission(kind, day, amount, offset));
    }

    /// <summary>
    /// Counts what one event changed. What it took away and put back has cancelled out by now, and is not seen as a
    /// change of the days concerned.
    /// </summary>
    public void Settle()
    {
        var pending = _emissions ?? [];
        foreach (var (kind, day, amount, offset) in pending)
        {
            Series.Add(kind, day, amount, Horizon);
            if (offset == 0)
                continue;

            if (amount > 0)
                Series.Traces.Remember(kind, day, offset);
            else
                Series.Traces.Forget(kind, day, offset);
        }

        pending.Clear();
        _spare = pending;
        _emissions = null;
    }

    public void Mark(in Mark mark, int sign)
    {
        Series.Touch(mark.Day);
        if (sign > 0)
            Marks.Add(mark);
        else
            Marks.Remove(mark);
    }
}

/// <summary>The register data sent of a referent, the last few by time: the latest holds.</summary>
internal sealed class RegisterList
{
    /// <summary>Enough to take back a correction; the register itself is kept elsewhere.</summary>
    private const int CountMax = 8;

    private readonly List<(long Ticks, long Offset, ReferentRegistered Entry)> _entries = new(0);

    public ReferentRegistered? At(long ticks) => _entries.LastOrDefault(entry => entry.Ticks <= ticks).Entry;

    public void Add(long ticks, long offset, ReferentRegistered entry)
    {
        var place = _entries.FindIndex(other => (other.Ticks, other.Offset).CompareTo((ticks, offset)) > 0);
        _entries.Insert(place < 0 ? _entries.Count : place, (ticks, offset, entry));
        if (_entries.Count > CountMax)
            _entries.RemoveAt(0);
    }

    public void Remove(long offset) => _entries.RemoveAll(entry => entry.Offset == offset);

    public void WriteTo(ref StateWriter writer)
    {
        writer.Number(_entries.Count);
        foreach (var (ticks, offset, entry) in _entries)
        {
            writer.Number(ticks);
            writer.Number(offset);
            writer.Number((int)entry.LegalForm);
            writer.Number((int)entry.Sector);
            writer.Number((int)entry.SizeBand);
            writer.Number(entry.FoundedOn.DayNumber);
            writer.Text(entry.DisplayName);
        }
    }

    public static RegisterList Read(ref StateReader reader)
    {
        var list = new RegisterList();
        var count = reader.Count();
        list._entries.Capacity = count;
        for (var i = 0; i < count; i++)
        {
            var (ticks, offset) = (reader.Number(), reader.Number());
            list._entries.Add((ticks, offset, new ReferentRegistered(
                (LegalForm)reader.Number(),
                (Sector)reader.Number(),
                (SizeBand)reader.Number(),
                DateOnly.FromDayNumber((int)reader.Number()),
                reader.Text())));
        }

        return list;
    }
}
