namespace Supervision.Assurance.Verdicts;

/// <summary>What a figure must be: within bounds, on enough cases.</summary>
/// <param name="MinimumCases">Held against the effective count: weights do not make few cases many.</param>
public readonly record struct Requirement(double? AtLeast, double? AtMost, double MinimumCases);
