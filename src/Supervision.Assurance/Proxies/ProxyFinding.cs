using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Proxies;

/// <summary>How one feature goes together with the protected groups.</summary>
/// <param name="Area">The ROC area that is farthest from a half, over the groups; null without order.</param>
/// <param name="Test">The permutation test on mutual information.</param>
/// <param name="AdjustedPValue">Holm's, over all features of the scan that could be tested.</param>
public readonly record struct ProxyFinding(
    string Feature,
    Answer<Estimate> Strength,
    Answer<Estimate> Information,
    Answer<Estimate>? Area,
    Answer<TestResult> Test,
    double? AdjustedPValue);
