using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Supervision.Assurance.Proxies;
using Supervision.Assurance.Scans;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Counts features against the groups of each attribute, who is selected without each of what may be left out, and
/// draws the cases that a bias scan looks at. Memory goes by different values and not by cases.
/// </summary>
internal sealed class FeatureCounter(ImmutableArray<string> features, ImmutableArray<string> leftOut, int attributes)
{
    public const int ValuesMax = 500_000;
    public const int ScanMax = 20_000;

    private const ulong Lot = 0x5CA9;

    private readonly Dictionary<(int Feature, int Attribute, string Group, double Value), long> _values = [];
    private readonly Dictionary<(int LeftOut, int Attribute, string Group, bool With, bool Without), long> _left = [];
    private readonly PriorityQueue<ScanCase, ulong> _drawn =
        new(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));

    private ulong _offered;

    public ImmutableArray<string> Features => features;

    public ImmutableArray<string> LeftOut => leftOut;

    public int Attributes => attributes;

    public bool IsFull => _values.Count > ValuesMax;

    public void Add(in ReportCase one, long count)
    {
        for (var a = 0; a < attributes; a++)
        {
            if (one.Groups[a].Length == 0)
                continue;

            for (var f = 0; f < one.Features.Length; f++)
                Raise(_values, (f, a, one.Groups[a], Coarse(one.Features[f])), count);
            for (var f = 0; f < one.SelectedWithout.Length; f++)
            {
                if (one.IsSelected is { } with)
                    Raise(_left, (f, a, one.Groups[a], with, one.SelectedWithout[f]), count);
            }
        }

        if (one is { IsSelected: { } selected, Outcome: { } outcome } && one.Features.Length > 0)
            Offer(new ScanCase(one.Features, selected != outcome));
    }

    /// <summary>Rows are bins of the feature in order, and a last one for those without a value.</summary>
    public long[,] Table(int feature, int attribute, IReadOnlyList<string> groups)
    {
        var places = groups.Index().ToDictionary(at => at.Item, at => at.Index, StringComparer.Ordinal);
        var cells = _values.Where(at => at.Key.Feature == feature && at.Key.Attribute == attribute
            && places.ContainsKey(at.Key.Group)).ToArray();
        var bins = Tenths.Of(cells.GroupBy(at => at.Key.Value, at => at.Value)
            .Select(same => KeyValuePair.Create(same.Key, same.Sum())));
        var table = new long[bins.Count, groups.Count];
        foreach (var (key, count) in cells)
            table[bins.Of(key.Value), places[key.Group]] += count;

        return table;
    }

    /// <summary>Cases of a group by whether they are selected with what is left out, and without it.</summary>
    public LeaveOutCounts Left(int leftOut, int attribute, string group)
    {
        return new LeaveOutCounts(Of(true, true), Of(true, false), Of(false, true), Of(false, false));

        long Of(bool with, bool without) =>
            _left.GetValueOrDefault((leftOut, attribute, group, with, without));
    }

    /// <summary>Cases that were selected or not and had an outcome, drawn by lot; in an order of their own.</summary>
    public ImmutableArray<ScanCase> Drawn() =>
        [.. _drawn.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];

    /// <summary>To two digits, but for whole numbers up to a hundred: bins are coarser still.</summary>
    private static double Coarse(double value)
    {
        if (!double.IsFinite(value) || (Math.Abs(value) <= 100 && value == Math.Floor(value)))
            return value;

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Math.Round(value / unit) * unit;
    }

    private void Offer(ScanCase one)
    {
        var number = Chance.For(Lot, _offered++).Next();
        if (_drawn.Count < ScanMax)
            _drawn.Enqueue(one, number);
        else
            _drawn.EnqueueDequeue(one, number);
    }

    private static void Raise<TKey>(Dictionary<TKey, long> counts, TKey key, long count)
        where TKey : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
}
