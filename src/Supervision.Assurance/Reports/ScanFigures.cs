using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>Whether there is a kind of case on which the model errs more often, without being told of groups.</summary>
/// <param name="Cases">Looked at, drawn by lot from those that were selected or not and had an outcome.</param>
public sealed record ScanFigures(
    long? Cases, ImmutableArray<string> Features, ImmutableArray<ClusterFigures> Clusters);

/// <summary>One cluster, in the half of the cases that had no part in finding it.</summary>
/// <param name="Centre">The means of its features, in their order.</param>
/// <param name="Difference">
/// Its share of errors less that of all others; its interval holds for all clusters together.
/// </param>
public sealed record ClusterFigures(
    int Cluster, ImmutableArray<double> Centre, long? Cases, long? Errors, Figure Difference, double? PValue,
    double? Holm);
