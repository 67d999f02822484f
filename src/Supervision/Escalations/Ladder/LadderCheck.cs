using System.Collections.Immutable;
using System.Globalization;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Escalations.Ladder;

/// <summary>Holds one measure against the ladder.</summary>
public static class LadderCheck
{
    /// <summary>Why the measure is not allowed; null when it is.</summary>
    /// <param name="breaches">All breaches of the case; the measure names those that it is for.</param>
    public static Refusal? Against(
        IntendedMeasure measure, ImmutableArray<CaseFinding> breaches, SanctionHistory history, DateOnly today)
    {
        if (Misshapen(measure) is { } misshapen)
            return misshapen;
        if (measure.Findings.Any(id => !breaches.Any(breach => breach.Id == id)))
            return new Refusal(
                "finding-unknown", "The measure names a finding that there is not, or that is no breach.",
                "/measure/findings");

        ImmutableArray<CaseFinding> chosen = [.. breaches.Where(breach => measure.Findings.Contains(breach.Id))];
        var ladder = MeasureLadder.Of(new LadderQuestion(chosen, history, measure.ReducedCulpability, false, today));
        var step = ladder.Single(step => step.Kind == measure.Kind);
        if (!step.Allowed)
            return new Refusal(CodeOf(step.Rule), step.Because, "/measure/kind");

        return measure.Kind switch
        {
            MeasureKind.Fine => AgainstFine(measure, step),
            MeasureKind.Suspension or MeasureKind.Withdrawal =>
                AgainstRecognition(measure, step, history) ?? Unnamed(measure, breaches),
            _ => null,
        };
    }

    /// <summary>Why a decision goes beyond what was announced; null when it does not.</summary>
    public static Refusal? Beyond(IntendedMeasure decided, IntendedMeasure announced)
    {
        var isBeyond = decided.Kind > announced.Kind
            || (decided.Kind == announced.Kind
                && (decided.AmountCents > announced.AmountCents
                    || decided.Ground != announced.Ground
                    || decided.Purposes.Except(announced.Purposes).Any()))
            || decided.Findings.Except(announced.Findings).Any();
        return isBeyond
            ? new Refusal(
                "beyond-intent", "The decision goes beyond the measure that was announced: announce another one.",
                "/measure")
            : null;
    }

    private static Refusal? Misshapen(IntendedMeasure measure)
    {
        var isOfRecognition = measure.Kind is MeasureKind.Suspension or MeasureKind.Withdrawal;
        if (measure.Kind == MeasureKind.Fine != measure.AmountCents is not null)
            return new Refusal(
                "amount-misplaced", "A fine has an amount, and no other measure has.", "/measure/amountCents");
        if (isOfRecognition != measure.Ground is not null)
            return new Refusal(
                "ground-misplaced", "A suspension or a withdrawal has a ground, and no other measure has.",
                "/measure/ground");

        return isOfRecognition == measure.Purposes.IsEmpty
            ? new Refusal(
                "purposes-misplaced", "A suspension or a withdrawal is of one purpose or more, no other measure is.",
                "/measure/purposes")
            : null;
    }

    private static Refusal? AgainstFine(IntendedMeasure measure, LadderStep step)
    {
        if (step.Lines.FirstOrDefault(line => !line.IsAllowed) is { } line)
            return new Refusal(
                line.Rule == FineRule.LimitationPassed ? "fine-limitation" : "fine-after-warning",
                "One of the breaches that the fine names cannot be fined.", "/measure/findings");

        return measure.AmountCents is 0 || measure.AmountCents > step.MaximumCents
            ? new Refusal(
                "fine-above-maximum",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A fine for these breaches is from 1 to {step.MaximumCents} cents."),
                "/measure/amountCents")
            : null;
    }

    private static Refusal? AgainstRecognition(IntendedMeasure measure, LadderStep step, SanctionHistory history)
    {
        if (measure.Purposes.Except(history.Recognised).Any())
            return new Refusal(
                "purpose-not-recognised", "The referent is not recognised for one of these purposes.",
                "/measure/purposes");

        return step.Grounds.Contains(measure.Ground!.Value)
            ? null
            : new Refusal(
                "ground-not-open", "This is no ground for the measure, or what it asks for is not shown.",
                "/measure/ground");
    }

    /// <summary>Breaches that were found are not passed over by a measure on another ground.</summary>
    private static Refusal? Unnamed(IntendedMeasure measure, ImmutableArray<CaseFinding> breaches) =>
        measure.Findings.IsEmpty && !breaches.IsEmpty
            ? new Refusal(
                "findings-missing", "Findings of the case are breaches; the measure names those that it is for.",
                "/measure/findings")
            : null;

    private static string CodeOf(LadderRule rule) => rule switch
    {
        LadderRule.FineAfterWarning => "fine-after-warning",
        LadderRule.FineLimitation => "fine-limitation",
        LadderRule.NotRecognised => "purpose-not-recognised",
        _ => "no-breach",
    };
}
