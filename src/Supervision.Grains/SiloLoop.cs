namespace Supervision.Grains;

/// <summary>
/// Something that a silo does over and over from when it is up until it stops. It is stopped while grains can still be
/// called.
/// </summary>
internal abstract class SiloLoop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Whether it is to run at all.</summary>
    protected virtual bool IsWanted => true;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (IsWanted)
            lifecycle.Subscribe(GetType().Name, ServiceLifecycleStage.Active, Start, Stop);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Goes on until it is told to stop, and then may end by the cancellation.</summary>
    protected abstract Task Run(CancellationToken stopping);

    /// <summary>What is left to do when it has ended; nothing by itself.</summary>
    protected virtual Task End(CancellationToken cancellation) => Task.CompletedTask;

    private Task Start(CancellationToken cancellation)
    {
        _running = Task.Run(() => Run(_stopping.Token), cancellation);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await End(cancellation);
    }
}
