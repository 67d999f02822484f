using Supervision.Contracts.Replays;
using Supervision.Grains.Escalations;

namespace Supervision.Grains.Replays;

/// <summary>Keeps one part of the rows of a replay, and none of it in memory once it was asked.</summary>
[GrainType("replay-part")]
internal sealed class ReplayPartGrain(
    [PersistentState("replay-part", EscalationMemory.Storage)] IPersistentState<ReplayPartMemory> memory)
    : Grain, IReplayPartGrain
{
    public async Task Write(ReadOnlyMemory<byte> rows, CancellationToken cancellation)
    {
        DeactivateOnIdle();
        memory.State.Rows = rows.ToArray();
        await memory.WriteStateAsync(cancellation);
    }

    public Task<ReadOnlyMemory<byte>> Read(CancellationToken cancellation)
    {
        DeactivateOnIdle();
        return Task.FromResult<ReadOnlyMemory<byte>>(memory.State.Rows);
    }

    public async Task Clear(CancellationToken cancellation)
    {
        DeactivateOnIdle();
        if (memory.RecordExists)
            await memory.ClearStateAsync(cancellation);
    }
}
