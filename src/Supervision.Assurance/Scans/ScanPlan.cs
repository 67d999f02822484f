namespace Supervision.Assurance.Scans;

/// <summary>How far a bias scan splits, and what it calls a cluster worth testing.</summary>
/// <param name="Splits">Splits tried at most; one more cluster can come of each.</param>
/// <param name="SmallestCluster">Cases that a cluster must keep in the half in which it is found.</param>
public readonly record struct ScanPlan(int Splits, int SmallestCluster, ulong Seed, double Confidence)
{
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Splits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Splits, Limits.ScanClustersMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(SmallestCluster, 2);
        _ = Tails.TwoSidedZ(Confidence);
    }
}
