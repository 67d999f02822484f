namespace Supervision.Assurance.Agreement;

/// <summary>What kind of values readers give, and so what their distance is.</summary>
public enum AlphaMetric
{
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}
