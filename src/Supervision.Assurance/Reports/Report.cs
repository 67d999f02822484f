using System.Collections.Immutable;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;

namespace Supervision.Assurance.Reports;

/// <summary>What the data say of a model: reliability, groups, what they could show at all, and verdicts.</summary>
/// <param name="Answers">Every figure that a gate can ask for, by the name of its question.</param>
/// <param name="Verdicts">Of the standard requirements; those of gates are another matter.</param>
/// <param name="Drift">Null where the data are of one period.</param>
/// <param name="Stability">Null where nothing was tried.</param>
/// <param name="Proxies">Null where there are no features, or no groups.</param>
/// <param name="Scan">Null where no case has features, a decision and an outcome.</param>
/// <param name="Use">Null where nobody says what people did.</param>
/// <param name="Effect">Null where nobody says how checks were chosen.</param>
public sealed record Report(
    Population Population,
    Reliability Reliability,
    ImmutableArray<AttributeFigures> Attributes,
    ImmutableArray<ReportAnswer> Answers,
    ImmutableArray<ReportVerdict> Verdicts,
    DriftFigures? Drift = null,
    StabilityFigures? Stability = null,
    ProxyFigures? Proxies = null,
    ScanFigures? Scan = null,
    UseFigures? Use = null,
    EffectFigures? Effect = null);

/// <summary>Who is spoken of. A number that would tell of fewer than ten cases is null.</summary>
/// <param name="EffectiveOutcomes">Cases with an outcome, as many as would be as precise without weights.</param>
public sealed record Population(
    long Cases, long? Selected, long? Outcomes, long? Findings, double? EffectiveOutcomes, bool IsWeighted);

/// <summary>Whether scores order cases rightly and mean what they say.</summary>
/// <param name="RocAreaAnalytic">The same area with DeLong's interval; out of reach with weights.</param>
/// <param name="Curve">Empty without scores, or with fewer than ten of either outcome.</param>
/// <param name="Bins">Likewise; expected is only of probabilities.</param>
public sealed record Reliability(
    Figure RocArea,
    Figure RocAreaAnalytic,
    Figure AveragePrecision,
    Figure Brier,
    Figure CalibrationIntercept,
    Figure CalibrationSlope,
    Figure ObservedToExpected,
    Figure HitRate,
    Figure Prevalence,
    ImmutableArray<RocPoint> Curve,
    ImmutableArray<BinFigures> Bins);

/// <summary>Cases of neighbouring scores.</summary>
/// <param name="Expected">The mean probability; null when scores are points.</param>
public sealed record BinFigures(int LowestScore, int HighestScore, double? Expected, Figure Observed)
{
    internal static BinFigures Of(ReliabilityBin bin, bool isProbability) => new(
        bin.LowestScore, bin.HighestScore, isProbability ? bin.Expected : null, Figure.Of(bin.Observed));
}

/// <summary>All groups of one attribute.</summary>
public sealed record AttributeFigures(string Attribute, string Reference, ImmutableArray<GroupSaid> Groups);

/// <summary>One group, and how it stands against the reference. Numbers below ten are null.</summary>
/// <param name="Conditional">Against the reference within strata, in selection; null without strata.</param>
public sealed record GroupSaid(
    string Group,
    long? Cases,
    long? Selected,
    long? Outcomes,
    long? Findings,
    ImmutableArray<MetricFigures> Metrics,
    ImmutableArray<StageFigures> Stages,
    ConditionalFigures? Conditional);

/// <summary>One metric of a group. What compares is null for the reference itself.</summary>
/// <param name="Band">Where the ratio lies against four fifths: `below`, `within`, `above`.</param>
/// <param name="Test">Null where no test applies: with weights the interval alone speaks.</param>
/// <param name="Detectable">
/// The smallest rise above the reference that would have been shown, at level 0.05 with power 0.8.
/// </param>
public sealed record MetricFigures(
    string Metric, Figure Value, Figure? Difference, Figure? Ratio, string? Band, TestSaid? Test, double? Detectable);

/// <summary>A test against the reference, and what is left of it among all tests of the report.</summary>
/// <param name="Kind">`two-proportion` or `fisher-exact`.</param>
public sealed record TestSaid(string Kind, double PValue, double Holm, double BenjaminiHochberg);

/// <summary>How many of a group came how far.</summary>
/// <param name="ShareOfStage">The part of all who came so far that is of this group.</param>
/// <param name="Rate">The part of the group that came so far.</param>
/// <param name="Ratio">That rate to the one of the reference.</param>
public sealed record StageFigures(
    string Stage, long? Reached, Figure ShareOfStage, Figure Rate, Figure? Ratio);

/// <summary>Selection against the reference among those who are alike in stratum.</summary>
public sealed record ConditionalFigures(Figure OddsRatio, double? PValue, Figure Disparity);

/// <summary>A figure by the name under which gates ask for it.</summary>
public sealed record ReportAnswer(string Question, Figure Figure);

/// <summary>What the data say of a standard requirement, and by which rule.</summary>
/// <param name="Verdict">`shown`, `refuted` or `not-enough-data`.</param>
/// <param name="Rule">Such as `interval-inside` or `too-few-cases`.</param>
/// <param name="Number">Which of the seventeen questions of the assessment protocol it helps to answer.</param>
public sealed record ReportVerdict(
    string Question, string Verdict, string Rule, double? AtLeast, double? AtMost, double MinimumCases,
    int? Number = null);
