using Supervision.Access.Changes;
using Supervision.Gateway.Ingest;
using Supervision.Log;

namespace Supervision.Gateway.Access.Changes;

/// <summary>Puts changes of access on the log, before they are made.</summary>
internal sealed class AccessRecorder(IngestWriter writer, IEventLog log, TimeProvider time)
{
    /// <summary>Ends when the record is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, so nothing may be changed.</exception>
    public Task Record(AccessChanged change)
    {
        var now = time.GetUtcNow();
        return Record(change, Guid.CreateVersion7(now).ToString("N"), now);
    }

    /// <summary>Says of a change that was recorded that it could not be made.</summary>
    public Task RecordNotDone(AccessChanged change) => Record(change with { NotDone = true });

    /// <summary>The same, under an id by which it is known when it comes again.</summary>
    public async Task Record(AccessChanged change, string id, DateTimeOffset at)
    {
        var outcome = await writer.Commit(change.ToEvent(id, at, log.PartitionCount));
        if (outcome is not { Status: AppendStatus.Accepted or AppendStatus.Duplicate })
            throw new StoreUnavailableException("A change of access cannot be recorded at this moment.");
    }
}
