using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>
/// What the public should know of a version of a model. Made from the document that runs and from the register, never
/// typed; no official is named.
/// </summary>
/// <param name="InUseSince">When it last went into use; null when it is not in use.</param>
/// <param name="IsTrial">It gives scores as a trial, without assurance or approval.</param>
/// <param name="Dpia">References of the approval; null before.</param>
/// <param name="NeverUsed">What no model here can be made of.</param>
public sealed record ModelCard(
    string Id,
    string Version,
    string Hash,
    string Title,
    string Owner,
    bool IsExample,
    bool IsTrial,
    ModelStage Stage,
    DateTimeOffset? InUseSince,
    DateOnly? ReviewOn,
    string? AssuranceReport,
    string? Dpia,
    string? Fria,
    string? LegalGround,
    int BasePoints,
    int MinimumEvidence,
    int CooldownDays,
    int ConfidencePercent,
    string Escalates,
    ImmutableArray<CardLevel> Levels,
    ImmutableArray<CardIndicator> Indicators,
    string NeverUsed,
    RegistrationEntry Registration)
{
    /// <summary>The same for every model, because it holds for the system.</summary>
    public const string Never =
        "Nationality, place or country of birth, ethnicity, what stands in for them, and natural persons. No event, "
        + "feature or model has a place for them.";

    /// <param name="version">What the register knows of it; null for the trial of a process.</param>
    /// <param name="now">Indicators whose justification has expired are off.</param>
    public static ModelCard Of(RiskModel model, ModelVersion? version, DateTimeOffset now)
    {
        var document = model.Document;
        var inUse = version is { Stage: ModelStage.InUse } && now < ModelRegister.EndOf(version);
        var grounds = version?.Grounds;
        return new ModelCard(
            document.Id, document.Version, model.Identity.Hash, document.Title, document.Owner, document.Example,
            version is null, version?.Stage ?? ModelStage.Draft,
            inUse ? version!.History.Last(step => step.What == "taken-into-use").At : null,
            grounds?.ReviewOn, version?.Report, grounds?.Dpia, grounds?.Fria, grounds?.LegalGround,
            document.Base, document.MinimumEvidence, document.CooldownDays, document.Confidence,
            ModelWords.Of(document.Escalation),
            [.. document.Levels.Select(band => new CardLevel(band.Level, band.From))],
            [.. document.Indicators.Select(indicator => CardIndicator.Of(indicator, now))],
            Never,
            RegistrationEntry.Of(model, version, inUse, now));
    }
}

/// <summary>A level and the points from which it holds; null for the lowest.</summary>
public sealed record CardLevel(RiskLevel Level, int? FromPoints);

/// <summary>One indicator in words.</summary>
/// <param name="IsOn">False when its justification is missing or has expired: then it gives no points.</param>
public sealed record CardIndicator(
    string Id, string Feature, string Measures, string Unit, string Formula, ImmutableArray<string> Reads,
    string Points, int PointsWithoutData, bool IsOn, CardJustification? Justification)
{
    public static CardIndicator Of(Indicator indicator, DateTimeOffset now)
    {
        var feature = FeatureCatalogue.Find(indicator.Feature)!;
        var grounds = indicator.Justification;
        return new CardIndicator(
            indicator.Id, feature.Name, feature.Definition, feature.Unit, feature.Formula, feature.EventTypes,
            ModelWords.Of(indicator.Bins), indicator.Missing.Points,
            grounds is not null && grounds.ExpiresOn >= DateOnly.FromDateTime(now.UtcDateTime),
            grounds is null ? null : new CardJustification(
                grounds.Aim, grounds.LegalGround, grounds.Evidence, grounds.WhyNoLighterMeans, grounds.Owner,
                grounds.ExpiresOn));
    }
}

/// <summary>Why an indicator may be used.</summary>
public sealed record CardJustification(
    string Aim, string LegalGround, string Evidence, string WhyNoLighterMeans, string Owner, DateOnly ExpiresOn);
