using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Referents;
using Supervision.Selections;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>The draws, in the same file and by the same writer.</summary>
internal sealed class SqliteSelections(SupervisionDatabase database) : ISelectionStore
{
    private const string Insert =
        $"""
        INSERT INTO selection_member ({SelectionRows.Columns})
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """;

    private const string SelectAll =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member WHERE draw = ?1 AND number > ?2 "
        + "ORDER BY number LIMIT ?3";

    private const string SelectDrawn =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member INDEXED BY selection_member_drawn "
        + "WHERE draw = ?1 AND number > ?2 AND drawn_by > 0 ORDER BY number LIMIT ?3";

    private const string SelectOne =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member WHERE draw = ?1 AND referent = ?2";

    private const string Update =
        "UPDATE selection_member SET opening = ?3, episode = ?4 WHERE draw = ?1 AND number = ?2 AND opening IS NULL";

    public async Task Keep(string draw, IReadOnlyList<DrawnMember> members, CancellationToken cancellation)
    {
        SelectionRows.CheckKeep(members);
        if (members.Count == 0)
            return;
        await database.Writer.Write(
            WriteQueue.Flushes, members.Count, session => Write(session, draw, members), cancellation);
    }

    public Task<ImmutableArray<SelectionRow>> Rows(
        string draw, int afterNumber, int limit, bool onlyDrawn, CancellationToken cancellation)
    {
        SelectionRows.CheckPage(limit);
        return database.Readers.Read(
            session => session.Prepared(onlyDrawn ? SelectDrawn : SelectAll)
                .Bind(1, draw).Bind(2, afterNumber).Bind(3, limit).All(SelectionRows.Of),
            cancellation);
    }

    public Task<SelectionRow?> Row(string draw, ReferentId referent, CancellationToken cancellation) =>
        database.Readers.Read(
            session => session.Prepared(SelectOne).Bind(1, draw).Bind(2, referent.ToString())
                .All(SelectionRows.Of).FirstOrDefault(),
            cancellation);

    public Task Follow(
        string draw, int number, CheckOpening opening, EscalationId? escalation, CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Flushes,
            1,
            session => session.Prepared(Update)
                .Bind(1, draw).Bind(2, number).Bind(3, (int)opening).Bind(4, (long?)escalation?.Episode).Execute(),
            cancellation);

    private static int Write(Session session, string draw, IReadOnlyList<DrawnMember> members)
    {
        foreach (var drawn in members)
        {
            session.Prepared(Insert)
                .Bind(1, draw)
                .Bind(2, drawn.Number)
                .Bind(3, drawn.Member.Referent.ToString())
                .Bind(4, drawn.Member.Stratum)
                .Bind(5, (long?)drawn.Member.Points)
                .Bind(6, (long?)drawn.Member.WaitingSince?.DayNumber)
                .Bind(7, drawn.Risk.Of)
                .Bind(8, drawn.Risk.Among)
                .Bind(9, drawn.Random.Of)
                .Bind(10, drawn.Random.Among)
                .Bind(11, drawn.Signal.Of)
                .Bind(12, drawn.Signal.Among)
                .Bind(13, (int)drawn.By)
                .Execute();
        }

        return members.Count;
    }
}
