using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>What may be concluded: nothing that a finding, a measure or a settled difference says otherwise.</summary>
public sealed partial record Escalation
{
    /// <summary>The outcome that goes with a measure, as long as it stands.</summary>
    /// <param name="isOfBreach">Whether it is for a breach, or on a ground that is none.</param>
    internal static EscalationOutcome OutcomeOf(bool isOfBreach) =>
        isOfBreach ? EscalationOutcome.BreachFound : EscalationOutcome.MeasureTaken;

    /// <summary>Outcomes that are those of another step.</summary>
    private static Refusal? NotByHand(EscalationOutcome outcome) => outcome switch
    {
        EscalationOutcome.WrongData => new Refusal(
            "facts-not-named", "POST …/wrong-data names the facts that are wrong, and corrects them.", "/outcome"),
        EscalationOutcome.MeasureTaken => new Refusal(
            "outcome-of-measure", "A case ends so after a decision, by itself.", "/outcome"),
        _ => null,
    };

    /// <summary>With the first judgement chance may draw a case for a second one, and so nothing ends before.</summary>
    private Refusal? NotJudged() =>
        IsBlind ? new Refusal("not-judged", "The case needs its first judgement before this.") : null;

    /// <summary>Why what was found and settled does not let the case end so; null when it does.</summary>
    private Refusal? NotConcluded(EscalationOutcome outcome, ImmutableArray<Finding> findings)
    {
        var isBreach = Finding.AnyBreach(findings);
        return outcome switch
        {
            EscalationOutcome.BreachFound when !isBreach => new Refusal(
                "findings-missing", "The outcome is a breach, and no finding is one.", "/findings"),
            EscalationOutcome.NoBreach when isBreach => new Refusal(
                "findings-contradict", "The outcome is that there was no breach, and a finding is one.", "/findings"),
            EscalationOutcome.NoBreach when !File.Breaches.IsEmpty => new Refusal(
                "findings-contradict",
                "A finding of the case is a breach, and none after it, of the same duty and day, says otherwise.",
                "/outcome"),
            _ => NotAsSettled(outcome),
        };
    }

    /// <summary>What a lead made of two judgements that differ holds for what comes after it.</summary>
    private Refusal? NotAsSettled(EscalationOutcome outcome) => (File.Reading?.Settled?.Judgement, outcome) switch
    {
        (Judgement.NoBreach, not EscalationOutcome.NoBreach) => SettledAsNone,
        (Judgement.Breach, not EscalationOutcome.BreachFound) => new Refusal(
            "settled-breach", "A team lead settled that there was a breach.", "/outcome"),
        _ => null,
    };

    /// <summary>No measure follows where a lead settled that there was no breach.</summary>
    private Refusal? NoMeasure() =>
        File.Reading?.Settled?.Judgement == Judgement.NoBreach ? SettledAsNone : null;

    private static Refusal SettledAsNone => new(
        "settled-no-breach", "A team lead settled that there was no breach.");
}
