using System.Text.Json.Serialization;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>
/// The second reading of a share of cases: by somebody who knows neither the first judgement nor why the case was
/// opened.
/// </summary>
public sealed partial record Escalation
{
    /// <summary>Whether somebody else is still to judge it; what was thought of it is kept from officers.</summary>
    [JsonIgnore]
    public bool AwaitsReading => IsOpen && File.Reading is { Judgement: null };

    /// <summary>A first judgement, and whether chance has the case judged again.</summary>
    private Decision<EscalationFact> Judged(JudgeCase judge, CaseContext context)
    {
        var judged = new EscalationJudged(Episode, judge.By.Id, judge.Judgement, judge.Text);
        return context.Draw is { } draw && draw.Draws(Episode)
            ? Decision<EscalationFact>.Of(
                judged,
                new EscalationReadingDrawn(
                    Episode, draw.Plan.Number, ClockRules.Start(ClockKind.SecondReading, CaseKeys.Of(1), context.Now)))
            : judged;
    }

    private Decision<EscalationFact> StartReading(TakeReading take, CaseContext context)
    {
        if (!AwaitsReading)
            return new Refusal("no-second-reading", "The case waits for no second reading.");
        if (File.Reading!.Reader == take.By.Id)
            return Decision<EscalationFact>.Nothing;
        if (HasSeen(take.By))
            return new Refusal(
                "has-seen-the-case",
                "Who has had the case, judged or not, or opened it, or leads, does not judge it again.");

        return File.Reading.LockedUntil > context.Now
            ? new Refusal("second-reading-taken", "Someone else reads the case.")
            : new EscalationReadingTaken(Episode, take.By.Id, context.Now + context.Terms.Lock);
    }

    private Decision<EscalationFact> SecondJudge(JudgeAgain judge)
    {
        if (Wrong(judge.Text, CaseCommand.TextLengthMax, "text") is { } noText)
            return noText;
        if (File.Reading is { Judgement: { } known })
        {
            return (known.Officer, known.Judgement, known.Text) == (judge.By.Id, judge.Judgement, judge.Text)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("already-judged-again", "The case has its second judgement, which is not changed.");
        }

        if (!AwaitsReading)
            return new Refusal("no-second-reading", "The case waits for no second reading.");

        // Who took over the case meanwhile has seen the first judgement since.
        return File.Reading!.Reader != judge.By.Id || HasSeen(judge.By)
            ? new Refusal("second-reading-not-taken", "Only the person who reads the case judges it again.")
            : new EscalationJudgedAgain(Episode, judge.By.Id, judge.Judgement, judge.Text);
    }

    private Decision<EscalationFact> Settle(SettleDifference settle)
    {
        if (Wrong(settle.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (!settle.By.IsLead)
            return new Refusal("not-allowed", "Differences go to a team lead.");
        if (File.Reading is not { Differs: true } reading)
            return new Refusal("no-difference", "There are no two judgements that differ.");
        if (reading.Settled is { } known)
        {
            return (known.Officer, known.Judgement, known.Reason) == (settle.By.Id, settle.Judgement, settle.Reason)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("difference-settled", "The difference is settled.");
        }

        return settle.By.Id == File.Judgement!.Officer || settle.By.Id == reading.Judgement!.Officer
            ? new Refusal("same-person", "Who judged the case does not settle the difference.")
            : new EscalationDifferenceSettled(Episode, settle.By.Id, settle.Judgement, settle.Reason);
    }

    /// <summary>
    /// Nothing ends a case, and nothing is decided on it, before it was judged again or the term for that has passed,
    /// and as long as two judgements differ that no lead has looked at.
    /// </summary>
    private Refusal? NotReadAgain() => File.Reading switch
    {
        { Judgement: null } when Clocks.Any(clock => clock.Kind == ClockKind.SecondReading && clock.Runs) =>
            new Refusal("second-reading-awaited", "The case was drawn to be judged again; that comes first."),
        { Differs: true, Settled: null } =>
            new Refusal("difference-not-settled", "Two judgements differ; a team lead settles that first."),
        _ => null,
    };

    private bool HasSeen(CaseActor actor) =>
        actor.IsLead || actor.Id == Assignee || actor.Id == File.Judgement!.Officer || actor.Id == Opened!.By
        || Had?.Contains(actor.Id) is true || File.Reading!.Seen.Contains(actor.Id);
}
