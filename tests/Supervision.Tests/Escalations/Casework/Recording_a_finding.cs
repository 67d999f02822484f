using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;
using static Supervision.Tests.Escalations.An_escalation;

namespace Supervision.Tests.Escalations.Casework;

public sealed class Recording_a_finding
{
    private static readonly CaseActor Officer = new("a", ActorKind.Person, [Role.EscalationOfficer]);

    private static readonly EscalationFact Judged = new EscalationJudged(1, "a", Judgement.Breach, "Late.");

    private static readonly CaseFinding Finding = new(
        "f-1", Duty.Care, Severity.Minor, true, new DateOnly(2026, 2, 2), ["3-7", "3-9"]);

    [Fact]
    public void Rests_on_facts_that_the_history_of_the_referent_has() =>
        Given(Opened, TakenByA, Judged).When(Find("3-7", "3-8", "3-9"))
            .Then(new EscalationFindingRecorded(1, "a", Finding));

    [Fact]
    public void Is_refused_when_one_of_them_is_not_there() =>
        Given(Opened, TakenByA, Judged).When(Find("3-7")).ThenRefused("fact-unknown");

    [Fact]
    public void Again_changes_nothing_also_when_a_fact_was_erased_meanwhile() =>
        Given(Opened, TakenByA, Judged, new EscalationFindingRecorded(1, "a", Finding)).When(Find()).ThenNothing();

    [Fact]
    public void Is_not_changed() =>
        Given(Opened, TakenByA, Judged, new EscalationFindingRecorded(1, "a", Finding with { Breach = false }))
            .When(Find("3-7", "3-9")).ThenRefused("finding-id-used");

    [Theory]
    [InlineData("2026-03-01T22:59:00Z", "occurred-in-future")]
    [InlineData("2026-03-01T23:00:00Z", null)] // In Amsterdam it is the second of March.
    public void Is_not_of_a_day_to_come(string now, string? code)
    {
        var today = Finding with { OccurredOn = new DateOnly(2026, 3, 2), Facts = [] };
        var refusal = new[] { Opened, TakenByA, Judged }
            .Aggregate(Escalation.None, (escalation, fact) => escalation.Evolve(fact, Monday))
            .Decide(
                new RecordFinding(1, Officer, today),
                new CaseContext(DateTimeOffset.Parse(now, null), Terms, SanctionHistory.None, []))
            .Refusal;

        Assert.Equal((code, code is null ? null : "/occurredOn"), (refusal?.Code, refusal?.Pointer));
    }

    private static Func<Escalation, Decision<EscalationFact>> Find(params string[] positions) => escalation =>
        escalation.Decide(
            new RecordFinding(1, Officer, Finding),
            new CaseContext(Monday, Terms, SanctionHistory.None, []) { Positions = [.. positions] });
}
