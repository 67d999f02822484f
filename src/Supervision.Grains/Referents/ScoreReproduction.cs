using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>What came of computing a stored score once more.</summary>
public enum ReproductionOutcome
{
    /// <summary>Level and points are the same.</summary>
    Equal,

    /// <summary>They are not: a fault of the software, or someone changed what is stored.</summary>
    Different,

    /// <summary>Facts that it was made of have been erased since.</summary>
    Erased,

    /// <summary>No model at hand has that hash.</summary>
    UnknownModel,
}

/// <summary>A score that was told, and what the log gives for the same position, moment and model.</summary>
/// <param name="Again">Level and points as computed now; null when they cannot be.</param>
/// <param name="Events">How many events were folded for it.</param>
public sealed record ReproducedScore(
    RiskChange Told, ReproductionOutcome Outcome, (RiskLevel Level, int Points)? Again, int Events);

/// <summary>Computes scores once more from the log alone, with the model and the moment that they name.</summary>
public static class ScoreReproduction
{
    /// <param name="models">By hash.</param>
    public static async Task<ReproducedScore> Of(
        RiskChange told, IEventLog log, IReadOnlyDictionary<string, RiskModel> models, CancellationToken cancellation)
    {
        RiskModel? model = null;
        if (told.ModelHash is { } hash && !models.TryGetValue(hash, out model))
            return new ReproducedScore(told, ReproductionOutcome.UnknownModel, null, 0);

        var (facts, lost) = await HistoryReading.UpTo(told.Referent, log, told.Position.Offset, cancellation);
        if (lost > 0)
            return new ReproducedScore(told, ReproductionOutcome.Erased, null, 0);

        var state = Scoring.Assess(HistoryFold.Of(told.Referent, facts), model, told.At);
        var isEqual = state.Level == told.To && state.Points == told.Points;
        return new ReproducedScore(
            told,
            isEqual ? ReproductionOutcome.Equal : ReproductionOutcome.Different,
            (state.Level, state.Points),
            facts.Count);
    }
}
