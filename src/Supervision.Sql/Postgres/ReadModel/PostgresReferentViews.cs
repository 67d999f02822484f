using System.Collections.Immutable;
using Npgsql;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Log;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>The lists on a server; read by whichever process, behind its own writes by none.</summary>
internal sealed class PostgresReferentViews(PostgresDatabase database, PostgresChangeSignal signal) : IReferentViews
{
    private const string SelectCheckpoints = "SELECT partition, last_offset FROM checkpoint";

    private const string SelectChanges =
        """
        SELECT sequence, referent, position, at, from_level, to_level, points, m.name, cause_source, cause_id
        FROM risk_change LEFT JOIN risk_model m ON m.number = model
        """;

    private const string ChangesOfAll = $"{SelectChanges} WHERE sequence > $1 ORDER BY sequence LIMIT $2";

    private const string ChangesOfReferent =
        $"{SelectChanges} WHERE referent = $3 AND sequence > $1 ORDER BY sequence LIMIT $2";

    private const string SelectQuarantine = "SELECT position, source, id, type, code, at, referent FROM quarantine";

    private const string QuarantineOfAll =
        $"{SelectQuarantine} WHERE position > $1 AND ($3 IS NULL OR code = $3) ORDER BY position LIMIT $2";

    private const string QuarantineOfReferent =
        $"{SelectQuarantine} WHERE referent = $4 AND position > $1 AND ($3 IS NULL OR code = $3) "
        + "ORDER BY position LIMIT $2";

    private const string CountLevels = "SELECT level, count(*) FROM referent_risk GROUP BY level";

    private const string CountRest =
        """
        SELECT (SELECT count(*) FROM quarantine), count(*) - count(held_because), count(held_because)
        FROM outbox WHERE done = 0
        """;

    private const string CountPeers =
        """
        SELECT r.level, r.points, count(*) FROM referent_risk r JOIN referent_register g USING (referent)
        WHERE r.sector = $1 AND g.size_band = $2 AND r.model = (SELECT number FROM risk_model WHERE name = $3)
        GROUP BY r.level, r.points ORDER BY r.level, r.points
        """;

    public Task<ReferentPage> List(ReferentQuery query, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(query.PageSize);
        return database.Run(
            async (connection, stop) =>
            {
                // The ends first: rows read after them can only be further.
                var flushedTo = await Ends(connection, stop);
                return Pages.Of(await PostgresListing.Page(connection, query, stop), query, flushedTo);
            },
            cancellation);
    }

    public Task<ImmutableArray<RiskChange>> Changes(
        long afterSequence, ReferentId? referent, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => Of(
                    connection.Command(referent is null ? ChangesOfAll : ChangesOfReferent)
                        .With(afterSequence).With(limit),
                    referent)
                .All(row => RowReading.Change(row, row.TextOrNull(7), row.TextOrNull(8)), stop),
            cancellation);
    }

    public Task<long> LastChange(CancellationToken cancellation) => signal.Last(cancellation);

    public Task<ImmutableArray<QuarantinedEvent>> Quarantined(
        ReferentId? referent, string? code, LogPosition? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => Of(
                    connection.Command(referent is null ? QuarantineOfAll : QuarantineOfReferent)
                        .With(after is { } position ? LogRow.Number(position) : 0).With(limit).With(code),
                    referent)
                .All(row => RowReading.Quarantined(row, row.Text(1)), stop),
            cancellation);
    }

    public Task<ImmutableArray<LogPosition>> FlushedTo(CancellationToken cancellation) =>
        database.Run(Ends, cancellation);

    public Task<StoreCounts> Counts(CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) =>
            {
                var flushedTo = await Ends(connection, stop);
                var levels = Pages.Levels(await connection.Command(CountLevels)
                    .All(row => ((RiskLevel)row.Int(0), row.Int(1)), stop));
                var (quarantined, waiting, held) = (await connection.Command(CountRest)
                    .All(row => (row.Int(0), row.Int(1), row.Int(2)), stop))[0];
                return new StoreCounts(
                    levels, levels.Sum(row => row.Count), quarantined, waiting, held, flushedTo);
            },
            cancellation);

    public Task<ImmutableArray<PeerCount>> Peers(
        Sector sector, SizeBand band, string modelHash, CancellationToken cancellation) =>
        database.Run(
            (connection, stop) => connection.Command(CountPeers)
                .With(sector.ToString()).With(band.ToString()).With(modelHash)
                .All(row => new PeerCount((RiskLevel)row.Int(0), row.Int(1), row.Int(2)), stop),
            cancellation);

    public Task WaitForChange(long afterSequence, CancellationToken cancellation) =>
        signal.WaitBeyond(afterSequence, cancellation);

    /// <summary>The last parameter, when there is one.</summary>
    private static NpgsqlCommand Of(NpgsqlCommand command, ReferentId? referent) =>
        referent is { } one ? command.With(one.ToString()) : command;

    private async Task<ImmutableArray<LogPosition>> Ends(
        NpgsqlConnection connection, CancellationToken cancellation) =>
        Pages.Ends(
            await connection.Command(SelectCheckpoints).All(row => (row.Int(0), row.Long(1)), cancellation),
            database.PartitionCount);
}
