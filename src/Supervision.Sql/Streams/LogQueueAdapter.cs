using Orleans.Streams;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;

namespace Supervision.Sql.Streams;

/// <summary>
/// The log as the queue behind persistent streams: read only, rewindable, one queue and one stream per partition.
/// Nothing is written through a stream: what is to be on the stream is put on the log.
/// </summary>
internal sealed class LogQueueAdapter(
    string provider, string streamNamespace, IEventLog log, IReferentStore store, LogTail tail, TimeProvider time)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    private readonly LogQueueMapper _mapper = new(provider, log.PartitionCount);

    public string Name => provider;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    [Obsolete("The runtime calls the overload with a token.")]
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken) =>
        Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public IQueueCache CreateQueueCache(QueueId queueId) => new LogChunkCache();

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId)
    {
        var partition = LogQueueMapper.PartitionOf(queueId);
        return new LogReceiver(log, store, tail, time, StreamId.Create(streamNamespace, partition), partition);
    }

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId,
        IEnumerable<T> events,
        StreamSequenceToken? token,
        Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("The stream of the log is read only; append to the log.");
}
