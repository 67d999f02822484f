using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>How a population is looked at. Chosen before anything is counted.</summary>
/// <param name="Attributes">What groups are told apart by.</param>
/// <param name="References">The group that others are held against, by attribute; else the largest.</param>
/// <param name="IsProbability">Whether scores are thousandths of a probability; else they are points.</param>
/// <param name="Rounds">Of each bootstrap.</param>
public sealed record ReportPlan(
    ImmutableArray<string> Attributes,
    ImmutableSortedDictionary<string, string> References,
    bool IsProbability,
    int Rounds,
    ulong Seed,
    double Confidence)
{
    public const int AttributesMax = 10;
    public const int GroupsMax = 100;
    public const int StrataMax = 1_000;
    public const int NameLengthMax = 80;

    /// <summary>The level of tests and of detectable differences.</summary>
    public const double Level = 0.05;

    /// <summary>The power that a detectable difference is stated for.</summary>
    public const double Power = 0.8;
}
