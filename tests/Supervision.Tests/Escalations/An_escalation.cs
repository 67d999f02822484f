using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Risk;

namespace Supervision.Tests.Escalations;

/// <summary>Given facts, when a rule decides, then facts or a refusal; and repeating it records nothing.</summary>
internal sealed class An_escalation
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly EscalationTerms Terms =
        new(TimeSpan.FromDays(14), TimeSpan.FromDays(2), TimeSpan.FromHours(8));

    public static readonly EscalationTrigger Trigger =
        new("rule", RiskLevel.High, RiskLevel.High, 70, "sha256:0", [new TriggerEvidence("late", 70)]);

    public static readonly EscalationFact Opened = new EscalationOpened(
        1, EscalationGround.Rule, Monday.AddDays(12), Monday.AddDays(14), Trigger, 7, Monday);

    public static readonly EscalationFact TakenByA = new EscalationTaken(1, "a", Monday.AddHours(8));

    public static readonly EscalationFact JudgedByA = new EscalationJudged(1, "a", Judgement.Unclear, "Looked at.");

    private readonly Escalation _escalation;
    private Decision<EscalationFact> _decision;
    private Func<Escalation, Decision<EscalationFact>> _decide = _ => Decision<EscalationFact>.Nothing;

    private An_escalation(Escalation escalation) => _escalation = escalation;

    public static An_escalation Given(params ImmutableArray<EscalationFact> facts) =>
        new(facts.Aggregate(Escalation.None, (escalation, fact) => escalation.Evolve(fact, Monday)));

    public An_escalation When(Func<Escalation, Decision<EscalationFact>> decide)
    {
        _decide = decide;
        _decision = decide(_escalation);
        return this;
    }

    public void Then(params ImmutableArray<EscalationFact> facts)
    {
        Assert.Null(_decision.Refusal);
        Assert.Equal(facts.AsEnumerable(), _decision.Facts.AsEnumerable());
        Assert.Empty(_decide(_decision.Facts.Aggregate(
            _escalation, (escalation, fact) => escalation.Evolve(fact, Monday.AddMinutes(1)))).Facts);
    }

    public void ThenNothing() => Then();

    public void ThenRefused(string code)
    {
        Assert.Equal(code, _decision.Refusal?.Code);
        Assert.Empty(_decision.Facts);
    }
}
