using System.Collections.Immutable;
using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Scans;

/// <summary>One cluster in the half that tests: its errors against those of everybody else there.</summary>
/// <param name="Centre">The means of its features in the half that found it, in their own units.</param>
/// <param name="AdjustedPValue">Holm's, over all clusters that could be tested.</param>
public readonly record struct ScanFinding(
    ImmutableArray<double> Centre,
    long Cases,
    long Errors,
    Answer<Estimate> Difference,
    Answer<TestResult> Test,
    double? AdjustedPValue);
