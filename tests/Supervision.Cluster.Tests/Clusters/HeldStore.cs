using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Stores when the test lets it; a slice may be told to fail.</summary>
internal sealed class HeldStore(IReferentStore store) : PassingStore(store)
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource? _gate;
    private int _failures;

    /// <summary>Ends when the first slice waits to be stored.</summary>
    public Task Arrived => _arrived.Task;

    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate?.SetResult();

    public void FailNext(int slices) => _failures = slices;

    public override async Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
    {
        if (_gate is { } gate)
        {
            _arrived.TrySetResult();
            await gate.Task.WaitAsync(cancellation);
        }

        return Interlocked.Decrement(ref _failures) >= 0
            ? throw new IOException("The disk is full.")
            : await base.Flush(slice, cancellation);
    }
}
