using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Inboxes;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway;

/// <summary>The steps of a case, from a first judgement to the outcome of an objection.</summary>
internal static class CaseEndpoints
{
    private delegate CaseCommand Read(BodyReader body, int episode, CaseActor by);

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/escalations/{id}/ladder", Ladder).Describe(CaseOperations.Ladder);
        routes.Map("judgement", CaseOperations.Judge, CaseReading.Judge, "judgement", "text");
        routes.Map(
            "second-judgement", CaseOperations.JudgeAgain, CaseReading.JudgeAgain, "judgement", "text");
        routes.Map(
            "second-judgement/settlement", CaseOperations.Settle, CaseReading.Settle, "judgement", "reason");
        routes.Map("assign", CaseOperations.Assign, CaseReading.Assign, "officer");
        routes.Map("snooze", CaseOperations.Snooze, CaseReading.Snooze, "until", "reason");
        routes.Map(
            "findings", CaseOperations.Find, CaseReading.Find,
            "findingId", "duty", "severity", "breach", "occurredOn", "facts");
        routes.Map("information-requests", CaseOperations.Ask, CaseReading.Ask, "requestId", "text");
        routes.Map("information-answers", CaseOperations.Answered, CaseReading.Answer, "requestId", "complete");
        routes.Map("wrong-data", CaseOperations.Return, CaseReading.Return, "reason", "facts");
        routes.Map("intent", CaseOperations.Announce, CaseReading.Announce, "measure", "text");
        routes.Map("intent/withdraw", CaseOperations.Withdraw, CaseReading.Withdraw, "reason");
        routes.Map("reply", CaseOperations.Reply, CaseReading.Reply, "text");
        routes.Map(
            "decision", CaseOperations.Decide, CaseReading.Propose, "decisionId", "measure", "ground", "reasons");
        routes.Map("decision/confirm", CaseOperations.Confirm, CaseReading.Confirm, "decisionId");
        routes.Map("decision/reject", CaseOperations.Reject, CaseReading.Reject, "decisionId", "reason");
        routes.Map("objection", CaseOperations.Object, CaseReading.Object, "objectionId", "receivedOn");
        routes.Map(
            "objection/decision", CaseOperations.DecideObjection, CaseReading.DecideObjection,
            "objectionId", "outcome", "reasons", "amountCents");
        routes.Map("extensions", CaseOperations.Extend, CaseReading.Extend, "clockId", "dueAt", "reason");
    }

    private static void Map(
        this IEndpointRouteBuilder routes, string path, Operation operation, Read read, params string[] members) =>
        routes.MapCommand(
            $"/escalations/{{id}}/{path}",
            (HttpContext context, IGrainFactory grains, Officers officers, CancellationToken cancellation) =>
                Act(context, grains, officers, read, members, cancellation))
            .Describe(operation);

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Act(
        HttpContext context, IGrainFactory grains, Officers officers, Read read, string[] members,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        var actor = context.Actor();
        var body = await request.Body(cancellation, members);
        var command = read(body, id.Episode, new CaseActor(actor.Id, actor.Kind, actor.Roles));
        if (request.Problem is null && command is AssignCase assign
            && await officers.WhyNot(assign.Officer, "/officer") is { } refusal)
            return Problems.Refused(refusal);

        return await EscalationEndpoints.Carry(
            context, request, id, grains, escalation => escalation.Act(command, cancellation));
    }

    private static async Task<Results<Ok<LadderAnswer>, ProblemAnswer>> Ladder(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        var reduced = request.Flag(CaseOperations.ReducedKey) ?? false;
        if (request.Problem is { } problem)
            return problem;

        // What is allowed follows from what was found.
        if (await guard.Hides(context.Actor(), id.Referent, cancellation))
            return Problems.Refused(BlindGuard.JudgeFirst);

        return await grains.Escalation(id.Referent).Ladder(id.Episode, reduced, cancellation) is { } ladder
            ? TypedResults.Ok(new LadderAnswer(ladder.Person, ladder.Steps))
            : Problems.NotFound();
    }
}
