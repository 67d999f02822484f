namespace Supervision.Assurance.Scans;

/// <summary>One case of a bias scan: numbers that describe it, and whether the model was wrong about it.</summary>
public readonly record struct ScanCase(IReadOnlyList<double> Features, bool IsError);
