using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Referents;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.Casework;

public sealed class Concluding_a_case
{
    private static readonly CaseActor Officer = new("a", ActorKind.Person, [Role.EscalationOfficer]);

    private static readonly CaseFinding Late = new(
        "f-1", Duty.Care, Severity.Serious, true, new DateOnly(2026, 2, 2), []);

    private static readonly EscalationFact Found = new EscalationFindingRecorded(1, "a", Late);

    private static readonly SanctionHistory Recognised = SanctionHistory.None with { Recognised = [Purpose.Labour] };

    [Fact]
    public void Is_not_with_no_breach_while_a_finding_of_one_stands()
    {
        Given(Opened, TakenByA, JudgedByA, Found).When(Close(EscalationOutcome.NoBreach))
            .ThenRefused("findings-contradict");
        Given(Opened, TakenByA, JudgedByA, Found, Cleared(Late with { OccurredOn = Late.OccurredOn.AddDays(1) }))
            .When(Close(EscalationOutcome.NoBreach)).ThenRefused("findings-contradict");
        Given(Opened, TakenByA, JudgedByA, Cleared(Late), Found).When(Close(EscalationOutcome.NoBreach))
            .ThenRefused("findings-contradict");
    }

    [Fact]
    public void Is_with_no_breach_once_a_later_finding_of_that_duty_and_day_says_so() =>
        Given(Opened, TakenByA, JudgedByA, Found, Cleared(Late)).When(Close(EscalationOutcome.NoBreach))
            .Then(new EscalationClosed(1, "a", EscalationOutcome.NoBreach, []));

    [Theory]
    [InlineData(EscalationOutcome.WrongData, "facts-not-named")]
    [InlineData(EscalationOutcome.MeasureTaken, "outcome-of-measure")]
    public void Is_not_what_another_step_concludes(EscalationOutcome outcome, string code) =>
        Given(Opened, TakenByA, JudgedByA).When(Close(outcome)).ThenRefused(code);

    [Theory]
    [InlineData(true, EscalationOutcome.BreachFound)]
    [InlineData(false, EscalationOutcome.MeasureTaken)]
    public void Follows_from_the_measure_that_stands(bool isForBreach, EscalationOutcome outcome)
    {
        var decided = Decided(isForBreach);
        var before = Fold(Opened, TakenByA, JudgedByA, Found);

        var concluded = CaseEffects.Of(new EscalationId(ReferentId.Parse("kvk:99000001"), 1), before, decided)
            .Select(effect => effect.Fact).OfType<EscalationConcluded>().Single();
        var closed = before.Evolve(decided, Monday).Tick(Monday.AddYears(1)).Facts
            .OfType<EscalationClosed>().Single();

        Assert.Equal((outcome, isForBreach), (concluded.Outcome, !concluded.Findings.IsEmpty));
        Assert.Equal((outcome, isForBreach), (closed.Outcome, !closed.Findings.IsEmpty));
    }

    [Fact]
    public void Passes_over_no_breach_by_a_measure_on_another_ground()
    {
        var suspension = new IntendedMeasure(
            MeasureKind.Suspension, [], [Purpose.Labour], Ground: RecognitionGround.CriminalInvestigation);
        var announce = Decide(new AnnounceIntent(1, Officer, suspension, "A suspension is intended."));

        Given(Opened, TakenByA, JudgedByA, Found).When(announce).ThenRefused("findings-missing");
        Assert.Null(announce(Fold(Opened, TakenByA, JudgedByA)).Refusal);
        Assert.Null(Decide(new AnnounceIntent(1, Officer, suspension with { Findings = ["f-1"] }, "Intended."))(
            Fold(Opened, TakenByA, JudgedByA, Found)).Refusal);
    }

