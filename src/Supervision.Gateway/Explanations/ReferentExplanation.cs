using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Explanations;
using Supervision.Gateway.Overrides;
using Supervision.Gateway.Referents;
using Supervision.Letters;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Explanations;

/// <summary>A score explained.</summary>
/// <param name="Reason">
/// Why there is no score, when the level is `none`: `no-model-in-use` when none ever was, `model-stopped`,
/// `model-gate-tripped`, or `model-review-date-passed`; otherwise null.
/// </param>
/// <param name="ReasonDetail">The same in a sentence: which model, by whom, when. Only when there is no score.</param>
/// <param name="Points">The sum of the contributions, exactly; null when there is no score.</param>
/// <param name="Interval">The points that the sampling uncertainty of the rates leaves possible; likewise.</param>
/// <param name="Evidence">How many facts the score rests on, or would.</param>
/// <param name="Bounds">From how many points which level holds; null when no model is in use.</param>
/// <param name="Contributions">What each indicator gives, on which events it rests, and why it may weigh.</param>
/// <param name="Held">Set when cooldown holds the level up.</param>
/// <param name="Lowering">The smallest changes that would lower the level, found by exact search.</param>
/// <param name="Missing">What is not known, and what it could have meant.</param>
/// <param name="Outlook">How it goes on if nothing happens; null when what happened afterwards is known.</param>
/// <param name="ChangedSince">What changed since the moment asked for; null when none was.</param>
/// <param name="Past">Points and level of a quarter and of a year ago, with what is known for this explanation.</param>
/// <param name="Peers">
/// Against referents of the same sector and size band; null for a moment of the past, without a level, and when these
/// are not known.
/// </param>
/// <param name="Selection">On what ground it was selected for its latest check; null when none was planned.</param>
/// <param name="KnownAt">Only what had been recorded by then counts; null for everything.</param>
/// <param name="Position">The last event of the referent that it reflects.</param>
/// <param name="Erased">Only when facts were erased that it might have rested on.</param>
/// <param name="Letter">The same in plain words.</param>
/// <param name="Override">The level that a person set by hand beside it; only when one held at that moment.</param>
public sealed record ReferentExplanation(
    ReferentId ReferentId,
    RiskLevel Level,
    string? Reason,
    int? Points,
    PointInterval? Interval,
    int Evidence,
    LevelBounds? Bounds,
    ImmutableArray<ExplainedIndicator> Contributions,
    HeldLevel? Held,
    Lowering? Lowering,
    MissingEffect? Missing,
    Outlook? Outlook,
    ChangeSince? ChangedSince,
    ImmutableArray<PastScore> Past,
    PeerComparison? Peers,
    SelectionGround? Selection,
    RiskModelReference? Model,
    DateTimeOffset AsOf,
    DateTimeOffset? KnownAt,
    string Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ErasedFacts? Erased,
    Letter Letter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonDetail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OverrideInShort? Override = null)
{
    /// <param name="used">What is in use now; it says why there is no score.</param>
    /// <param name="held">The level set by hand that held at the moment of the score; null when none did.</param>
    public static ReferentExplanation Of(
        Explanation explanation, PeerComparison? peers, Letter letter, RiskModelInUse used, LevelOverride? held) => new(
        explanation.Referent,
        explanation.Score.Level,
        explanation.Score.Reason,
        explanation.Score.Model is null ? null : explanation.Score.Points,
        explanation.Score.Model is null ? null : explanation.Score.Interval,
        explanation.Score.Evidence,
        explanation.Bounds,
        explanation.Indicators,
        explanation.Held,
        explanation.Lowering,
        explanation.Missing,
        explanation.Outlook,
        explanation.Since,
        explanation.Past,
        peers,
        explanation.Selection,
        explanation.Score.Model is { } model ? RiskModelReference.Of(model) : null,
        explanation.Score.AsOf.ToUniversalTime(),
        explanation.KnownAt?.ToUniversalTime(),
        explanation.Position.ToString(),
        explanation.Erased > 0 ? new ErasedFacts(explanation.Erased, Reproducible: false) : null,
        letter,
        Models.ModelStatus.Sentence(used),
        OverrideInShort.Of(held));
}
