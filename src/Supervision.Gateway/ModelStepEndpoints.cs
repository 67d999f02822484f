using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Models;
using Supervision.Gateway.Access;
using Supervision.Gateway.Models;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>The life of a model: laid down, in shadow, assured, approved, in use, stopped, retired.</summary>
internal static class ModelStepEndpoints
{
    public static void MapModelSteps(this IEndpointRouteBuilder routes)
    {
        routes.MapModel("/models", Draft).Describe(ModelStepOperations.Draft);
        routes.MapModel("/models/check", Check).Describe(ModelStepOperations.Check);
        routes.MapCommand("/models/in-use/stop", Stop).Describe(ModelStepOperations.Stop);
        routes.MapCommand("/models/trial/resume", ResumeTrial).Describe(ModelStepOperations.ResumeTrial);
        routes.MapCommand("/models/{id}/versions/{version}/shadow", Shadow).Describe(ModelStepOperations.Shadow);
        routes.MapCommand("/models/{id}/versions/{version}/assurance", Assure).Describe(ModelStepOperations.Assure);
        routes.MapCommand("/models/{id}/versions/{version}/approvals", Approve).Describe(ModelStepOperations.Approve);
        routes.MapCommand("/models/{id}/versions/{version}/use", Use).Describe(ModelStepOperations.Use);
        routes.MapCommand("/models/{id}/versions/{version}/retire", Retire).Describe(ModelStepOperations.Retire);
    }

    private static async Task<Results<Created<ModelVersionDetails>, ProblemAnswer>> Draft(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var document = await request.Document(RiskModel.LengthMax, cancellation);
        if (request.Problem is { } problem)
            return problem;

        var reading = RiskModel.Parse(document.AsMemory());
        if (reading.Model is not { } model)
            return Problems.Invalid(reading.Errors.Select(error =>
                ProblemError.InBody(error.Pointer ?? "", error.Code, error.Message)));

        var receipt = await grains.Models().Draft(
            new DraftModel(document, Actor(context), "Laid down."), cancellation);
        if (receipt.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var name = new ModelVersionName(model.Identity.Id, model.Identity.Version);
        var version = (await models.Register(cancellation)).Find(name)!;
        return TypedResults.Created(
            $"/v1/models/{name.Id}/versions/{name.Version}", ModelVersionDetails.Of(version, time.GetUtcNow()));
    }

    private static async Task<Results<Ok<ModelCheck>, ProblemAnswer>> Check(
        HttpContext context, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var document = await request.Document(RiskModel.LengthMax, cancellation);
        if (request.Problem is { } problem)
            return problem;

        var reading = RiskModel.Parse(document.AsMemory()).ForRegister();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return TypedResults.Ok(new ModelCheck(
            reading.Model is not null,
            reading.Model?.Identity.Hash,
            [.. reading.Errors.Select(ModelRemark.Of)],
            reading.Model is { } model
                ? [.. ModelWarnings.Of(model.Document, today).Select(ModelRemark.Of)]
                : []));
    }

    private static async Task<Results<Ok<ModelStatus>, ProblemAnswer>> Stop(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "reason");
        var reason = body.Text("reason", ModelRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Models().Stop(
            new StopModel(Actor(context), reason, models.Trial?.Identity), cancellation);
        if (receipt.Refusal is { } refusal)
            return Problems.Refused(refusal);

        // Also when it was stopped already: the answer says that no process gives a score of it any more.
        await Task.Delay(Leases.OutlastsEvery, time, cancellation);
        var register = await models.Register(cancellation);
        return TypedResults.Ok(ModelStatus.Of(await models.Now(cancellation), register));
    }

    private static async Task<Results<Ok<ModelStatus>, ProblemAnswer>> ResumeTrial(
        HttpContext context, IGrainFactory grains, ModelLease models, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "reason");
        var reason = body.Text("reason", ModelRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Models().ResumeTrial(
            new StopModel(Actor(context), reason, models.Trial?.Identity), cancellation);
        if (receipt.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var register = await models.Register(cancellation);
        return TypedResults.Ok(ModelStatus.Of(await models.Now(cancellation), register));
    }

    private static Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Shadow(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time,
        CancellationToken cancellation) =>
        Move(context, models, time, command => grains.Models().MoveToShadow(command, cancellation), cancellation);

    private static Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Use(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time,
        CancellationToken cancellation) =>
        Move(context, models, time, command => grains.Models().TakeIntoUse(command, cancellation), cancellation);

    private static Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Retire(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time,
        CancellationToken cancellation) =>
        Move(context, models, time, command => grains.Models().Retire(command, cancellation), cancellation);

    private static async Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Assure(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        var body = await request.Body(cancellation, "report", "reason");
        var report = body.Text("report", ModelGrounds.ReferenceLengthMax);
        var reason = body.Text("reason", ModelRegister.ReasonLengthMax);
        return await Carry(
            request, name, models, time,
            () => grains.Models().Assure(new AssureModel(name, report, Actor(context), reason), cancellation),
            cancellation);
    }

    private static async Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Approve(
        HttpContext context, IGrainFactory grains, ModelLease models, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        var body = await request.Body(cancellation, "dpia", "fria", "legalGround", "reviewOn", "reason");
        var grounds = new ModelGrounds(
            body.Text("dpia", ModelGrounds.ReferenceLengthMax),
            body.Text("fria", ModelGrounds.ReferenceLengthMax),
            body.Text("legalGround", ModelGrounds.ReferenceLengthMax),
            body.Date("reviewOn"));
        var reason = body.Text("reason", ModelRegister.ReasonLengthMax);
        return await Carry(
            request, name, models, time,
            () => grains.Models().Approve(new ApproveModel(name, grounds, Actor(context), reason), cancellation),
            cancellation);
    }

    private static async Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Move(
        HttpContext context, ModelLease models, TimeProvider time, Func<MoveModel, Task<ModelReceipt>> move,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        var body = await request.Body(cancellation, "reason");
        var reason = body.Text("reason", ModelRegister.ReasonLengthMax);
        return await Carry(
            request, name, models, time, () => move(new MoveModel(name, Actor(context), reason)), cancellation);
    }

    private static async Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Carry(
        RequestReader request, ModelVersionName name, ModelLease models, TimeProvider time,
        Func<Task<ModelReceipt>> command, CancellationToken cancellation)
    {
        if (request.Problem is { } problem)
            return problem;

        var receipt = await command();
        if (receipt.Refusal is { } refusal)
            return refusal.Code == "model-unknown" ? Problems.NotFound() : Problems.Refused(refusal);

        return (await models.Register(cancellation)).Find(name) is { } version
            ? TypedResults.Ok(ModelVersionDetails.Of(version, time.GetUtcNow()))
            : Problems.NotFound();
    }

    private static ModelActor Actor(HttpContext context)
    {
        var actor = context.Actor();
        return new ModelActor(actor.Id, actor.Kind, actor.Roles);
    }
}
