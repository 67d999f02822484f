using System.Collections.Immutable;
using Supervision.Replays;

namespace Supervision.Contracts.Replays;

/// <summary>
/// Keeps the replays of the whole system and carries them out one after the other, beside all else. There is one,
/// under one key.
/// </summary>
[GrainInterfaceType("replays"), Alias("replays-grain")]
public interface IReplaysGrain : IGrainWithStringKey
{
    /// <summary>Puts a replay in the queue.</summary>
    [Alias("start")]
    Task<ReplayReceipt> Start(string id, ReplayOrder order, CancellationToken cancellation);

    /// <summary>All that are kept, the newest first.</summary>
    [Alias("list")]
    Task<ImmutableArray<ReplayJob>> List(CancellationToken cancellation);

    /// <summary>Ends one where it is; the same again changes nothing.</summary>
    [Alias("cancel")]
    Task<ReplayReceipt> Cancel(string id, CancellationToken cancellation);

    /// <summary>Lets one that failed or was cancelled go on from where it was.</summary>
    [Alias("resume")]
    Task<ReplayReceipt> Resume(string id, CancellationToken cancellation);

    /// <summary>Removes one that has ended, with its rows.</summary>
    [Alias("remove")]
    Task<ReplayReceipt> Remove(string id, CancellationToken cancellation);

    /// <summary>Goes on with what is under way, and removes what is too old.</summary>
    [Alias("wake")]
    Task Wake(CancellationToken cancellation);
}

/// <summary>What became of a command: the replay as it is then, or why not; neither when there is none.</summary>
[GenerateSerializer, Immutable, Alias("replay-receipt")]
public sealed record ReplayReceipt([property: Id(0)] ReplayJob? Job, [property: Id(1)] Refusal? Refusal);

/// <summary>A part of the rows of a replay, readable from anywhere.</summary>
[GrainInterfaceType("replay-part"), Alias("replay-part-grain")]
public interface IReplayPartGrain : IGrainWithStringKey
{
    /// <summary>Stores the rows, in the place of what was there.</summary>
    [Alias("write")]
    Task Write(ReadOnlyMemory<byte> rows, CancellationToken cancellation);

    /// <summary>The rows as they are stored; empty when there are none.</summary>
    [Alias("read")]
    Task<ReadOnlyMemory<byte>> Read(CancellationToken cancellation);

    [Alias("clear")]
    Task Clear(CancellationToken cancellation);
}

/// <summary>The typed way to the grains.</summary>
public static class ReplayGrains
{
    private const string OnlyKey = "jobs";

    public static IReplaysGrain Replays(this IGrainFactory grains) => grains.GetGrain<IReplaysGrain>(OnlyKey);

    /// <param name="number">From 0.</param>
    public static IReplayPartGrain ReplayPart(this IGrainFactory grains, string replay, int number) =>
        grains.GetGrain<IReplayPartGrain>(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{replay}/{number}"));
}
