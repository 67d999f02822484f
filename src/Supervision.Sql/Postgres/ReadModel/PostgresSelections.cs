using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Referents;
using Supervision.Selections;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>The draws on a server.</summary>
internal sealed class PostgresSelections(PostgresDatabase database) : ISelectionStore
{
    private const string Insert =
        $"""
        INSERT INTO selection_member ({SelectionRows.Columns})
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string SelectAll =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member WHERE draw = $1 AND number > $2 "
        + "ORDER BY number LIMIT $3";

    private const string SelectDrawn =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member WHERE draw = $1 AND number > $2 AND drawn_by > 0 "
        + "ORDER BY number LIMIT $3";

    private const string SelectOne =
        $"SELECT {SelectionRows.AllColumns} FROM selection_member WHERE draw = $1 AND referent = $2";

    private const string Update =
        "UPDATE selection_member SET opening = $3, episode = $4 WHERE draw = $1 AND number = $2 AND opening IS NULL";

    public async Task Keep(string draw, IReadOnlyList<DrawnMember> members, CancellationToken cancellation)
    {
        SelectionRows.CheckKeep(members);
        if (members.Count == 0)
            return;

        DrawnMember[] rows = [.. members];
        await database.Run(
            (connection, stop) => connection.Command(Insert)
                .With(draw)
                .With(Array.ConvertAll(rows, row => row.Number))
                .With(Array.ConvertAll(rows, row => row.Member.Referent.ToString()))
                .With(Array.ConvertAll(rows, row => row.Member.Stratum))
                .With(Array.ConvertAll(rows, row => row.Member.Points))
                .With(Array.ConvertAll(rows, row => row.Member.WaitingSince?.DayNumber))
                .With(Array.ConvertAll(rows, row => row.Risk.Of))
                .With(Array.ConvertAll(rows, row => row.Risk.Among))
                .With(Array.ConvertAll(rows, row => row.Random.Of))
                .With(Array.ConvertAll(rows, row => row.Random.Among))
                .With(Array.ConvertAll(rows, row => row.Signal.Of))
                .With(Array.ConvertAll(rows, row => row.Signal.Among))
                .With(Array.ConvertAll(rows, row => (int)row.By))
                .Execute(stop),
            cancellation);
    }

    public Task<ImmutableArray<SelectionRow>> Rows(
        string draw, int afterNumber, int limit, bool onlyDrawn, CancellationToken cancellation)
    {
        SelectionRows.CheckPage(limit);
        return database.Run(
            (connection, stop) => connection.Command(onlyDrawn ? SelectDrawn : SelectAll)
                .With(draw).With(afterNumber).With(limit).All(SelectionRows.Of, stop),
            cancellation);
    }

    public Task<SelectionRow?> Row(string draw, ReferentId referent, CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) => (await connection.Command(SelectOne)
                .With(draw).With(referent.ToString()).All(SelectionRows.Of, stop)).FirstOrDefault(),
            cancellation);

    public Task Follow(
        string draw, int number, CheckOpening opening, EscalationId? escalation, CancellationToken cancellation) =>
        database.Run(
            (connection, stop) => connection.Command(Update)
                .With(draw).With(number).With((int)opening).With(escalation?.Episode).Execute(stop),
            cancellation);
}
