using Supervision.Events;
using Supervision.Gateway.Access.Keys;

namespace Supervision.Gateway.Ingest;

/// <summary>Reads events for whoever sends them: with a key only those that it is for, and while it holds.</summary>
/// <param name="key">Null for who was let in otherwise, and sends what the role allows.</param>
internal sealed class Admission(CloudEventReader reader, KeyInUse? key, TimeProvider time)
{
    private static readonly TimeSpan SlowBody = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(2);

    private readonly long _began = time.GetTimestamp();

    public EventReading Read(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        var reading = reader.Read(json, now);
        if (key is null || reading.Event is not { } good || key.Scope.Check(good) is not { IsEmpty: false } refusals)
            return reading;

        return reading with { Event = null, Refusals = refusals };
    }

    /// <summary>Whether what came in before this call may still be stored.</summary>
    public ValueTask<bool> Holds() => key is null ? ValueTask.FromResult(true) : new ValueTask<bool>(key.StillHolds());

    /// <summary>The same for a whole body: asked again only of one that was slow to come in.</summary>
    public ValueTask<bool> HoldsAfterBody() =>
        time.GetElapsedTime(_began) < SlowBody ? ValueTask.FromResult(true) : Holds();

    /// <summary>Ends a stream on which nothing comes in once it would not be let in any more.</summary>
    public async Task Watch(CancellationTokenSource reading)
    {
        if (key is null)
            return;

        while (await MayHold(key))
            await Task.Delay(IdleCheck, time, reading.Token);
        await reading.CancelAsync();
    }

    // While the store is away nobody knows; what comes in meanwhile is asked for before it is stored.
    private static async Task<bool> MayHold(KeyInUse key)
    {
        try
        {
            return await key.StillHolds();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return true;
        }
    }
}
