namespace Supervision.Assurance.Hypotheses;

/// <summary>
/// What a test found: how far the data are from what it supposes, and how often data as far come about by chance.
/// </summary>
public readonly record struct TestResult(double Statistic, double PValue, Alternative Alternative, long Count);
