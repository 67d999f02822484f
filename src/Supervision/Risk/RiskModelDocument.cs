using System.Collections.Immutable;
using System.ComponentModel;

namespace Supervision.Risk;

/// <summary>A risk model as it is written down; its JSON Schema is exported from here.</summary>
/// <param name="Id">Kebab-case; the same for all versions.</param>
/// <param name="Example">Says that it shows how a model is written, and is not for use.</param>
/// <param name="Base">Points that everyone has.</param>
/// <param name="Levels">Low, medium and high, with the points from which each holds; low has none.</param>
/// <param name="MinimumEvidence">With fewer facts in three years the level is insufficient-evidence.</param>
/// <param name="Confidence">Of the intervals, in per cent: 90, 95 or 99.</param>
/// <param name="CooldownDays">A level falls only when it was not reached in that many days before; 0 to 365.</param>
/// <param name="Escalation">When an escalation opens; null for never.</param>
public sealed record RiskModelDocument(
    [property: Description("Kebab-case; the same for all versions.")] string Id,
    string Version,
    string Title,
    [property: Description("True: shows how a model is written, and is not for use.")] bool Example,
    string Owner,
    [property: Description("Points that everyone has.")] int Base,
    ImmutableArray<Indicator> Indicators,
    [property: Description("Low, medium and high, in this order.")] ImmutableArray<LevelBand> Levels,
    [property: Description("With fewer facts in three years the level is insufficient-evidence.")] int MinimumEvidence,
    [property: Description("Of the intervals, in per cent: 90, 95 or 99.")] int Confidence,
    [property: Description("A level falls only when not reached in that many days before; 0 to 365.")]
    int CooldownDays,
    EscalationRule? Escalation);

/// <summary>One thing that gives points: a feature, its bins, and why this may be done.</summary>
/// <param name="Bins">In order, without gap or overlap, from below all values to above them.</param>
/// <param name="Justification">Null says that there is none yet: the indicator is off.</param>
public sealed record Indicator(
    string Id,
    [property: Description("The name of a feature in the catalogue.")] string Feature,
    [property: Description("In order, without gap or overlap; the first has no from, the last no to.")]
    ImmutableArray<Bin> Bins,
    MissingTreatment Missing,
    [property: Description("Null says that there is none yet: the indicator is off.")] Justification? Justification);

/// <summary>Values from one (included) to another (not), and the points they give; null is without end.</summary>
public sealed record Bin(int Points, long? From = null, long? To = null);

/// <summary>The points given when the feature has no value.</summary>
public sealed record MissingTreatment(int Points);

/// <summary>Why an indicator may be used, by whom, until when (that day included).</summary>
public sealed record Justification(
    string Aim, string LegalGround, string Evidence, string WhyNoLighterMeans, string Owner, DateOnly ExpiresOn);

/// <summary>A level, and the points from which it holds; null for the lowest.</summary>
public sealed record LevelBand(RiskLevel Level, int? From = null);

/// <summary>An escalation opens when the level rises to this level or above.</summary>
/// <param name="Rule">Its id; part of the key that keeps an escalation from opening twice.</param>
public sealed record EscalationRule(string Rule, RiskLevel AtLevel);
