using System.Collections.Immutable;

namespace Supervision.Replays;

/// <summary>A replay with how far it is: what is kept of it, and what is shown.</summary>
/// <param name="Id">One that no other replay has.</param>
/// <param name="StartedAt">When it first began.</param>
/// <param name="Columns">Of its rows; empty before it began.</param>
/// <param name="Failure">Why it failed, for programs; null unless it did.</param>
/// <param name="Heads">
/// Where the partitions ended when it first began: what came later does not count, so that going on after a break
/// changes nothing. By position and not by time, because the clock that recorded need not be the one of this server.
/// </param>
/// <param name="LastChange">The number of the last change of level that had been told then.</param>
[GenerateSerializer, Immutable, Alias("replay-job")]
public sealed record ReplayJob(
    [property: Id(0)] string Id,
    [property: Id(1)] ReplayOrder Order,
    [property: Id(2)] ReplayState State,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? StartedAt,
    [property: Id(5)] DateTimeOffset? EndedAt,
    [property: Id(6)] ReplayProgress Progress,
    [property: Id(7)] ReplayTally Tally,
    [property: Id(8)] ImmutableArray<ReplayColumn> Columns,
    [property: Id(9)] string? Failure,
    [property: Id(10)] ImmutableArray<long> Heads,
    [property: Id(11)] long LastChange)
{
    public bool IsUnderWay => State is ReplayState.Queued or ReplayState.Running;

    public static ReplayJob Of(string id, ReplayOrder order, DateTimeOffset now) => new(
        id, order, ReplayState.Queued, now, null, null, ReplayProgress.None, ReplayTally.Empty, [], null, [], 0);

    /// <summary>Begins, or goes on with what was known when it first began.</summary>
    public ReplayJob Begin(
        DateTimeOffset now, ImmutableArray<ReplayColumn> columns, ImmutableArray<long> heads, long lastChange) =>
        StartedAt is not null
            ? this with { State = ReplayState.Running }
            : this with
            {
                State = ReplayState.Running,
                StartedAt = now,
                Columns = columns,
                Heads = heads,
                LastChange = lastChange,
            };

    /// <summary>Ends it where it is; null when it has ended before.</summary>
    public ReplayJob? Cancel(DateTimeOffset now) =>
        IsUnderWay ? this with { State = ReplayState.Cancelled, EndedAt = now } : null;

    /// <summary>Puts it in the queue again, to go on from where it was; null when it is not to be resumed.</summary>
    public ReplayJob? Resume() => State is ReplayState.Failed or ReplayState.Cancelled
        ? this with { State = ReplayState.Queued, EndedAt = null, Failure = null }
        : null;

    public ReplayJob End(DateTimeOffset now, string? failure) => this with
    {
        State = failure is null ? ReplayState.Done : ReplayState.Failed,
        EndedAt = now,
        Failure = failure,
    };
}

/// <summary>How far a replay has come.</summary>
/// <param name="Position">The last referent looked at, or the last score; empty before the first.</param>
/// <param name="Done">Referents or scores looked at, also those that are not of the filter.</param>
/// <param name="Total">Out of how many; null until they are counted.</param>
/// <param name="Events">Events read and folded.</param>
/// <param name="Busy">How long it worked, without the pauses in which it let others go first.</param>
/// <param name="Bytes">What its rows take where they are stored.</param>
/// <param name="Parts">In how many parts its rows are stored.</param>
[GenerateSerializer, Immutable, Alias("replay-progress")]
public sealed record ReplayProgress(
    [property: Id(0)] string Position,
    [property: Id(1)] long Done,
    [property: Id(2)] long? Total,
    [property: Id(3)] long Events,
    [property: Id(4)] TimeSpan Busy,
    [property: Id(5)] long Rows,
    [property: Id(6)] long Bytes,
    [property: Id(7)] int Parts)
{
    public static readonly ReplayProgress None = new("", 0, null, 0, TimeSpan.Zero, 0, 0, 0);
}
