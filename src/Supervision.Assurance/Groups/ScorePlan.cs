namespace Supervision.Assurance.Groups;

/// <summary>How a scored population is looked at.</summary>
/// <param name="Threshold">Cases from this score up are selected.</param>
/// <param name="Reference">The group that all others are held against.</param>
/// <param name="Probability">The probability that a score stands for.</param>
public sealed record ScorePlan(
    int Threshold, string Reference, Func<int, double> Probability, int Rounds, ulong Seed, double Confidence);
