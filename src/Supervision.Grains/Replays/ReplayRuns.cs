using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Grains.Replays;

/// <summary>Begins replays, and lets them go on after a break: with the models that they name, by hash.</summary>
internal sealed class ReplayRuns(
    IEventLog log, IPayloadErasure subjects, IReferentViews views, IModelInUse inUse, TimeProvider time)
{
    /// <summary>The replay as it runs; or as it failed, and then there is nothing to run.</summary>
    public async Task<(ReplayJob Job, ReplayRun? Run)> Begin(ReplayJob job, CancellationToken cancellation)
    {
        var models = await ModelsAtHand.Of(log, (await inUse.Now(cancellation)).Model, cancellation);
        var (model, compared) = (Find(job.Order.Model, models), Find(job.Order.ComparedWith, models));
        if ((model is null && job.Order.Model is not null) || (compared is null && job.Order.ComparedWith is not null))
            return Failed(job, "model-not-at-hand");

        var columns = ReplayColumns.Of(job.Order, model);
        if (!job.Columns.IsEmpty && !job.Columns.SequenceEqual(columns))
            return Failed(job, "other-columns"); // Begun by another version of the software.

        var heads = (await log.Heads(cancellation)).OrderBy(head => head.Partition).Select(head => head.Offset);
        var begun = job.Begin(
            time.GetUtcNow(), columns, [.. heads], await views.LastChange(cancellation));
        var counting = new ReplayCounting(begun.Tally);
        IReplaySteps steps = begun.Order.Kind == ReplayKind.Reproduce
            ? new ScoreSteps(begun, models, counting, log, views)
            : new ReferentSteps(begun, new ReplayJudging(begun.Order, model!, compared, counting), log, subjects);
        return (begun, new ReplayRun(begun, steps, counting, time));
    }

    private (ReplayJob Job, ReplayRun? Run) Failed(ReplayJob job, string code) =>
        (job.End(time.GetUtcNow(), code), null);

    private static RiskModel? Find(ModelIdentity? wanted, IReadOnlyDictionary<string, RiskModel> models) =>
        wanted is null ? null : models.GetValueOrDefault(wanted.Hash);
}
