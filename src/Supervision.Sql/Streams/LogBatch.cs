using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using Supervision.Log;

namespace Supervision.Sql.Streams;

/// <summary>A chunk of the log as the stream runtime carries it; its token is its last offset.</summary>
[GenerateSerializer, Immutable, Alias("log-batch")]
internal sealed class LogBatch(StreamId streamId, LogChunk chunk) : IBatchContainer
{
    [Id(0)]
    private readonly EventSequenceTokenV2 _token = new(chunk.To);

    [Id(1)]
    public StreamId StreamId { get; } = streamId;

    [Id(2)]
    public LogChunk Chunk { get; } = chunk;

    public StreamSequenceToken SequenceToken => _token;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        if (Chunk is T events)
            yield return Tuple.Create<T, StreamSequenceToken>(events, _token);
    }

    public bool ImportRequestContext() => false;
}
