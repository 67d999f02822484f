namespace Supervision.Assurance.Reports;

/// <summary>
/// Counts what became of levels and scores when something changed that should matter little, and of shadow copies that
/// were changed only in what must not matter at all.
/// </summary>
/// <param name="levels">How many levels there are; the highest is the one that is put forward.</param>
public sealed class StabilityCounter(int levels)
{
    public const int ChangesMax = 60;
    public const int HalvesMax = 100_000;

    private readonly SortedDictionary<string, long[,]> _changes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Different, long All)> _twins = new(StringComparer.Ordinal);
    private readonly List<(double First, double Second)> _halves = [];

    internal int Levels => levels;

    internal IReadOnlyDictionary<string, long[,]> Changes => _changes;

    internal IReadOnlyDictionary<string, (long Different, long All)> Twins => _twins;

    internal IReadOnlyCollection<(double First, double Second)> Halves => _halves;

    /// <summary>A level before and after the change of that name, such as `one-event-lost`.</summary>
    public void Changed(string change, int before, int after)
    {
        if (!_changes.TryGetValue(change, out var pairs))
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_changes.Count, ChangesMax, nameof(change));
            _changes.Add(change, pairs = new long[levels, levels]);
        }

        pairs[before, after]++;
    }

    /// <summary>The points that two halves of the facts give.</summary>
    public void Halved(double first, double second)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_halves.Count, HalvesMax, nameof(first));
        _halves.Add((first, second));
    }

    /// <summary>Whether a shadow copy got another score.</summary>
    public void Twin(string change, bool isDifferent)
    {
        var (different, all) = _twins.GetValueOrDefault(change);
        _twins[change] = (different + (isDifferent ? 1 : 0), all + 1);
    }
}
