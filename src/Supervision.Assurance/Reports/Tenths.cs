namespace Supervision.Assurance.Reports;

/// <summary>
/// Bins of values: the tenths of a distribution, fixed before anything else is looked at, and one for those without a
/// value. Where few values are common there are fewer bins than ten.
/// </summary>
internal sealed class Tenths
{
    private const int BinsMax = 10;

    private readonly double[] _cuts;

    private Tenths(double[] cuts) => _cuts = cuts;

    /// <summary>The last but one is of values above all cuts, the last of none.</summary>
    public int Count => _cuts.Length + 2;

    /// <param name="counts">How often each value is; NaN stands for none.</param>
    public static Tenths Of(IEnumerable<KeyValuePair<double, long>> counts)
    {
        var sorted = counts.Where(at => !double.IsNaN(at.Key)).OrderBy(at => at.Key).ToArray();
        var (cuts, below, all) = (new List<double>(), 0L, sorted.Sum(at => at.Value));
        foreach (var (value, count) in sorted)
        {
            below += count;
            if (below * BinsMax >= all * (cuts.Count + 1) && cuts.Count < BinsMax - 1)
                cuts.Add(value);
        }

        return new Tenths([.. cuts]);
    }

    public int Of(double value)
    {
        var at = Array.BinarySearch(_cuts, value);
        return double.IsNaN(value) ? Count - 1 : at < 0 ? ~at : at;
    }

    public long[] Counts(IEnumerable<KeyValuePair<double, long>> counts)
    {
        var bins = new long[Count];
        foreach (var (value, count) in counts)
            bins[Of(value)] += count;

        return bins;
    }
}
