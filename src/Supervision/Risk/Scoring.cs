using Supervision.Features;

namespace Supervision.Risk;

/// <summary>Scores a referent: a pure function of its folded history, a model and the moment asked about.</summary>
/// <remarks>
/// The moment is not before the latest event that was folded, less the cooldown of the model; for earlier moments fold
/// the whole history with <see cref="HistoryFold"/>. It is taken as a whole UTC day.
/// </remarks>
public static class Scoring
{
    /// <summary>Why there is no level when there is no model.</summary>
    public const string NoModelInUse = "no-model-in-use";

    /// <summary>Level and points only: cheap enough for after every event.</summary>
    public static RiskState Assess(ReferentFold fold, RiskModel? model, DateTimeOffset asOf) =>
        new(RiskLevel.None, 0, 0, null);

    /// <summary>The score with its contributions, their events, interval and what is missing.</summary>
    public static Score Score(ReferentFold fold, RiskModel? model, DateTimeOffset asOf) =>
        new(RiskLevel.None, NoModelInUse, 0, default, 0, [], [], null, asOf, null);
}
