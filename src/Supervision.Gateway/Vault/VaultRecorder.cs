using Supervision.Gateway.Ingest;
using Supervision.Log;
using Supervision.Vault;

namespace Supervision.Gateway.Vault;

/// <summary>Puts each use of the vault on the log, before it is made.</summary>
internal sealed class VaultRecorder(IngestWriter writer, IEventLog log, TimeProvider time)
{
    /// <summary>Ends when the record is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, so the vault may not be used.</exception>
    public async Task Record(VaultUsed used)
    {
        var now = time.GetUtcNow();
        var outcome = await writer.Commit(
            used.ToEvent(Guid.CreateVersion7(now).ToString("N"), now, log.PartitionCount));
        if (outcome is not { Status: AppendStatus.Accepted })
            throw new StoreUnavailableException("A use of the vault cannot be recorded at this moment.");
    }
}
