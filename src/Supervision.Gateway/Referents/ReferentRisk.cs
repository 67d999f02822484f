using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Contracts.Referents;
using Supervision.Gateway.Overrides;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>A score with everything that made it.</summary>
/// <param name="Reason">
/// Why there is no score, when the level is `none`: `no-model-in-use` when none ever was, `model-stopped`,
/// `model-gate-tripped`, or `model-review-date-passed`; otherwise null.
/// </param>
/// <param name="ReasonDetail">The same in a sentence: which model, by whom, when. Only when there is no score.</param>
/// <param name="Points">The sum of the contributions, exactly; null when there is no score.</param>
/// <param name="Interval">The points that the sampling uncertainty of the rates leaves possible; likewise.</param>
/// <param name="Evidence">How many facts the score rests on, or would.</param>
/// <param name="Missing">Indicators that say nothing, and why.</param>
/// <param name="Model">Which model made the score; null when none is in use.</param>
/// <param name="LevelSince">When the live level became what it is; null for a score of the past.</param>
/// <param name="Position">The last event of the referent that the score reflects.</param>
/// <param name="Override">The level that a person set by hand beside it; only when one held at that moment.</param>
/// <param name="Erased">Only with a score of the past that facts were erased of since.</param>
public sealed record ReferentRisk(
    ReferentId ReferentId,
    RiskLevel Level,
    string? Reason,
    int? Points,
    RiskInterval? Interval,
    int Evidence,
    ImmutableArray<RiskContribution> Contributions,
    ImmutableArray<MissingRisk> Missing,
    RiskModelReference? Model,
    DateTimeOffset AsOf,
    DateTimeOffset? LevelSince,
    string Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ErasedFacts? Erased = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonDetail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OverrideItem? Override = null)
{
    /// <param name="used">What is in use now; it says why there is no score.</param>
    /// <param name="held">The level set by hand that held at the moment of the score; null when none did.</param>
    public static ReferentRisk Of(RiskView view, RiskModelInUse used, LevelOverride? held) => Of(view) with
    {
        ReasonDetail = view.Score.Reason == used.Reason ? Models.ModelStatus.Sentence(used) : null,
        Override = held is null ? null : OverrideItem.Of(held, used),
    };

    private static ReferentRisk Of(RiskView view) => new(
        view.ReferentId,
        view.Score.Level,
        view.Score.Reason,
        view.Score.Model is null ? null : view.Score.Points,
        view.Score.Model is null ? null : new RiskInterval(view.Score.Interval.Lower, view.Score.Interval.Upper),
        view.Score.Evidence,
        [.. view.Score.Contributions.Select(RiskContribution.Of)],
        [.. view.Score.Missing.Select(gap => new MissingRisk(gap.Indicator, gap.Feature, gap.Because))],
        view.Score.Model is { } model ? RiskModelReference.Of(model) : null,
        view.Score.AsOf.ToUniversalTime(),
        view.LevelSince?.ToUniversalTime(),
        view.Position.ToString(),
        view.Erased > 0 ? new ErasedFacts(view.Erased, Reproducible: false) : null);
}

/// <summary>What a score of the past can no longer rest on, because it was erased by law.</summary>
/// <param name="Facts">How many facts within reach of its features.</param>
/// <param name="Reproducible">Always false: the score that was given then cannot be computed any more.</param>
public sealed record ErasedFacts(int Facts, bool Reproducible);

/// <summary>The lowest and the highest number of points possible, both included.</summary>
public sealed record RiskInterval(int Lower, int Upper);

/// <summary>What one indicator adds to the points.</summary>
/// <param name="Indicator">Its id in the model; `base` for the points that everyone has.</param>
/// <param name="Feature">The feature that it reads; null for the base.</param>
/// <param name="Value">The value of the feature in its unit; null when there were no data.</param>
/// <param name="Numerator">Of a share or rate ratio, what was counted.</param>
/// <param name="Denominator">Of a share or rate ratio, out of how many.</param>
/// <param name="Evidence">How many observations the value rests on.</param>
/// <param name="Events">Positions of the events behind it, oldest first; of many, the latest few.</param>
public sealed record RiskContribution(
    string Indicator,
    int Points,
    string? Feature,
    long? Value,
    long? Numerator,
    long? Denominator,
    int Evidence,
    RiskInterval Interval,
    ImmutableArray<string> Events)
{
    public static RiskContribution Of(Contribution contribution) => new(
        contribution.Indicator,
        contribution.Points,
        contribution.Feature,
        contribution.Value,
        contribution.Numerator,
        contribution.Denominator,
        contribution.Evidence,
        new RiskInterval(contribution.Interval.Lower, contribution.Interval.Upper),
        [.. contribution.Events.Select(position => position.ToString())]);
}

/// <summary>An indicator that says nothing of this referent.</summary>
/// <param name="Because">`no-data`, `justification-missing` or `justification-expired`.</param>
public sealed record MissingRisk(string Indicator, string Feature, string Because);

/// <summary>Which model made a score.</summary>
/// <param name="Hash">SHA-256 of the canonical form of its document.</param>
public sealed record RiskModelReference(string Id, string Version, string Hash)
{
    public static RiskModelReference Of(ModelIdentity model) => new(model.Id, model.Version, model.Hash);
}
