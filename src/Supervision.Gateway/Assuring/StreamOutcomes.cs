using System.Collections.Immutable;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Reports;
using Supervision.Facts;

namespace Supervision.Gateway.Assuring;

/// <summary>What came of a referent after the day of its level.</summary>
/// <param name="Outcome">Null where nobody looked.</param>
/// <param name="Weight">One over the probability of having been looked at.</param>
/// <param name="Stage">How far it came by a check or a measure; null when there was neither.</param>
internal readonly record struct CameOf(bool? Outcome, double Weight, CaseStage? Stage);

/// <summary>Reads from a history what came of the referent.</summary>
internal static class StreamOutcomes
{
    /// <param name="history">Settled, by the end of the question.</param>
    public static CameOf Of(StreamQuestion question, ImmutableArray<RecordedFact> history)
    {
        ImmutableArray<Fact> later =
            [.. history.Where(fact => question.IsLater(fact.Time)).Select(fact => fact.Fact)];
        ImmutableArray<EndedCheck> ended = [.. later.Select(Ended).OfType<EndedCheck>()];
        var (outcome, weight) = question.Outcome switch
        {
            StreamOutcome.Measure => (later.OfType<MeasureImposed>().Any(measure => !IsGone(measure, later)), 1),
            StreamOutcome.Withdrawn => (later.Any(fact => fact is RecognitionWithdrawn), 1),
            _ => OfChecks(ended, [.. history.Select(fact => fact.Fact).OfType<CheckPlanned>()]),
        };
        return new CameOf(outcome, weight, StageOf(later, ended));
    }

    /// <summary>Of the first check that was chosen by a probability that means something.</summary>
    private static (bool? Outcome, double Weight) OfChecks(
        ImmutableArray<EndedCheck> ended, ImmutableArray<CheckPlanned> plans)
    {
        foreach (var check in ended)
        {
            var plan = plans.FirstOrDefault(plan => plan.CheckId == check.Check);
            if (plan is { Channel: not Channel.Signal, InclusionProbability: > 0 })
                return (
                    check.HasBreach,
                    Math.Round(InverseProbabilityWeight.Of((double)plan.InclusionProbability), 4));
        }

        return (null, 1);
    }

    private static CaseStage? StageOf(ImmutableArray<Fact> later, ImmutableArray<EndedCheck> ended)
    {
        var measures = later.OfType<MeasureImposed>().ToArray();
        if (Array.Exists(measures, measure => Stands(measure, later)))
            return CaseStage.Standing;
        if (measures.Length > 0 || later.Any(fact => fact is RecognitionWithdrawn))
            return CaseStage.Measure;
        if (ended.Any(check => check.HasBreach))
            return CaseStage.Finding;
        return ended.IsEmpty ? null : CaseStage.Checked;
    }

    /// <summary>An objection was upheld, so that the measure is as if it had not been.</summary>
    private static bool IsGone(MeasureImposed measure, ImmutableArray<Fact> later) =>
        Objections(measure, later).Any(decided => decided is { Outcome: ObjectionOutcome.Upheld });

    /// <summary>Nobody objected, or every objection was decided and none upheld.</summary>
    private static bool Stands(MeasureImposed measure, ImmutableArray<Fact> later) =>
        Objections(measure, later).All(decided => decided is { Outcome: not ObjectionOutcome.Upheld });

    /// <summary>What was decided on each objection to the measure; null while nothing is.</summary>
    private static IEnumerable<ObjectionDecided?> Objections(MeasureImposed measure, ImmutableArray<Fact> later) =>
        from filed in later.OfType<ObjectionFiled>()
        where filed.MeasureId == measure.MeasureId
        select later.OfType<ObjectionDecided>().LastOrDefault(decided => decided.ObjectionId == filed.ObjectionId);

    /// <summary>A check that was drawn here is the case that it became, and ends as that is concluded.</summary>
    private static EndedCheck? Ended(Fact fact) => fact switch
    {
        CheckCompleted done => new EndedCheck(done.CheckId, Finding.AnyBreach(done.Findings)),
        EscalationConcluded { Outcome: EscalationOutcome.NoBreach or EscalationOutcome.BreachFound } concluded =>
            new EndedCheck(concluded.EscalationId, Finding.AnyBreach(concluded.Findings)),
        _ => null,
    };

    private sealed record EndedCheck(string Check, bool HasBreach);
}
