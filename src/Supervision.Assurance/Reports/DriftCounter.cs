using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Counts scores, features and who was selected by period, so that it can be said what moved. Periods go in ordinal
/// order, as dates do; the first is what the others are held against.
/// </summary>
/// <param name="features">The features, in the order in which their values are given.</param>
public sealed class DriftCounter(ImmutableArray<string> features)
{
    public const int PeriodsMax = 24;
    public const int ValuesMax = 200_000;

    private readonly SortedDictionary<string, PeriodCounts> _periods = new(StringComparer.Ordinal);
    private int _values;

    internal ImmutableArray<string> Features => features;

    internal IReadOnlyDictionary<string, PeriodCounts> Periods => _periods;

    /// <summary>What stands in the way of one more case; null when nothing does.</summary>
    public string? Limit => this switch
    {
        { _periods.Count: > PeriodsMax } => $"There are more than {PeriodsMax} periods; take some together.",
        { _values: > ValuesMax } => "There are too many different values of features; round them.",
        _ => null,
    };

    /// <param name="values">Of each feature; NaN where the case has none.</param>
    public void Add(string period, int? score, bool? isSelected, ImmutableArray<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, features.Length, nameof(values));
        if (!_periods.TryGetValue(period, out var counts))
            _periods.Add(period, counts = new PeriodCounts(features.Length));

        counts.Cases++;
        if (isSelected is { } selected)
        {
            counts.Decided++;
            counts.Selected += selected ? 1 : 0;
        }

        if (score is { } points)
            Raise(counts.Scores, points);
        for (var i = 0; i < values.Length; i++)
            Raise(counts.Values[i], values[i]);
    }

    private void Raise(Dictionary<double, long> counts, double value)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out var isKnown);
        count++;
        _values += isKnown ? 0 : 1;
    }
}

/// <summary>What was counted of one period.</summary>
internal sealed class PeriodCounts(int features)
{
    public long Cases { get; set; }

    /// <summary>Of whom it is known whether they were selected.</summary>
    public long Decided { get; set; }

    public long Selected { get; set; }

    public Dictionary<double, long> Scores { get; } = [];

    /// <summary>By feature; NaN stands for no value.</summary>
    public Dictionary<double, long>[] Values { get; } = [.. Enumerable.Range(0, features)
        .Select(_ => new Dictionary<double, long>())];
}
