using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Streaming;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Models;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Overview;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>How things stand, in one answer.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/overview", Get).Describe(OverviewOperations.Get);

    private static async Task<Results<Ok<OverviewAnswer>, ProblemAnswer>> Get(
        HttpContext context, ReferentCounts referents, IEventLog log, IGrainFactory grains, IModelInUse models,
        IngestRate rate, BlindGuard guard, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        if (request.Problem is { } problem)
            return problem;

        var heads = await log.Heads(cancellation);
        var partitions = await Task.WhenAll(
            heads.Select(head => grains.Partition(head.Partition).Status(cancellation)));
        var limiter = await grains.HarmLimiter().View(cancellation);
        var (counts, countedAt) = await referents.Now(cancellation);
        var model = await models.Now(cancellation);
        var answer = new OverviewAnswer(
            time.GetUtcNow(),
            countedAt,
            counts.Referents,
            model.Model is null && counts.Referents > 0
                ? [new LevelCount(RiskLevel.None, counts.Referents)] // What an earlier model gave is not shown.
                : [.. counts.Levels.Select(level => new LevelCount(level.Level, level.Count))],
            model.Model is { } used
                ? new RiskModelInUseReference(
                    used.Identity.Id, used.Identity.Version, used.Identity.Hash, used.IsExample)
                : null,
            new IngestFigures(heads.Sum(head => head.Offset), rate.PerSecond()),
            new LagFigures(
                partitions.Sum(partition => partition.Lag),
                partitions.Sum(partition => Math.Max(0, partition.Head - partition.Checkpoint))),
            counts.Quarantined,
            new OutboxFigures(counts.OutboxWaiting, counts.OutboxHeld),
            new HarmLimiterFigures(
                limiter.OpenedInWindow, limiter.Limit, (int)limiter.Window.TotalSeconds,
                limiter.NextRoomAt?.ToUniversalTime(), limiter.OpenedInWindow >= limiter.Limit),
            [.. heads.Zip(partitions, Figures)],
            model.Reason,
            ModelStatus.Sentence(model));
        var reader = context.Actor();
        if (await guard.HidesSome(reader, cancellation))
            answer = answer.WithoutRisk();
        return TypedResults.Ok(
            AccessRule.NotOfficers.Allows(reader) ? answer : answer.WithoutModel());
    }

    private static PartitionFigures Figures(LogHead head, PartitionView partition) => new(
        head.Partition,
        new LogPosition(head.Partition, head.Offset).ToString(),
        Convert.ToHexStringLower([.. head.Chain]),
        partition.Delivered,
        partition.Checkpoint);
}
