namespace Supervision.Assurance.Agreement;

/// <summary>How much a disagreement counts, by how far apart the levels are.</summary>
public enum AgreementWeight
{
    /// <summary>Any disagreement counts alike (Cohen 1960).</summary>
    Unweighted,

    /// <summary>|i − j| (Cicchetti and Allison 1971).</summary>
    Linear,

    /// <summary>(i − j)² (Fleiss and Cohen 1973).</summary>
    Quadratic,
}
