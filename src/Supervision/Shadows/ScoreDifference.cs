using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Shadows;

/// <summary>Why a shadow says something else of a referent: indicators that give other points, and words.</summary>
public static class ScoreDifference
{
    /// <summary>Indicators that give this referent other points, those that differ most first.</summary>
    public static ImmutableArray<IndicatorDifference> Between(Score used, Score shadow)
    {
        var (ours, theirs) = (
            used.Contributions.ToDictionary(one => one.Indicator),
            shadow.Contributions.ToDictionary(one => one.Indicator));
        return
        [
            .. ours.Keys.Union(theirs.Keys)
                .Select(id => Of(id, ours.GetValueOrDefault(id), theirs.GetValueOrDefault(id)))
                .Where(difference => difference.UsedPoints != difference.ShadowPoints)
                .OrderByDescending(difference => Math.Abs(difference.ShadowPoints - difference.UsedPoints))
                .ThenBy(difference => difference.Indicator, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// What of the differences between the documents moved a referent, each with its own figures: of the indicators
    /// that give it other points, and of the bounds that its points or facts are now on the other side of.
    /// </summary>
    public static ImmutableArray<string> Because(
        RiskModel used, RiskModel shadow, ImmutableArray<ModelChange> changes, Score before, Score after)
    {
        var differences = Between(before, after);
        return [.. changes.Select(change => change.Indicator is null
            ? OfTheWhole(change, used, shadow, before, after, differences)
            : OfIndicator(change, shadow, differences)).OfType<string>()];
    }

    private static string? OfIndicator(
        ModelChange change, RiskModel shadow, ImmutableArray<IndicatorDifference> differences)
    {
        if (differences.FirstOrDefault(one => one.Indicator == change.Indicator) is not { } difference)
            return null;

        var bears = change.Part switch
        {
            ModelPart.Justification => false,
            ModelPart.Missing => difference.Value is null,
            ModelPart.Bins => difference.Value is not null,
            ModelPart.Points => difference.Value is { } value && change.Detail == RangeOf(shadow, difference, value),
            _ => true,
        };
        var with = difference.Value is { } own ? $"For its value, {ModelWords.Of(own)}," : "Without data";
        return bears
            ? $"{change.Sentence} {with} it gives {ModelWords.Of(difference.ShadowPoints)} points by the shadow, "
                + $"{ModelWords.Of(difference.UsedPoints)} by the model in use."
            : null;
    }

    private static string? RangeOf(RiskModel shadow, IndicatorDifference difference, long value) =>
        shadow.Document.Indicators.First(one => one.Id == difference.Indicator).Bins
            .FirstOrDefault(bin => bin.To is not { } to || value < to) is { } bin
            ? ModelWords.Range(bin)
            : null;

    private static string? OfTheWhole(
        ModelChange change, RiskModel used, RiskModel shadow, Score before, Score after,
        ImmutableArray<IndicatorDifference> differences)
    {
        var areLevels = before.Level > RiskLevel.InsufficientEvidence && after.Level > RiskLevel.InsufficientEvidence;
        var isHeld = areLevels
            && (used.LevelOf(before.Points) != before.Level || shadow.LevelOf(after.Points) != after.Level);
        var points = before.Points == after.Points
            ? $"It has {ModelWords.Of(after.Points)} points."
            : $"It has {ModelWords.Of(after.Points)} points by the shadow, {ModelWords.Of(before.Points)} by the model "
                + "in use.";
        return change.Part switch
        {
            ModelPart.Base when differences.Any(one => one.Indicator == Scoring.BaseIndicator) => change.Sentence,
            ModelPart.Threshold when areLevels && (isHeld || Crosses(change, used, shadow, before, after)) =>
                $"{change.Sentence} {points}",
            ModelPart.Evidence when (before.Level == RiskLevel.InsufficientEvidence)
                != (after.Level == RiskLevel.InsufficientEvidence) =>
                $"{change.Sentence} Of it {ModelWords.Of(after.Evidence)} count.",
            ModelPart.Cooldown when isHeld =>
                $"{change.Sentence} By its points of now alone it would be {Word(shadow.LevelOf(after.Points))} by the "
                + $"shadow, {Word(used.LevelOf(before.Points))} by the model in use.",
            _ => null,
        };
    }

    /// <summary>Whether its level is on another side of this threshold, and the threshold alone does that.</summary>
    private static bool Crosses(ModelChange change, RiskModel used, RiskModel shadow, Score before, Score after)
    {
        var level = change.Detail == Word(RiskLevel.High) ? RiskLevel.High : RiskLevel.Medium;
        var (held, holds) = level == RiskLevel.High ? (used.High, shadow.High) : (used.Medium, shadow.Medium);
        return (before.Level >= level) != (after.Level >= level)
            && (IsBetween(before.Points) || IsBetween(after.Points));

        bool IsBetween(int points) => (points >= held) != (points >= holds);
    }

    private static string Word(RiskLevel level) => ClosedList<RiskLevel>.WordFor(level);

    private static IndicatorDifference Of(string id, Contribution? used, Contribution? shadow) => new(
        id, (shadow ?? used)!.Feature, (shadow ?? used)!.Value, used?.Points ?? 0, shadow?.Points ?? 0);
}

/// <summary>One indicator that gives other points.</summary>
/// <param name="Indicator">Its id; <c>base</c> for the points that everyone has.</param>
/// <param name="Feature">The feature that it reads; null for the base.</param>
/// <param name="Value">The value of the feature; null when there were no data.</param>
/// <param name="UsedPoints">By the model in use; 0 when that has no such indicator.</param>
/// <param name="ShadowPoints">By the shadow; 0 when that has no such indicator.</param>
[GenerateSerializer, Immutable, Alias("indicator-difference")]
public sealed record IndicatorDifference(
    [property: Id(0)] string Indicator,
    [property: Id(1)] string? Feature,
    [property: Id(2)] long? Value,
    [property: Id(3)] int UsedPoints,
    [property: Id(4)] int ShadowPoints);
