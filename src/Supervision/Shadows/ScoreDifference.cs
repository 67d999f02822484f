using System.Collections.Immutable;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Shadows;

/// <summary>Why a shadow says something else of a referent: indicators that give other points, and words.</summary>
public static class ScoreDifference
{
    private static readonly ModelPart[] OfTheWhole =
        [ModelPart.Base, ModelPart.Threshold, ModelPart.Evidence, ModelPart.Cooldown];

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
    /// What of the differences between the documents bears on a referent: of the indicators that give it other points,
    /// and of what holds for everybody.
    /// </summary>
    public static ImmutableArray<string> Because(
        ImmutableArray<ModelChange> changes, ImmutableArray<IndicatorDifference> differences) =>
    [
        .. changes
            .Where(change => change.Part != ModelPart.Justification
                && (change.Indicator is null
                    ? OfTheWhole.Contains(change.Part)
                    : differences.Any(difference => difference.Indicator == change.Indicator)))
            .Select(change => change.Sentence),
    ];

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
