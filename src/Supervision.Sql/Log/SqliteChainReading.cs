using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>The chain of the log in the SQLite file.</summary>
internal sealed class SqliteChainReading(SupervisionDatabase database) : IChainReading
{
    private const string Select =
        "SELECT position, digest, recorded_at, chain FROM event_log WHERE position > ?1 AND position <= ?2 "
        + "ORDER BY position LIMIT ?3";

    public Task<ImmutableArray<ChainStep>> ReadChain(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IChainReading.PageMax);
        return database.Readers.Read(
            session => session.Prepared(Select)
                .Bind(1, LogRow.After(partition, afterOffset))
                .Bind(2, LogRow.Last(partition))
                .Bind(3, limit)
                .All(row => new ChainStep(
                    LogRow.Position(row.Long(0)).Offset, [.. row.BlobInPlace(1)], row.Long(2),
                    [.. row.BlobInPlace(3)])),
            cancellation);
    }
}
