namespace Supervision.Assurance.Scans;

/// <summary>A cluster, or two parts of one and what tells them apart.</summary>
internal sealed class ClusterTree(IReadOnlyList<int> members, double errorRate)
{
    private (double[] First, double[] Second, ClusterTree One, ClusterTree Other)? _parts;

    /// <summary>Which cases of the half that found it are here.</summary>
    public IReadOnlyList<int> Members { get; } = members;

    public double ErrorRate { get; } = errorRate;

    /// <summary>Whether a split was tried and refused.</summary>
    public bool IsDone { get; private set; }

    public IEnumerable<ClusterTree> Leaves() =>
        _parts is { } parts ? parts.One.Leaves().Concat(parts.Other.Leaves()) : [this];

    /// <summary>The cluster in which a case falls that was not there when clusters were made.</summary>
    public ClusterTree Of(double[] x) => _parts is not { } parts
        ? this
        : TwoMeans.Distance(x, parts.First) <= TwoMeans.Distance(x, parts.Second) ? parts.One.Of(x) : parts.Other.Of(x);

    public void Split(double[] first, double[] second, ClusterTree one, ClusterTree other) =>
        _parts = (first, second, one, other);

    public void Refuse() => IsDone = true;
}
