using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Escalations;

/// <summary>The facts about cases on the log, found without reading what is between them.</summary>
public interface IEscalationLog
{
    const int PageMax = 1_000;

    /// <summary>The facts of each partition above an offset, in their order there.</summary>
    /// <param name="afterOffsets">One for each partition.</param>
    /// <param name="limit">How many of one partition.</param>
    Task<ImmutableArray<LoggedEvent>> After(
        ImmutableArray<long> afterOffsets, int limit, CancellationToken cancellation);
}
