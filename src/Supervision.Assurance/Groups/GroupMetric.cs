namespace Supervision.Assurance.Groups;

/// <summary>What is compared between groups, by the names that the literature on fairness uses.</summary>
public enum GroupMetric
{
    /// <summary>(TP + FP) / n: how often a member is selected (predicted prevalence, demographic parity).</summary>
    SelectionRate,

    /// <summary>FP / (FP + TN): how often a member without a finding is selected (predictive equality).</summary>
    FalsePositiveRate,

    /// <summary>FN / (FN + TP): how often a member with a finding is passed over (equal opportunity).</summary>
    FalseNegativeRate,

    /// <summary>TP / (TP + FP): how often a selected member has a finding; the hit rate (predictive parity).</summary>
    PositivePredictiveValue,

    /// <summary>FP / (TP + FP): how often a selected member has none.</summary>
    FalseDiscoveryRate,

    /// <summary>FN / (FN + TN): how often a member that was passed over has a finding.</summary>
    FalseOmissionRate,

    /// <summary>(TP + FN) / n: how often a member has a finding; the base rate.</summary>
    Prevalence,
}
