using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>A log whose server is away whenever a test says so.</summary>
public sealed class LogThatGoesAway(IEventLog log) : LogAround(log)
{
    private volatile bool _isAway;
    private int _appendsLeft;

    /// <summary>From the append after so many more.</summary>
    public void GoAway(int afterAppends = 0)
    {
        _appendsLeft = afterAppends;
        _isAway = true;
    }

    public void ComeBack() => _isAway = false;

    public override Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation) =>
        _isAway && Interlocked.Decrement(ref _appendsLeft) < 0
            ? throw new StoreUnavailableException("The server is away.")
            : base.Append(events, cancellation);
}
