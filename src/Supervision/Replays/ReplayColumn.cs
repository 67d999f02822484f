using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Replays;

/// <summary>One column of the rows of a replay.</summary>
/// <param name="IsNumber">Whole numbers; else text.</param>
[GenerateSerializer, Immutable, Alias("replay-column")]
public sealed record ReplayColumn([property: Id(0)] string Name, [property: Id(1)] bool IsNumber);

/// <summary>One cell of a row: text, a whole number, or nothing.</summary>
public readonly record struct ReplayCell(string? Text, long? Number)
{
    public static implicit operator ReplayCell(string? text) => new(text, null);

    public static implicit operator ReplayCell(long? number) => new(null, number);
}

/// <summary>Which columns the rows of each kind of replay have.</summary>
public static class ReplayColumns
{
    /// <summary>The column that every kind has: whom the row is about.</summary>
    public const string Referent = "referentId";

    private static readonly ImmutableArray<ReplayColumn> Whose = [Text(Referent), Text("sector"), Text("sizeBand")];

    private static readonly ImmutableArray<ReplayColumn> Scored = [Text("level"), Number("points"), Number("evidence")];

    private static readonly ImmutableArray<ReplayColumn> ScoredBesides =
        [Text("comparedLevel"), Number("comparedPoints")];

    /// <param name="model">The model that judges; null when there is none.</param>
    public static ImmutableArray<ReplayColumn> Of(ReplayOrder order, RiskModel? model)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Kind switch
        {
            ReplayKind.FeaturesAndScores => [.. Whose, .. Scored, .. Features(), .. Points(model)],
            ReplayKind.BackTest =>
            [
                .. Whose, .. Scored, .. order.ComparedWith is null ? [] : ScoredBesides,
                Number("outcome"), Text("outcomeOn"), .. Features(), .. Points(model),
            ],
            ReplayKind.WhoChangesLevel => [.. Whose, .. Scored, .. ScoredBesides],
            ReplayKind.Hindsight =>
            [
                Text(Referent), Number("daysOtherwise"), Number("crossed"), Number("wouldNotHaveCrossed"),
                Number("wouldHaveCrossed"),
            ],
            _ =>
            [
                Text(Referent), Text("position"), Text("at"), Text("outcome"), Text("toldLevel"),
                Number("toldPoints"), Text("level"), Number("points"), Text("model"),
            ],
        };
    }

    private static IEnumerable<ReplayColumn> Features() =>
        FeatureCatalogue.All.Select(feature => Number(feature.Name));

    private static IEnumerable<ReplayColumn> Points(RiskModel? model) =>
        model?.Indicators.Select(indicator => Number($"points-of-{indicator.Indicator.Id}")) ?? [];

    private static ReplayColumn Text(string name) => new(name, IsNumber: false);

    private static ReplayColumn Number(string name) => new(name, IsNumber: true);
}
