using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Replays;
using Supervision.Risk;

namespace Supervision.Gateway.Replays;

/// <summary>The replays that are kept, the newest first.</summary>
public sealed record ReplayList(ImmutableArray<ReplayItem> Items);

/// <summary>A replay, as far as it is.</summary>
/// <param name="State">`queued`, `running`, `done`, `failed` or `cancelled`; the last two can be resumed.</param>
/// <param name="AsOf">The moment of features and scores; null where days or scores are asked for.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="Purpose">What the dossiers are read for.</param>
/// <param name="Failure">
/// Why it failed: `too-many-rows`, `no-room-for-rows`, `model-not-at-hand`, `other-columns` (it was begun by another
/// version of the software) or `internal-error`.
/// </param>
public sealed record ReplayItem(
    string Id,
    ReplayKind Kind,
    ReplayState State,
    ModelIdentity? Model,
    ModelIdentity? ComparedWith,
    ReplayReferentsItem Referents,
    DateTimeOffset? AsOf,
    DateTimeOffset? KnownAt,
    ReplayOutcomeRequest? Outcome,
    DateOnly? From,
    DateOnly? To,
    int? Count,
    int? Seed,
    string By,
    ReadingPurpose Purpose,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ReplayProgressItem Progress,
    string? Failure)
{
    internal static ReplayItem Of(ReplayJob job)
    {
        var order = job.Order;
        var isReproduction = order.Kind == ReplayKind.Reproduce;
        return new ReplayItem(
            job.Id, order.Kind, job.State, order.Model, order.ComparedWith, ReplayReferentsItem.Of(order.Filter),
            isReproduction || order.Kind == ReplayKind.Hindsight ? null : order.AsOf, order.KnownAt,
            order.Outcome is { } outcome ? new ReplayOutcomeRequest(outcome.Type, outcome.WithinDays) : null,
            order.From, order.To, isReproduction ? order.Count : null, isReproduction ? order.Seed : null, order.By,
            order.Purpose, job.CreatedAt, job.StartedAt, job.EndedAt, ReplayProgressItem.Of(job.Progress),
            job.Failure);
    }
}

/// <summary>Which referents are looked at; no ids are all.</summary>
public sealed record ReplayReferentsItem(
    ImmutableArray<ReferentId> Ids, Sector? Sector, SizeBand? SizeBand, Purpose? Purpose, RecognitionStatus? Status)
{
    internal static ReplayReferentsItem Of(ReplayFilter filter) =>
        new(filter.Ids, filter.Sector, filter.SizeBand, filter.Purpose, filter.Status);
}

/// <summary>How far a replay has come.</summary>
/// <param name="Done">Referents looked at, also those that the filter leaves out; or scores.</param>
/// <param name="Total">Out of how many; null until they are counted.</param>
/// <param name="Events">Events read and folded.</param>
/// <param name="BusySeconds">How long it worked, without the pauses in which others go first.</param>
/// <param name="EventsPerSecond">Events for each second that it worked; null before there are any.</param>
/// <param name="Bytes">What its rows take where they are stored.</param>
public sealed record ReplayProgressItem(
    long Done, long? Total, long Events, double BusySeconds, long? EventsPerSecond, long Rows, long Bytes)
{
    internal static ReplayProgressItem Of(ReplayProgress progress) => new(
        // A referent that is heard of meanwhile is looked at too, and found unknown at the beginning.
        progress.Done, progress.Total is { } total ? Math.Max(total, progress.Done) : null, progress.Events,
        Math.Round(progress.Busy.TotalSeconds, 3),
        progress.Busy > TimeSpan.Zero && progress.Events > 0
            ? (long)(progress.Events / progress.Busy.TotalSeconds)
            : null,
        progress.Rows, progress.Bytes);
}
