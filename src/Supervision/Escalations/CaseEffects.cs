using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Escalations;

/// <summary>What a fact of a case means for the referent: facts of its own history, with their keys.</summary>
public static class CaseEffects
{
    /// <summary>The source of every event that casework gives.</summary>
    public const string Source = "urn:supervision:escalations";

    /// <param name="before">The case before the fact.</param>
    public static ImmutableArray<(EventKey Key, Fact Fact)> Of(
        EscalationId id, Escalation before, EscalationFact happened) => happened switch
        {
            EscalationInformationAsked asked =>
            [
                (Key(id, $"{asked.Clock.Id}/asked"), new InformationRequested(
                    $"{id}/{asked.RequestId}", DutchCalendar.DayOf(asked.Clock.DueAt.AddTicks(-1)))),
            ],
            EscalationInformationGot got =>
            [
                (
                    Key(id, $"information/{got.RequestId}/{(got.Complete ? "complete" : "part")}"),
                    new InformationReceived($"{id}/{got.RequestId}", got.Complete)),
            ],
            EscalationReturned returned =>
            [
                .. returned.Facts.Select(fact => (
                    Key(id, $"wrong/{returned.Facts.IndexOf(fact)}"),
                    (Fact)new FactRetracted(fact.Source, fact.Id, fact.Reason))),
            ],
            EscalationDecided decided => [.. Decided(id, decided)],
            EscalationObjectionFiled filed =>
            [
                (
                    Key(id, $"objection/{filed.ObjectionId}"),
                    new ObjectionFiled($"{id}/{filed.ObjectionId}", MeasureId(id, before.File.Taken!.Id))),
            ],
            EscalationObjectionDecided decided =>
                [.. Objected(id, before.File.Taken!, decided, before.File.Breaches)],
            EscalationClockLapsed lapsed when IsSuspension(before, lapsed) => [.. Ended(id, before.File.Taken!)],
            EscalationClosed closed when before.File.Taken is null =>
                [(Key(id, "concluded"), new EscalationConcluded(id.ToString(), closed.Outcome, closed.Findings))],
            _ => [],
        };

    /// <summary>The measure of a decision, as the history of the referent names it.</summary>
    public static string MeasureId(EscalationId id, string decisionId) => $"{id}/{decisionId}";

    private static IEnumerable<(EventKey, Fact)> Decided(EscalationId id, EscalationDecided decided)
    {
        ImmutableArray<Finding> findings = [.. decided.Findings.Select(finding => finding.AsFinding)];
        yield return (Key(id, "concluded"), new EscalationConcluded(
            id.ToString(), Escalation.OutcomeOf(!findings.IsEmpty), findings));
        yield return (Key(id, "measure"), new MeasureImposed(
            MeasureId(id, decided.DecisionId), decided.Measure.Kind, decided.Measure.AmountCents, decided.DecisionId));
        foreach (var purpose in decided.Measure.Purposes)
        {
            yield return (
                Key(id, $"recognition/{ClosedList<Purpose>.WordFor(purpose)}"),
                decided.Measure.Kind == MeasureKind.Suspension
                    ? new RecognitionSuspended(purpose, decided.Measure.Ground)
                    : new RecognitionWithdrawn(purpose, decided.Measure.Ground));
        }
    }

    /// <summary>An upheld objection takes the measure away and puts right what follow-up had concluded.</summary>
    private static IEnumerable<(EventKey, Fact)> Objected(
        EscalationId id, CaseDecision decision, EscalationObjectionDecided objected,
        ImmutableArray<CaseFinding> breaches)
    {
        yield return (
            Key(id, $"objection/{objected.ObjectionId}/decided"),
            new ObjectionDecided($"{id}/{objected.ObjectionId}", objected.Outcome));
        if (objected.AmountCents is { } left)
            yield return (Key(id, "measure/corrected"), Corrected(Key(id, "measure"), new MeasureImposed(
                MeasureId(id, decision.Id), decision.Measure.Kind, left, decision.Id)));
        if (objected.Outcome != ObjectionOutcome.Upheld)
            yield break;

        var cleared = breaches.Where(breach => decision.Measure.Findings.Contains(breach.Id))
            .Select(breach => breach.AsFinding with { Breach = false });
        yield return (Key(id, "concluded/corrected"), Corrected(
            Key(id, "concluded"),
            new EscalationConcluded(id.ToString(), EscalationOutcome.NoBreach, [.. cleared])));
        foreach (var purpose in decision.Measure.Purposes)
        {
            var recognition = Key(id, $"recognition/{ClosedList<Purpose>.WordFor(purpose)}");
            yield return (
                Key(id, $"recognition/{ClosedList<Purpose>.WordFor(purpose)}/retracted"),
                new FactRetracted(recognition.Source, recognition.EventId, CorrectionReason.ObjectionUpheld));
        }
    }

    private static IEnumerable<(EventKey, Fact)> Ended(EscalationId id, CaseDecision decision)
    {
        yield return (Key(id, "measure/lapsed"), new MeasureLapsed(
            MeasureId(id, decision.Id), decision.Measure.Kind, DecisionId: decision.Id));
        foreach (var purpose in decision.Measure.Purposes)
        {
            yield return (
                Key(id, $"recognition/{ClosedList<Purpose>.WordFor(purpose)}/resumed"),
                new RecognitionResumed(purpose, RecognitionGround.InvestigationEnded));
        }
    }

    private static bool IsSuspension(Escalation before, EscalationClockLapsed lapsed) =>
        before.Clocks.Any(clock => clock.Id == lapsed.ClockId && clock.Kind == ClockKind.Suspension);

    private static FactCorrected Corrected(EventKey target, Fact replacement)
    {
        using var data = JsonDocument.Parse(FactTypes.Write(replacement));
        return new FactCorrected(
            target.Source, target.EventId, CorrectionReason.ObjectionUpheld, data.RootElement.Clone());
    }

    private static EventKey Key(EscalationId id, string what) => new(Source, $"{id}/{what}");
}
