using System.Collections.Immutable;

namespace Supervision.Features;

/// <summary>
/// One thing that is measured of every referent: its permanent name, what it means in words and as a formula, and the
/// events that it reads.
/// </summary>
/// <param name="Name">Kebab-case and permanent.</param>
/// <param name="Unit">What one unit of the value is.</param>
/// <param name="Definition">In words, with when there is no value.</param>
/// <param name="Formula">With D the day of evaluation; (a, b] are days after a up to and including b.</param>
/// <param name="EventTypes">The types of events that it reads.</param>
/// <param name="Evidence">What its evidence count counts.</param>
public sealed record Feature(
    string Name, string Unit, string Definition, string Formula, ImmutableArray<string> EventTypes, string Evidence)
{
    /// <summary>
    /// Whether a model may give points for it; not when it says what we did, rather than what they did.
    /// </summary>
    public bool MayRaiseRisk { get; init; } = true;

    /// <summary>Shares and rate ratios are sampled and have an interval; counts and states have none.</summary>
    public bool IsRate => Form is FeatureForm.WindowShare or FeatureForm.HeldShare or FeatureForm.Growth;

    internal FeatureForm Form { get; init; }

    internal SeriesKind Counted { get; init; }

    internal SeriesKind Among { get; init; }

    internal int WindowDays { get; init; }
}

/// <summary>How the value of a feature comes about.</summary>
internal enum FeatureForm
{
    /// <summary>How many in the window.</summary>
    WindowCount,

    /// <summary>How many in the window, per thousand of those among which.</summary>
    WindowShare,

    /// <summary>How many hold on the day.</summary>
    Held,

    /// <summary>How many hold on the day, per thousand of those among which.</summary>
    HeldShare,
    Growth,
    MedianDelay,
    Findings,
    SignalWeight,
    TaxOrInsolvency,
    RecognitionSuspended,
    DaysSinceRecognition,
    DaysSinceCheck,
}

/// <summary>The value of a feature of one referent on one day.</summary>
/// <param name="Value">In the unit of the feature; null when there is none.</param>
/// <param name="Numerator">Of a rate, what was counted; else 0.</param>
/// <param name="Denominator">Of a rate, out of how many; for growth, how many in the time compared with.</param>
/// <param name="Evidence">How many observations it rests on.</param>
public readonly record struct FeatureReading(long? Value, long Numerator, long Denominator, int Evidence);
