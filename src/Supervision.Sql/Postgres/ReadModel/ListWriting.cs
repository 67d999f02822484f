using Npgsql;
using Supervision.Referents;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>Writes the rows that lists read, of referents whose snapshots this transaction stored.</summary>
internal static class ListWriting
{
    private const string UpsertRisk =
        """
        INSERT INTO referent_risk (referent, partition, last_offset, as_of, evidence, model, level, points, level_since,
            due_on, sector, labour, research, study, exchange)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (referent) DO UPDATE SET last_offset = excluded.last_offset, as_of = excluded.as_of,
            evidence = excluded.evidence, model = excluded.model, level = excluded.level, points = excluded.points,
            level_since = excluded.level_since, due_on = excluded.due_on, sector = excluded.sector,
            labour = excluded.labour, research = excluded.research, study = excluded.study,
            exchange = excluded.exchange
        """;

    // Names seldom change: what is as it was is not even locked. A subquery by key, so that it is never a join.
    private const string UpsertRegister =
        """
        INSERT INTO referent_register (referent, display_name, size_band, legal_form, founded_on, text)
        SELECT given.* FROM unnest($1, $2, $3, $4, $5, $6)
            AS given (referent, display_name, size_band, legal_form, founded_on, text)
        WHERE (
            SELECT (stored.display_name, stored.size_band, stored.legal_form, stored.founded_on, stored.text)
                IS NOT DISTINCT FROM
                (given.display_name, given.size_band, given.legal_form, given.founded_on, given.text)
            FROM referent_register stored WHERE stored.referent = given.referent) IS NOT TRUE
        ON CONFLICT (referent) DO UPDATE SET display_name = excluded.display_name, size_band = excluded.size_band,
            legal_form = excluded.legal_form, founded_on = excluded.founded_on, text = excluded.text
        """;

    private const string DeleteBoth =
        """
        WITH register AS (DELETE FROM referent_register WHERE referent = ANY($1))
        DELETE FROM referent_risk WHERE referent = ANY($1)
        """;

    /// <summary>Takes referents out of every list: nothing is known of them, or nothing any more.</summary>
    public static NpgsqlBatchCommand Delete(IReadOnlyList<ReferentFlush> unlisted) =>
        new NpgsqlBatchCommand(DeleteBoth).With(unlisted.Select(flush => flush.Referent.ToString()).ToArray());

    public static NpgsqlBatchCommand Risk(IReadOnlyList<ReferentFlush> stored, IReadOnlyList<int?> models) =>
        new NpgsqlBatchCommand(UpsertRisk)
            .With(stored.Select(flush => flush.Referent.ToString()).ToArray())
            .With(stored.Select(flush => flush.Partition).ToArray())
            .With(stored.Select(flush => flush.Snapshot.Offset).ToArray())
            .With(stored.Select(flush => flush.Risk.AsOf.UtcTicks).ToArray())
            .With(stored.Select(flush => flush.Risk.Evidence).ToArray())
            .With(models.ToArray())
            .With(stored.Select(flush => (short)flush.Risk.Level).ToArray())
            .With(stored.Select(flush => flush.Risk.Points).ToArray())
            .With(stored.Select(flush => flush.Risk.LevelSince.UtcTicks).ToArray())
            .With(stored.Select(flush => flush.Risk.DueOn?.DayNumber).ToArray())
            .With(stored.Select(flush => flush.Register.Sector?.ToString()).ToArray())
            .With(stored.Select(flush => (short)flush.Register.Labour).ToArray())
            .With(stored.Select(flush => (short)flush.Register.Research).ToArray())
            .With(stored.Select(flush => (short)flush.Register.Study).ToArray())
            .With(stored.Select(flush => (short)flush.Register.Exchange).ToArray());

    public static NpgsqlBatchCommand Register(IReadOnlyList<ReferentFlush> stored) =>
        new NpgsqlBatchCommand(UpsertRegister)
            .With(stored.Select(flush => flush.Referent.ToString()).ToArray())
            .With(stored.Select(flush => flush.Register.DisplayName).ToArray())
            .With(stored.Select(flush => flush.Register.SizeBand?.ToString()).ToArray())
            .With(stored.Select(flush => flush.Register.LegalForm?.ToString()).ToArray())
            .With(stored.Select(flush => flush.Register.FoundedOn?.DayNumber).ToArray())
            .With(stored.Select(flush => SearchText.Of(flush.Referent, flush.Register.DisplayName)).ToArray());
}
