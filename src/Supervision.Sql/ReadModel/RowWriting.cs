using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>
/// Writes the rows that lists read. Most flushes change no column that an index holds, so those columns have a
/// statement of their own, which touches nothing when they are as they were.
/// </summary>
internal sealed class RowWriting(LogNames models)
{
    private const string InsertRisk =
        """
        INSERT INTO referent_risk (number, offset, as_of, evidence, model,
            level, points, level_since, due_on, sector, labour, research, study, exchange, referent, partition)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """;

    private const string UpdateRisk =
        "UPDATE referent_risk SET offset = ?2, as_of = ?3, evidence = ?4, model = ?5 WHERE number = ?1";

    private const string UpdateIndexed =
        """
        UPDATE referent_risk SET level = ?6, points = ?7, level_since = ?8, due_on = ?9, sector = ?10,
            labour = ?11, research = ?12, study = ?13, exchange = ?14
        WHERE number = ?1
            AND (level, points, level_since, due_on, sector, labour, research, study, exchange)
                IS NOT (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """;

    private const string InsertRegister =
        """
        INSERT INTO referent_register (number, display_name, size_band, legal_form, founded_on, text)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        """;

    private const string UpdateRegister =
        """
        UPDATE referent_register SET display_name = ?2, size_band = ?3, legal_form = ?4, founded_on = ?5, text = ?6
        WHERE number = ?1
            AND (display_name, size_band, legal_form, founded_on, text) IS NOT (?2, ?3, ?4, ?5, ?6)
        """;

    public void Insert(Session session, long number, ReferentFlush flush)
    {
        var insert = BindIndexed(BindRisk(session, InsertRisk, number, flush), flush);
        insert.Bind(15, flush.Referent.ToString()).Bind(16, flush.Partition).Execute();
        BindRegister(session, InsertRegister, number, flush).Execute();
        InsertText(session, number, flush);
    }

    /// <summary>Changes the rows of a referent; inserts them when it was in no list before.</summary>
    public void Save(Session session, long number, ReferentFlush flush)
    {
        if (BindRisk(session, UpdateRisk, number, flush).Execute() == 0)
        {
            Insert(session, number, flush);
            return;
        }

        BindIndexed(session.Prepared(UpdateIndexed).Bind(1, number), flush).Execute();
        if (BindRegister(session, UpdateRegister, number, flush).Execute() == 0)
            return;

        session.Prepared("DELETE FROM referent_text WHERE rowid = ?1").Bind(1, number).Execute();
        InsertText(session, number, flush);
    }

    /// <summary>Takes a referent out of every list: nothing is known of it, or nothing any more.</summary>
    public static void Delete(Session session, long number)
    {
        if (session.Prepared("DELETE FROM referent_risk WHERE number = ?1").Bind(1, number).Execute() == 0)
            return;
        session.Prepared("DELETE FROM referent_register WHERE number = ?1").Bind(1, number).Execute();
        session.Prepared("DELETE FROM referent_text WHERE rowid = ?1").Bind(1, number).Execute();
    }

    private Statement BindRisk(Session session, string sql, long number, ReferentFlush flush) =>
        session.Prepared(sql)
            .Bind(1, number)
            .Bind(2, flush.Snapshot.Offset)
            .Bind(3, flush.Risk.AsOf.UtcTicks)
            .Bind(4, flush.Risk.Evidence)
            .Bind(5, flush.Risk.ModelHash is { } hash ? models.Number(session, hash) : null);

    private static Statement BindIndexed(Statement statement, ReferentFlush flush) =>
        statement
            .Bind(6, (int)flush.Risk.Level)
            .Bind(7, flush.Risk.Points)
            .Bind(8, flush.Risk.LevelSince.UtcTicks)
            .Bind(9, flush.Risk.DueOn?.DayNumber)
            .Bind(10, flush.Register.Sector?.ToString())
            .Bind(11, (int)flush.Register.Labour)
            .Bind(12, (int)flush.Register.Research)
            .Bind(13, (int)flush.Register.Study)
            .Bind(14, (int)flush.Register.Exchange);

    private static Statement BindRegister(Session session, string sql, long number, ReferentFlush flush) =>
        session.Prepared(sql)
            .Bind(1, number)
            .Bind(2, flush.Register.DisplayName)
            .Bind(3, flush.Register.SizeBand?.ToString())
            .Bind(4, flush.Register.LegalForm?.ToString())
            .Bind(5, flush.Register.FoundedOn?.DayNumber)
            .Bind(6, SearchText.Of(flush.Referent, flush.Register.DisplayName));

    private static void InsertText(Session session, long number, ReferentFlush flush) =>
        session.Prepared("INSERT INTO referent_text (rowid, text) VALUES (?1, ?2)")
            .Bind(1, number)
            .Bind(2, SearchText.Of(flush.Referent, flush.Register.DisplayName))
            .Execute();
}
