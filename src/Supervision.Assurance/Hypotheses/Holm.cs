namespace Supervision.Assurance.Hypotheses;

/// <summary>
/// P-values so adjusted that even one false alarm among all tests stays within the level; never worse than
/// Bonferroni's.
/// </summary>
/// <remarks>
/// <code>
/// p′(i) = max over j ≤ i of min(1, (m − j + 1)·p(j))
/// </code>
/// p(1) ≤ … ≤ p(m): the p-values in order; m: their number. Source: Holm, S. (1979), "A simple sequentially rejective
/// multiple test procedure", Scandinavian Journal of Statistics 6(2), 65–70. Holds whatever the dependence of the
/// tests.
/// </remarks>
public static class Holm
{
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (largest, left) = (0.0, pValues.Count);
        foreach (var at in PValues.Ascending(pValues))
            adjusted[at] = largest = Math.Max(largest, Math.Min(1, left-- * pValues[at]));

        return adjusted;
    }
}
