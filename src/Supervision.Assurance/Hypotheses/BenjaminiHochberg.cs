namespace Supervision.Assurance.Hypotheses;

/// <summary>
/// P-values so adjusted that, of what is called a finding, the expected share of false ones stays within the level.
/// </summary>
/// <remarks>
/// <code>
/// p′(i) = min over j ≥ i of min(1, m·p(j)/j)
/// </code>
/// p(1) ≤ … ≤ p(m): the p-values in order; m: their number. Source: Benjamini, Y. and Hochberg, Y. (1995),
/// "Controlling the false discovery rate", JRSS B 57(1), 289–300. Holds for independent and positively dependent tests.
/// For looking around; where a single false alarm has consequences use Holm's.
/// </remarks>
public static class BenjaminiHochberg
{
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (smallest, rank) = (1.0, pValues.Count);
        foreach (var at in PValues.Ascending(pValues).Reverse())
            adjusted[at] = smallest = Math.Min(smallest, pValues.Count * pValues[at] / rank--);

        return adjusted;
    }
}
