using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>Where the referent stood on an earlier day, with what is known for this explanation.</summary>
[GenerateSerializer, Immutable, Alias("past-score")]
public sealed record PastScore(
    [property: Id(0)] DateOnly On,
    [property: Id(1)] int DaysBack,
    [property: Id(2)] RiskLevel Level,
    [property: Id(3)] int Points,
    [property: Id(4)] int Evidence)
{
    private static readonly ImmutableArray<int> Back = [90, 365];

    /// <summary>A quarter and a year back; a day before anything happened is left out.</summary>
    internal static ImmutableArray<PastScore> Of(
        ReferentFold fold, RiskModel model, DateTimeOffset first, DateTimeOffset asOf)
    {
        return [.. Back.Where(days => asOf.AddDays(-days) >= first).Select(On)];

        PastScore On(int days)
        {
            var then = asOf.AddDays(-days);
            var state = Scoring.Assess(fold, model, then);
            return new PastScore(
                DateOnly.FromDateTime(then.UtcDateTime), days, state.Level, state.Points, state.Evidence);
        }
    }
}
