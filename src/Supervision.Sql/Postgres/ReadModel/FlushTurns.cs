namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// Whose turn it is to store a slice. All partitions of a silo store on the same beat; side by side they would take the
/// server from those who append. But when slices have waited for seconds without a break, storing is what holds up all
/// else: then as many again are let in, until nobody waits.
/// </summary>
internal sealed class FlushTurns(int atOnce, TimeProvider time) : IDisposable
{
    /// <summary>One beat of storing passes sooner; what lasts longer is no beat.</summary>
    private static readonly TimeSpan CrowdedFor = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turns = new(atOnce);
    private int _asked;
    private int _more;
    private long _crowdedSince;

    public async Task<T> Run<T>(Func<Task<T>> store, CancellationToken cancellation)
    {
        await Enter(cancellation);
        try
        {
            return await store();
        }
        finally
        {
            if (Leave())
                _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task Enter(CancellationToken cancellation)
    {
        lock (_gate)
            Ask();
        try
        {
            await _turns.WaitAsync(cancellation);
        }
        catch
        {
            lock (_gate)
                _asked--;
            throw;
        }
    }

    private void Ask()
    {
        _asked++;
        if (_asked <= atOnce)
            return;

        if (_asked == atOnce + 1)
            _crowdedSince = time.GetTimestamp();
        else if (_more == 0 && time.GetElapsedTime(_crowdedSince) >= CrowdedFor)
            _turns.Release(_more = atOnce);
    }

    /// <summary>Whether the turn goes to the next; one of those let in besides is over when nobody waits.</summary>
    private bool Leave()
    {
        lock (_gate)
        {
            _asked--;
            if (_more == 0 || _asked >= atOnce + _more)
                return true;

            _more--;
            return false;
        }
    }
}
