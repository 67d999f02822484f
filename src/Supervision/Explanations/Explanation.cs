using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>
/// A score explained: what it rests on, what changed, what would change it. A pure function of the history, the model
/// and the moments asked about.
/// </summary>
/// <param name="KnownAt">Only what had been recorded by then counts; null for everything.</param>
/// <param name="Position">The last event that it reflects.</param>
/// <param name="Bounds">From how many points which level holds; null without a model.</param>
/// <param name="Held">Set when cooldown holds the level up.</param>
/// <param name="Outlook">
/// How it goes on if nothing happens; null when something is known that happened after the moment asked about.
/// </param>
/// <param name="Since">What changed since an earlier moment; null when that was not asked.</param>
/// <param name="Selection">The ground of selection for the latest check; null when none was planned.</param>
/// <param name="Erased">How many facts were erased that it might have rested on.</param>
[GenerateSerializer, Immutable, Alias("explanation")]
public sealed record Explanation(
    [property: Id(0)] ReferentId Referent,
    [property: Id(1)] RegisterRow Register,
    [property: Id(2)] DateTimeOffset? KnownAt,
    [property: Id(3)] LogPosition Position,
    [property: Id(4)] Score Score,
    [property: Id(5)] LevelBounds? Bounds,
    [property: Id(6)] ImmutableArray<ExplainedIndicator> Indicators,
    [property: Id(7)] HeldLevel? Held,
    [property: Id(8)] Outlook? Outlook,
    [property: Id(9)] Lowering? Lowering,
    [property: Id(10)] MissingEffect? Missing,
    [property: Id(11)] ChangeSince? Since,
    [property: Id(12)] ImmutableArray<PastScore> Past,
    [property: Id(13)] SelectionGround? Selection,
    [property: Id(14)] int Erased)
{
    /// <summary>No feature looks further back, in years.</summary>
    private const int ReachYears = 5;

    /// <summary>Explains the score as of a moment, and what changed since an earlier one when that is given.</summary>
    public static Explanation Of(
        ReferentHistory history, RiskModel? model, DateTimeOffset asOf, DateTimeOffset? knownAt, DateTimeOffset? since,
        LogPosition position)
    {
        ArgumentNullException.ThrowIfNull(history);
        var growing = new GrowingFold(history.Referent);
        foreach (var fact in history.Facts)
            growing.Add(fact);
        var fold = growing.Fold;
        var score = Scoring.Score(fold, model, asOf);
        var bare = new Explanation(
            history.Referent, fold.Register(asOf), knownAt, position, score, null, [], null, null, null, null, null,
            [], SelectionGround.Of(history, asOf),
            history.Erased.Count(time => time <= asOf && time > asOf.AddYears(-ReachYears)));
        if (model is null)
            return bare;

        var day = FactEffects.DayOf(asOf);
        return bare with
        {
            Bounds = new LevelBounds(model.Medium, model.High, model.Document.MinimumEvidence),
            Indicators = [.. score.Contributions.Select(one => Explain(one, model, history, growing))],
            Held = HeldLevel.Of(fold, model, day, score.Level),
            Lowering = LoweringRules.Of(fold, model, asOf),
            Missing = MissingEffect.Of(score, model),
            Outlook = FactEffects.DayOf(fold.LatestEventTime) > day ? null : Outlook.Of(fold, model, asOf),
            Past = PastScore.Of(
                fold, model, history.Facts.IsEmpty ? asOf : history.Facts.Min(fact => fact.Time), asOf),
            Since = since is { } then ? ChangeWalk.Of(history, model, then, asOf) : null,
        };
    }

    /// <summary>What is left when no model is in use: that there is no score, and why.</summary>
    public Explanation Without(string reason) => this with
    {
        Score = Score.Without(reason),
        Bounds = null,
        Indicators = [],
        Held = null,
        Outlook = null,
        Lowering = null,
        Missing = null,
        Since = null,
        Past = [],
    };

    private static ExplainedIndicator Explain(
        Contribution contribution, RiskModel model, ReferentHistory history, GrowingFold growing)
    {
        var feature = contribution.Feature is { } name ? FeatureCatalogue.Find(name) : null;
        var justification = model.Document.Indicators
            .FirstOrDefault(indicator => indicator.Id == contribution.Indicator)?.Justification;
        return new ExplainedIndicator(
            contribution.Indicator, contribution.Points, contribution.Feature, feature?.Unit, feature?.Definition,
            contribution.Value, contribution.Numerator, contribution.Denominator, contribution.Evidence,
            contribution.Interval,
            [
                .. history.Facts.Where(fact => contribution.Events.Contains(fact.Position))
                    .SelectMany(fact => WithCorrection(fact, growing))
                    .DistinctBy(fact => fact.Position).OrderBy(fact => fact.Position.Offset)
                    .Select(fact => SourceEvent.Of(fact, growing.Prior)),
            ],
            justification?.Aim, justification?.LegalGround);
    }

    private static IEnumerable<RecordedFact> WithCorrection(RecordedFact fact, GrowingFold growing) =>
        growing.Fold.CorrectionInEffect(fact, growing.Prior) is { } correction ? [fact, correction] : [fact];
}

/// <summary>From how many points a level holds, and how much evidence any level takes.</summary>
[GenerateSerializer, Immutable, Alias("level-bounds")]
public sealed record LevelBounds(
    [property: Id(0)] int MediumFrom, [property: Id(1)] int HighFrom, [property: Id(2)] int MinimumEvidence);
