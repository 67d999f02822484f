namespace Supervision.Log;

/// <summary>
/// What a process knows of something on the log, with a term: half a second after it began to ask, it does not know any
/// more, and asks again before it answers. So whoever changes it and then waits longer than the term can say that no
/// process answers with what was before: not one that hangs, nor one that nobody knows of.
/// </summary>
/// <param name="look">Reads what the log has now, given what was known before; null at first.</param>
public sealed class Lease<TKnown>(Func<TKnown?, Task<TKnown>> look, TimeProvider time)
    where TKnown : class
{
    // A log that answers slower than the term lets nobody know; so many looks, and the question fails.
    private const int LooksMax = 8;

    private readonly Lock _gate = new();
    private Held? _held;
    private Task<Held>? _looking;

    /// <summary>What holds at this moment.</summary>
    /// <exception cref="StoreUnavailableException">The log does not answer within the term.</exception>
    public ValueTask<TKnown> Now(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _held) is not { } held
            || (time.GetElapsedTime(held.AskedAt) is var age && age >= Leases.Term))
            return new ValueTask<TKnown>(UntilKnown(cancellation));

        // Early, so that hardly anybody waits for it.
        if (age > Leases.Term / 2)
            _ = Ask();
        return new ValueTask<TKnown>(held.Known);
    }

    /// <summary>With everything that was on the log when this was called.</summary>
    /// <exception cref="StoreUnavailableException">The log does not answer.</exception>
    public async Task<TKnown> Fresh(CancellationToken cancellation)
    {
        var called = time.GetTimestamp();
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var held = await Ask().WaitAsync(cancellation);
            if (held.AskedAt >= called)
                return held.Known;
        }

        throw Unknown();
    }

    private async Task<TKnown> UntilKnown(CancellationToken cancellation)
    {
        for (var looks = 0; looks < LooksMax; looks++)
        {
            var held = await Ask().WaitAsync(cancellation);
            if (time.GetElapsedTime(held.AskedAt) < Leases.Term)
                return held.Known;
        }

        throw Unknown();
    }

    /// <summary>One look at a time; who comes while one is under way shares it.</summary>
    private Task<Held> Ask()
    {
        lock (_gate)
        {
            return _looking is { IsCompleted: false } ? _looking : _looking = Task.Run(Look);
        }
    }

    private async Task<Held> Look()
    {
        var askedAt = time.GetTimestamp();
        var held = new Held(await look(_held?.Known), askedAt);
        Volatile.Write(ref _held, held);
        return held;
    }

    private static StoreUnavailableException Unknown() =>
        new("What is on the log now could not be asked in time, so nothing is said that may be over.");

    private sealed record Held(TKnown Known, long AskedAt);
}
