using System.Collections.Immutable;
using Npgsql;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// Stores the snapshots of a slice, each if it may go over what is stored: the database decides, under the lock of the
/// row, so of two activations of a referent one loses whichever process they are in. Rows are locked in the order of
/// their keys, so that two slices with referents in common cannot wait for each other.
/// </summary>
internal static class SnapshotWriting
{
    // The guard is that of FlushGuard. A row that is not returned keeps what it has.
    private const string Upsert =
        """
        INSERT INTO referent_snapshot AS stored
            (referent, last_offset, as_of, activation, found_offset, found_as_of, state)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (referent) DO UPDATE SET last_offset = excluded.last_offset, as_of = excluded.as_of,
            activation = excluded.activation, found_offset = excluded.found_offset,
            found_as_of = excluded.found_as_of, state = excluded.state
        WHERE (stored.last_offset, stored.as_of) < (excluded.last_offset, excluded.as_of)
            AND (excluded.activation IS NULL OR stored.activation = excluded.activation
                OR (stored.last_offset, stored.as_of) = (excluded.found_offset, excluded.found_as_of))
        RETURNING referent
        """;

    private const string SelectKept =
        "SELECT referent, last_offset, as_of, activation FROM referent_snapshot WHERE referent = ANY($1)";

    /// <summary>Those stored, in the order given, and those that lost.</summary>
    public static async Task<(ImmutableArray<ReferentFlush> Stored, ImmutableArray<ReferentId> Lost)> Write(
        NpgsqlConnection connection, IReadOnlyList<ReferentFlush> slice, KeyRing keys,
        CancellationToken cancellation)
    {
        ReferentFlush[] sorted =
            [.. slice.OrderBy(flush => flush.Referent.ToString(), StringComparer.Ordinal)];
        var upsert = connection.Command(Upsert)
            .With(Array.ConvertAll(sorted, flush => flush.Referent.ToString()))
            .With(Array.ConvertAll(sorted, flush => flush.Snapshot.Offset))
            .With(Array.ConvertAll(sorted, flush => flush.Risk.AsOf.UtcTicks))
            .With(Array.ConvertAll(sorted, flush => flush.Origin?.Activation))
            .With(Array.ConvertAll(sorted, flush => flush.Origin?.Offset))
            .With(Array.ConvertAll(sorted, flush => flush.Origin?.AsOf.UtcTicks))
            .With(Array.ConvertAll(
                sorted,
                flush => keys.Seal(PayloadKind.Snapshot, flush.Referent.ToString(), flush.Snapshot.State.Span)));
        var written = await upsert.All(row => ReferentId.Parse(row.Text(0)), cancellation);
        if (written.Length == slice.Count)
            return ([.. slice], []);

        var stored = written.ToHashSet();
        ImmutableArray<ReferentFlush> kept = [.. slice.Where(flush => !stored.Contains(flush.Referent))];
        return (
            [.. slice.Where(flush => stored.Contains(flush.Referent))],
            await Lost(connection, kept, cancellation));
    }

    /// <summary>Those for which another activation stored; not those that are stored already.</summary>
    private static async Task<ImmutableArray<ReferentId>> Lost(
        NpgsqlConnection connection, ImmutableArray<ReferentFlush> kept, CancellationToken cancellation)
    {
        var flushes = kept.ToDictionary(flush => flush.Referent);
        var outcomes = await connection.Command(SelectKept)
            .With(kept.Select(flush => flush.Referent.ToString()).ToArray())
            .All(
                row =>
                {
                    var referent = ReferentId.Parse(row.Text(0));
                    return (referent, Outcome: FlushGuard.Judge(
                        flushes[referent], row.Long(1), LogRow.Time(row.Long(2)), row.TextOrNull(3)));
                },
                cancellation);
        return [.. outcomes.Where(row => row.Outcome != FlushOutcome.Repeated).Select(row => row.referent)];
    }
}
