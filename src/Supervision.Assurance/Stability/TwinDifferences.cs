using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Stability;

/// <summary>How often a copy of a real referent, changed only in what must not matter, gets another score.</summary>
/// <remarks>
/// <code>
/// share = twins with another score / twins,  limits by Clopper and Pearson
/// </code>
/// Scores are whole numbers, so "another" is exact. One difference is a fault to be found, whatever the share; none
/// among n leaves up to 1 − (α/2)^(1/n) possible. Source: Clopper and Pearson (1934); the notion of twins: Kusner, M.
/// J. et al. (2017), "Counterfactual fairness", NeurIPS 30. Undefined without twins. Shows that a field is not read,
/// not that nothing else tells of it.
/// </remarks>
public static class TwinDifferences
{
    public static Answer<Estimate> Of(long different, long twins, double confidence) =>
        ClopperPearsonInterval.Of(different, twins, confidence);
}
