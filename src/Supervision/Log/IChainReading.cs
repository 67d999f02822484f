using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>Reads the hash chain without what the events say, so that a place on it can be shown to somebody.</summary>
public interface IChainReading
{
    /// <summary>Steps in one page.</summary>
    const int PageMax = 10_000;

    /// <summary>Steps of a partition after an offset, in order, as they are stored.</summary>
    Task<ImmutableArray<ChainStep>> ReadChain(
        int partition, long afterOffset, int limit, CancellationToken cancellation);
}

/// <summary>One step of the chain: all that its link is made of, and the link as it is stored.</summary>
/// <param name="RecordedAtTicks">When it was recorded, as the link holds it.</param>
public sealed record ChainStep(
    long Offset, ImmutableArray<byte> Digest, long RecordedAtTicks, ImmutableArray<byte> Link);