    [Theory]
    [InlineData(Judgement.NoBreach, EscalationOutcome.NoBreach, null)]
    [InlineData(Judgement.NoBreach, EscalationOutcome.BreachFound, "settled-no-breach")]
    [InlineData(Judgement.NoBreach, EscalationOutcome.NotPursued, "settled-no-breach")]
    [InlineData(Judgement.Breach, EscalationOutcome.BreachFound, null)]
    [InlineData(Judgement.Breach, EscalationOutcome.NoBreach, "settled-breach")]
    [InlineData(Judgement.Breach, EscalationOutcome.NotPursued, "settled-breach")]
    [InlineData(Judgement.Unclear, EscalationOutcome.NoBreach, null)]
    [InlineData(Judgement.Unclear, EscalationOutcome.NotPursued, null)]
    public void Is_as_the_lead_settled_what_differed(Judgement settled, EscalationOutcome outcome, string? code) =>
        Assert.Equal(code, Close(outcome)(Settled(settled)).Refusal?.Code);

    [Fact]
    public void Is_without_a_measure_where_the_lead_settled_that_there_was_no_breach()
    {
        var warning = new IntendedMeasure(MeasureKind.Warning, ["f-1"], []);
        var announced = new EscalationIntentAnnounced(
            1, "a", warning, "x", [ClockRules.Start(ClockKind.Reply, "1", Monday)]);
        var proposed = new EscalationDecisionProposed(1, "b", "d", warning, EscalationGround.Rule, "x");
        var (announce, propose, confirm) = (
            Decide(new AnnounceIntent(1, Officer, warning, "x")),
            Decide(new ProposeDecision(1, Officer, "d", warning, EscalationGround.Rule, "x")),
            Decide(new ConfirmDecision(1, Officer, "d")));
        EscalationFact[] awaiting = [announced, new EscalationReplyReceived(1, "a", "No.")];

        Assert.Equal("settled-no-breach", announce(Settled(Judgement.NoBreach, Found)).Refusal?.Code);
        Assert.Equal("settled-no-breach", propose(Settled(Judgement.NoBreach, [Found, .. awaiting])).Refusal?.Code);
        Assert.Equal(
            "settled-no-breach", confirm(Settled(Judgement.NoBreach, [Found, .. awaiting, proposed])).Refusal?.Code);
        Assert.Null(propose(Settled(Judgement.Breach, [Found, .. awaiting])).Refusal);
    }

    private static Escalation Settled(Judgement settled, params EscalationFact[] more) => Fold(
    [
        Opened, TakenByA, JudgedByA,
        new EscalationReadingDrawn(1, 1, ClockRules.Start(ClockKind.SecondReading, "1", Monday)),
        new EscalationReadingTaken(1, "b", Monday.AddHours(8)),
        new EscalationJudgedAgain(1, "b", Judgement.Breach, "Late."),
        new EscalationDifferenceSettled(1, "lead", settled, "Looked at."), .. more,
    ]);

    private static EscalationDecided Decided(bool isForBreach) => new(
        1, "a", "d", new IntendedMeasure(MeasureKind.Warning, isForBreach ? ["f-1"] : [], []),
        EscalationGround.Rule, "Reasons.", isForBreach ? [Late] : [],
        [ClockRules.Start(ClockKind.Objection, "d", Monday)]);

    private static EscalationFindingRecorded Cleared(CaseFinding finding) =>
        new(1, "a", finding with { Id = "f-2", Breach = false });

    private static Escalation Fold(params EscalationFact[] facts) =>
        facts.Aggregate(Escalation.None, (escalation, fact) => escalation.Evolve(fact, Monday));

    private static Func<Escalation, Decision<EscalationFact>> Close(EscalationOutcome outcome) => escalation =>
        escalation.Close(
            1, "a", outcome,
            outcome == EscalationOutcome.BreachFound ? [new Finding(Duty.Care, Severity.Serious, true)] : [],
            Monday);

    private static Func<Escalation, Decision<EscalationFact>> Decide(CaseCommand command) => escalation =>
        escalation.Decide(command, new CaseContext(Monday, Terms, Recognised, []));
}
