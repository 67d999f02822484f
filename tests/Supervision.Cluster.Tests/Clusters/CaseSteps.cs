using Supervision.Access;
using Supervision.Contracts.Escalations;
using Supervision.Escalations.Casework;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Steps that a case takes in tests that are not about them.</summary>
internal static class CaseSteps
{
    public static async Task Judge(this IEscalationGrain grain, string officer) => Assert.Null(
        (await grain.Act(
            new JudgeCase(
                1, new CaseActor(officer, ActorKind.Person, [Role.EscalationOfficer]), Judgement.Unclear, "Looked at."),
            CancellationToken.None)).Refusal);
}
