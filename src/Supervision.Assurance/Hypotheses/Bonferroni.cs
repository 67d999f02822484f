namespace Supervision.Assurance.Hypotheses;

/// <summary>P-values so adjusted that even one false alarm among all tests stays within the level.</summary>
/// <remarks>
/// <code>
/// p′i = min(1, m·pi)
/// </code>
/// pi: p-values in [0, 1]; m: their number. Source: Dunn, O. J. (1961), JASA 56(293), 52–64. Holm's method promises
/// the same and finds more; this one is here because published norms name it.
/// </remarks>
public static class Bonferroni
{
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        PValues.Check(pValues);
        return [.. pValues.Select(p => Math.Min(1, pValues.Count * p))];
    }
}
