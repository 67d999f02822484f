namespace Supervision.Assurance.Groups;

/// <summary>What is said of each group of a scored population, each with a bootstrap interval.</summary>
public enum ScoreFigure
{
    RocArea,
    AveragePrecision,
    Brier,
    ObservedToExpected,
    SelectionRate,
    FalsePositiveRate,
    FalseNegativeRate,
    PositivePredictiveValue,
    FalseOmissionRate,
    Prevalence,
}
