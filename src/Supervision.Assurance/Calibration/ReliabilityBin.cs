namespace Supervision.Assurance.Calibration;

/// <summary>Cases of like probability: what was said of them on average, and how often it happened.</summary>
public readonly record struct ReliabilityBin(int LowestScore, int HighestScore, double Expected, Estimate Observed);
