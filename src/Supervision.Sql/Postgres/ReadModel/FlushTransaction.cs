using System.Collections.Immutable;
using Npgsql;
using Supervision.Referents;
using Supervision.Sql.Encryption;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// Stores a slice in one transaction of three round trips: the snapshots, which decide who lost; what belongs to the
/// rest; the commit. The head of the changes is locked last, and only when there are changes.
/// </summary>
internal sealed class FlushTransaction(PostgresNames models, KeyRing keys)
{
    /// <summary>The sequence number of the last change that it stored, 0 when it stored none; and who lost.</summary>
    public async Task<(long Sequence, ImmutableArray<ReferentId> Lost)> Run(
        NpgsqlConnection connection, IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
    {
        // Before the transaction: these numbers are given for good.
        var numbers = await models.Number(connection, slice.SelectMany(Hashes), cancellation);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (stored, lost) = await SnapshotWriting.Write(connection, slice, keys, cancellation);
        var sequence = stored.IsEmpty ? 0 : await WriteRest(connection, stored, numbers, cancellation);
        // Once asked to commit, what really happened is told.
        await transaction.CommitAsync(CancellationToken.None);
        return (sequence, lost);
    }

    private async Task<long> WriteRest(
        NpgsqlConnection connection, ImmutableArray<ReferentFlush> stored, Dictionary<string, int> numbers,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        ImmutableArray<ReferentFlush> listed = [.. stored.Where(flush => flush.HasFacts)];
        batch.BatchCommands.Add(ListWriting.Risk(
            listed, [.. listed.Select(flush => Number(numbers, flush.Risk.ModelHash))]));
        batch.BatchCommands.Add(ListWriting.Register(listed));
        if (listed.Length < stored.Length)
            batch.BatchCommands.Add(ListWriting.Delete([.. stored.Where(flush => !flush.HasFacts)]));

        ImmutableArray<OutboxItem> outbox = [.. stored.SelectMany(flush => flush.Outbox)];
        if (!outbox.IsEmpty)
            batch.BatchCommands.Add(TellWriting.Outbox(outbox, keys));

        ImmutableArray<QuarantinedEvent> quarantined = [.. stored.SelectMany(flush => flush.Quarantined)];
        if (!quarantined.IsEmpty)
            batch.BatchCommands.Add(TellWriting.Quarantine(quarantined));

        ImmutableArray<RiskChange> changes = [.. stored.SelectMany(flush => flush.Changes)
            .DistinctBy(change => (change.Referent, change.Position, change.At))];
        if (changes.IsEmpty)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return 0;
        }

        batch.BatchCommands.Add(TellWriting.Changes(
            changes, [.. changes.Select(change => Number(numbers, change.ModelHash))]));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : 0;
    }

    private static int? Number(Dictionary<string, int> numbers, string? hash) =>
        hash is null ? null : numbers[hash];

    private static IEnumerable<string> Hashes(ReferentFlush flush) =>
        flush.Changes.Select(change => change.ModelHash).Append(flush.Risk.ModelHash).OfType<string>();
}
