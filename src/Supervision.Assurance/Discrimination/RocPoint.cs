namespace Supervision.Assurance.Discrimination;

/// <summary>What selecting from this score up would find, and what it would burden in vain.</summary>
public readonly record struct RocPoint(int Threshold, double TruePositiveRate, double FalsePositiveRate);
