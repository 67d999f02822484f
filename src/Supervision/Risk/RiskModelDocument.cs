using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Supervision.Facts;
using Supervision.Models;
using static Supervision.Risk.RiskModelSyntax;

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
    [property: Description("Kebab-case; the same for all versions.")]
    [property: RegularExpression(NamePattern), StringLength(KebabMax, MinimumLength = 1)]
    string Id,
    [property: Description("Three numbers, as in 1.2.0.")]
    [property: RegularExpression(ModelVersionName.NumberPattern)]
    [property: StringLength(ModelVersionName.VersionLengthMax, MinimumLength = 1)]
    string Version,
    [property: RegularExpression(TextPattern), StringLength(NameMax, MinimumLength = 1)] string Title,
    [property: Description("True: shows how a model is written, and is not for use.")] bool Example,
    [property: RegularExpression(TextPattern), StringLength(NameMax, MinimumLength = 1)] string Owner,
    [property: Description("Points that everyone has."), Range(-PointsMax, PointsMax)] int Base,
    [property: Length(1, IndicatorsMax)] ImmutableArray<Indicator> Indicators,
    [property: Description("Low, medium and high, in this order."), Length(LevelCount, LevelCount)]
    ImmutableArray<LevelBand> Levels,
    [property: Description("With fewer facts in three years the level is insufficient-evidence.")]
    [property: Range(0, EvidenceMax)]
    int MinimumEvidence,
    [property: Description("Of the intervals, in per cent: 90, 95 or 99."), AllowedValues(90, 95, 99)] int Confidence,
    [property: Description("A level falls only when not reached in that many days before; 0 to 365.")]
    [property: Range(0, Features.FoldState.CooldownMax)]
    int CooldownDays,
    EscalationRule? Escalation);

/// <summary>One thing that gives points: a feature, its bins, and why this may be done.</summary>
/// <param name="Bins">In order, without gap or overlap, from below all values to above them.</param>
/// <param name="Justification">Null says that there is none yet: the indicator is off.</param>
public sealed record Indicator(
    [property: RegularExpression(NamePattern), StringLength(KebabMax, MinimumLength = 1)] string Id,
    [property: Description("The name of a feature in the catalogue.")] string Feature,
    [property: Description("In order, without gap or overlap; the first has no from, the last no to.")]
    [property: Length(1, BinsMax)]
    ImmutableArray<Bin> Bins,
    MissingTreatment Missing,
    [property: Description("Null says that there is none yet: the indicator is off.")] Justification? Justification);

/// <summary>Values from one (included) to another (not), and the points they give; null is without end.</summary>
public sealed record Bin(
    [property: Range(-PointsMax, PointsMax)] int Points,
    [property: Range((double)-ValueMax, ValueMax)] long? From = null,
    [property: Range((double)-ValueMax, ValueMax)] long? To = null);

/// <summary>The points given when the feature has no value.</summary>
public sealed record MissingTreatment([property: Range(-PointsMax, PointsMax)] int Points);

/// <summary>Why an indicator may be used, by whom, until when (that day included).</summary>
public sealed record Justification(
    [property: RegularExpression(TextPattern), StringLength(TextMax, MinimumLength = 1)] string Aim,
    [property: RegularExpression(TextPattern), StringLength(TextMax, MinimumLength = 1)] string LegalGround,
    [property: RegularExpression(TextPattern), StringLength(TextMax, MinimumLength = 1)] string Evidence,
    [property: RegularExpression(TextPattern), StringLength(TextMax, MinimumLength = 1)] string WhyNoLighterMeans,
    [property: RegularExpression(TextPattern), StringLength(NameMax, MinimumLength = 1)] string Owner,
    DateOnly ExpiresOn);

/// <summary>A level, and the points from which it holds; null for the lowest.</summary>
public sealed record LevelBand(
    RiskLevel Level,
    [property: Range(-BoundMax, BoundMax)] int? From = null);

/// <summary>An escalation opens when the level rises to this level or above.</summary>
/// <param name="Rule">
/// Its id, that of the one rule there is for a level; part of the key that keeps an escalation from opening twice.
/// </param>
public sealed record EscalationRule(
    [property: Description("level- and the level beside it.")]
    [property: AllowedValues("level-low", "level-medium", "level-high")]
    string Rule,
    RiskLevel AtLevel)
{
    /// <summary>The id of the rule that fires when the level rises to this one or above.</summary>
    public static string Of(RiskLevel level) => $"level-{ClosedList<RiskLevel>.WordFor(level)}";
}
