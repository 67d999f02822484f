using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>The lists, read beside the writer and never in its way.</summary>
internal sealed class SqliteReferentViews(SupervisionDatabase database) : IReferentViews
{
    private const string SelectCheckpoints = "SELECT partition, offset FROM checkpoint";

    private const string ChangeColumns =
        "sequence, referent, position, at, from_level, to_level, points, model, cause_source, cause_id";

    private const string SelectChanges =
        $"SELECT {ChangeColumns} FROM risk_change WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";

    private const string SelectChangesOfReferent =
        $"""
        SELECT {ChangeColumns} FROM risk_change INDEXED BY risk_change_referent
        WHERE referent = ?3 AND sequence > ?1 ORDER BY sequence LIMIT ?2
        """;

    private const string QuarantineColumns = "position, source, id, type, code, at, referent";

    private const string SelectQuarantine =
        $"SELECT {QuarantineColumns} FROM quarantine WHERE position > ?1 AND (?4 IS NULL OR code = ?4) "
        + "ORDER BY position LIMIT ?2";

    private const string SelectQuarantineOfReferent =
        $"""
        SELECT {QuarantineColumns} FROM quarantine INDEXED BY quarantine_referent
        WHERE referent = ?3 AND position > ?1 AND (?4 IS NULL OR code = ?4) ORDER BY position LIMIT ?2
        """;

    private const string CountLevels =
        "SELECT level, count(*) FROM referent_risk INDEXED BY referent_risk_level GROUP BY level";

    private const string CountOutbox =
        "SELECT count(*) - count(held_because), count(held_because) FROM outbox WHERE done = 0";

    private const string CountPeers =
        """
        SELECT r.level, r.points, count(*) FROM referent_risk r JOIN referent_register g ON g.number = r.number
        WHERE r.sector = ?1 AND g.size_band = ?2 AND r.model = (SELECT number FROM risk_model WHERE name = ?3)
        GROUP BY r.level, r.points ORDER BY r.level, r.points
        """;

    public Task<ReferentPage> List(ReferentQuery query, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(query.PageSize);
        return database.Readers.Read(
            session =>
            {
                // The ends first: rows read after them can only be further.
                var flushedTo = Ends(session);
                return Pages.Of(database.Listing.Page(session, query, query.PageSize + 1), query, flushedTo);
            },
            cancellation);
    }

    public Task<ImmutableArray<RiskChange>> Changes(
        long afterSequence, ReferentId? referent, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Readers.Read(
            session =>
            {
                var select = session.Prepared(referent is null ? SelectChanges : SelectChangesOfReferent)
                    .Bind(1, afterSequence)
                    .Bind(2, limit);
                if (referent is { } one)
                    select.Bind(3, one.ToString());
                return select.All(row => Change(session, row));
            },
            cancellation);
    }

    public Task<long> LastChange(CancellationToken cancellation) => Task.FromResult(database.Changes.Last);

    public Task<ImmutableArray<QuarantinedEvent>> Quarantined(
        ReferentId? referent, string? code, LogPosition? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Readers.Read(
            session =>
            {
                var select = session.Prepared(referent is null ? SelectQuarantine : SelectQuarantineOfReferent)
                    .Bind(1, after is { } position ? LogRow.Number(position) : 0)
                    .Bind(2, limit)
                    .Bind(4, code);
                if (referent is { } one)
                    select.Bind(3, one.ToString());
                return select.All(row => RowReading.Quarantined(
                    row, database.Names.Sources.Name(session, row.Long(1))));
            },
            cancellation);
    }

    public Task<ImmutableArray<LogPosition>> FlushedTo(CancellationToken cancellation) =>
        database.Readers.Read(Ends, cancellation);

    public Task<StoreCounts> Counts(CancellationToken cancellation) =>
        database.Readers.Read(
            session =>
            {
                var flushedTo = Ends(session);
                var levels = Pages.Levels(
                    session.Prepared(CountLevels).All(row => ((RiskLevel)row.Int(0), row.Int(1))));
                var (waiting, held) = session.Prepared(CountOutbox).All(row => (row.Int(0), row.Int(1)))[0];
                var quarantined = session.Prepared("SELECT count(*) FROM quarantine").All(row => row.Int(0))[0];
                return new StoreCounts(
                    levels, levels.Sum(row => row.Count), quarantined, waiting, held, flushedTo);
            },
            cancellation);

    public Task<ImmutableArray<PeerCount>> Peers(
        Sector sector, SizeBand band, string modelHash, CancellationToken cancellation) =>
        database.Readers.Read<ImmutableArray<PeerCount>>(
            session =>
            [
                .. session.Prepared(CountPeers)
                    .Bind(1, sector.ToString()).Bind(2, band.ToString()).Bind(3, modelHash)
                    .All(row => new PeerCount((RiskLevel)row.Int(0), row.Int(1), row.Int(2))),
            ],
            cancellation);

    public Task WaitForChange(long afterSequence, CancellationToken cancellation) =>
        database.Changes.WaitBeyond(afterSequence, cancellation);

    private RiskChange Change(Session session, Statement row) => RowReading.Change(
        row,
        row.IsNull(7) ? null : database.Names.Models.Name(session, row.Long(7)),
        row.IsNull(8) ? null : database.Names.Sources.Name(session, row.Long(8)));

    private ImmutableArray<LogPosition> Ends(Session session) => Pages.Ends(
        session.Prepared(SelectCheckpoints).All(row => (row.Int(0), row.Long(1))), database.PartitionCount);
}
