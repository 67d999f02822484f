using Supervision.Facts;
using Supervision.Features;

namespace Supervision.Explanations;

/// <summary>On what ground the referent was selected for its latest check.</summary>
/// <param name="PlannedOn">When the check was planned.</param>
/// <param name="Channel">Through which channel: the model, chance, or a signal.</param>
/// <param name="InclusionProbability">The chance of it, known beforehand.</param>
/// <param name="ModelHash">The model that selected, when one did.</param>
[GenerateSerializer, Immutable, Alias("selection-ground")]
public sealed record SelectionGround(
    [property: Id(0)] DateOnly PlannedOn,
    [property: Id(1)] Channel Channel,
    [property: Id(2)] decimal InclusionProbability,
    [property: Id(3)] CheckKind Kind,
    [property: Id(4)] string? ModelHash)
{
    /// <summary>Of the check planned last by a moment, after corrections; null when there was none.</summary>
    internal static SelectionGround? Of(ReferentHistory history, DateTimeOffset asOf)
    {
        var prior = new PriorFacts(history.Facts);
        return history.Facts
            .Where(fact => fact.Fact is CheckPlanned && fact.Time <= asOf)
            .OrderByDescending(fact => fact.Time).ThenByDescending(fact => fact.Position.Offset)
            .Select(fact => InEffect(fact, prior) is CheckPlanned planned ? Of(fact, planned) : null)
            .FirstOrDefault(ground => ground is not null);
    }

    private static SelectionGround Of(RecordedFact fact, CheckPlanned planned) => new(
        DateOnly.FromDateTime(fact.Time.UtcDateTime), planned.Channel, planned.InclusionProbability, planned.Kind,
        planned.ModelHash);

    private static Fact? InEffect(RecordedFact fact, PriorFacts prior)
    {
        var said = (Fact?)fact.Fact;
        foreach (var correction in prior.CorrectionsOf(fact.Key))
        {
            if (Corrections.TryApply(fact, correction.Fact, out var replacement))
                said = replacement;
        }

        return said;
    }
}
