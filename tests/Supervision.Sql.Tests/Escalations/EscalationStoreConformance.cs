using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Tests.Referents;

namespace Supervision.Sql.Tests.Escalations;

/// <summary>What every store of the list of escalations does, whatever it stands on.</summary>
public abstract class EscalationStoreConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Monday = SampleFlushes.Monday;
    private static readonly EscalationQuery All = new(null, null, null, null, null, null, null, 500);

    private readonly IEscalationStore _store;
    private readonly IEscalationViews _views;

    protected EscalationStoreConformance() => (_store, _views) = Create();

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new and empty store.</summary>
    protected abstract (IEscalationStore Store, IEscalationViews Views) Create();

    protected abstract void Close();

    [Fact]
    public async Task Gives_back_every_column_and_the_last_episode_of_a_referent()
    {
        var rows = Population(60, new Random(5));
        await _store.Save(rows, None);

        Assert.Equal(InOrder(rows), (await _views.List(All, None)).Items.AsEnumerable());
        foreach (var group in rows.GroupBy(row => row.Id.Referent))
            Assert.Equal(group.MaxBy(row => row.Id.Episode), await _store.Last(group.Key, None));
        Assert.Null(await _store.Last(SampleFlushes.Id(999), None));
    }

    [Fact]
    public async Task Counts_what_is_open_and_what_people_have()
    {
        var rows = Population(200, new Random(11));
        await _store.Save(rows, None);
        var open = rows.Where(row => row.ClosedAt is null).ToList();

        var held = await _views.Held([Assignees[0], Assignees[2], "nobody"], None);
        Assert.Equal(
            open.Where(row => row.Assignee is "a.bakker" or "p.visser").GroupBy(row => row.Assignee!)
                .ToDictionary(same => same.Key, same => same.Count()),
            held.ToDictionary());
        var now = Monday.AddDays(4);
        var counts = await _views.Count(now, None);
        Assert.Equal(open.Count, counts.Sum(count => count.Count));
        Assert.Equal(counts.Length, counts.DistinctBy(count => (count.State, count.IsFree, count.Overdue)).Count());
        Assert.All(counts, count => Assert.Equal(count.Count, open.Count(row =>
            row.State == count.State && row.Assignee is null == count.IsFree
            && row.IsOverdueAt(now) == count.Overdue)));
    }

    [Fact]
    public async Task Counts_second_readings_by_both_judgements()
    {
        var rows = Population(200, new Random(13));
        await _store.Save(rows, None);

        Assert.Equal(
            rows.Where(row => row.Reading is not null)
                .GroupBy(row => (State: row.Reading!.Value, First: row.FirstJudgement!.Value, row.SecondJudgement))
                .Select(same => new SecondReadingCount(
                    same.Key.State, same.Key.First, same.Key.SecondJudgement, same.Count()))
                .OrderBy(count => (count.State, count.First, count.Second)),
            await _views.Readings(None));
    }

    [Fact]
    public async Task Gives_what_is_due_first_page_by_page()
    {
        var rows = Population(200, new Random(12));
        await _store.Save(rows, None);
        var read = new List<EscalationId>();
        EscalationCursor? after = null;
        while (await _views.Due(["m.jansen", "p.visser"], after, 7, None) is { IsEmpty: false } page)
        {
            read.AddRange(page.Select(row => row.Id));
            after = new EscalationCursor(page[^1].NextDueAt!.Value, page[^1].Id);
        }

        Assert.Equal(
            rows.Where(row => row.NextDueAt is not null && row.Assignee is "m.jansen" or "p.visser"
                    && row.NextDueAt is not null)
                .OrderBy(row => row.NextDueAt)
                .ThenBy(row => row.Id.Referent.ToString(), StringComparer.Ordinal)
                .ThenBy(row => row.Id.Episode)
                .Select(row => row.Id),
            read);
    }

    [Fact]
    public async Task Gives_the_last_episodes_of_several_referents_at_once()
    {
        var rows = Population(150, new Random(8));
        await _store.Save(rows, None);
        var asked = Enumerable.Range(50, 30).Select(SampleFlushes.Id).ToList();

        var expected = rows.Where(row => asked.Contains(row.Id.Referent))
            .GroupBy(row => row.Id.Referent).Select(same => same.MaxBy(row => row.Id.Episode)!);
        Assert.Equal(InOrder(expected), InOrder(await _views.LastOf(asked, None)));
        Assert.Empty(await _views.LastOf([], None));
    }

    [Theory]
    [InlineData(4)] // Older.
    [InlineData(5)] // The same position again.
    public async Task Keeps_a_row_against_one_that_is_not_later(long offset)
    {
        var row = Population(1, new Random(1))[0] with { Position = new LogPosition(1, 5), Notes = 5 };
        await _store.Save([row], None);
        await _store.Save([row with { Position = new LogPosition(1, offset), Notes = 9 }], None);
        Assert.Equal(row, await _store.Last(row.Id.Referent, None));

        var later = row with { Position = new LogPosition(1, 6), Notes = 9, Assignee = "m.jansen" };
        await _store.Save([later], None);
        Assert.Equal(later, await _store.Last(row.Id.Referent, None));
    }

    [Fact]
    public async Task Lists_the_same_as_a_naive_search_for_every_filter()
    {
        var chance = new Random(6);
        var rows = Population(200, chance);
        await _store.Save(rows, None);

        for (var i = 0; i < 150; i++)
        {
            var query = new EscalationQuery(
                chance.Next(3) > 0 ? null : (EscalationState)chance.Next(StatesMax),
                chance.Next(3) > 0 ? null : chance.Next(2) == 0,
                chance.Next(3) > 0 ? null : Assignees[chance.Next(Assignees.Length)],
                chance.Next(6) > 0 ? null : SampleFlushes.Id(chance.Next(1, 60)),
                chance.Next(3) > 0 ? null : Monday.AddHours(chance.Next(40)),
                chance.Next(3) > 0 ? null : Monday.AddHours(chance.Next(40)),
                null,
                chance.Next(1, 50),
                chance.Next(3) > 0 ? null : chance.Next(2) == 0,
                Day(),
                Day(),
                Day(),
                Day(),
                Day(),
                Day(),
                chance.Next(4) > 0 ? null : (SecondReadingState)chance.Next(5),
                chance.Next(4) > 0 ? null : Assignees[chance.Next(Assignees.Length)],
                Monday.AddDays(chance.Next(9)));
            var expected = InOrder(rows.Where(row => Matches(row, query))).Select(row => row.Id).ToList();
            Assert.Equal(expected, await Read(query));
        }

        DateTimeOffset? Day() => chance.Next(4) > 0 ? null : Monday.AddDays(chance.Next(9));
    }

    [Fact]
    public async Task Is_emptied_to_be_folded_again()
    {
        var rows = Population(20, new Random(9));
        await _store.Save(rows, None);

        await ((IFoldedStore)_store).Clear([], None);

        Assert.Empty((await _views.List(All, None)).Items);
        Assert.Null(await _store.Last(rows[0].Id.Referent, None));
        await _store.Save(rows, None);
        Assert.Equal(InOrder(rows), (await _views.List(All, None)).Items.AsEnumerable());
    }

    private const int StatesMax = 11;

    private static readonly string[] Assignees = ["a.bakker", "m.jansen", "p.visser"];

    private static List<EscalationRow> Population(int count, Random chance) =>
        [.. Enumerable.Range(0, count).Select(number => new EscalationRow(
            new EscalationId(SampleFlushes.Id(1 + number % 60), 1 + number / 60),
            new LogPosition(1, 1 + number),
            (EscalationState)chance.Next(StatesMax),
            (EscalationGround)chance.Next(4),
            (RiskLevel)chance.Next(5),
            chance.Next(100),
            Monday.AddHours(chance.Next(40)),
            Monday.AddDays(14),
            chance.Next(2) == 0,
            chance.Next(3) == 0 ? null : Assignees[chance.Next(Assignees.Length)],
            chance.Next(5),
            chance.Next(2) == 0 ? null : (EscalationOutcome)chance.Next(4),
            chance.Next(2) == 0 ? null : Monday.AddDays(chance.Next(9)),
            chance.Next(2) == 0,
            chance.Next(2) == 0 ? "" : $"[{number}]",
            chance.Next(2) == 0 ? null : Monday.AddDays(chance.Next(9)),
            chance.Next(2) == 0 ? null : Monday.AddDays(chance.Next(9)),
            chance.Next(2) == 0 ? null : (SecondReadingState)chance.Next(5),
            (Judgement)chance.Next(3),
            chance.Next(2) == 0 ? null : (Judgement)chance.Next(3),
            chance.Next(2) == 0 ? null : Monday.AddDays(chance.Next(9))))];

    private static IEnumerable<EscalationRow> InOrder(IEnumerable<EscalationRow> rows) =>
        rows.OrderBy(row => row.OpenedAt)
            .ThenBy(row => row.Id.Referent.ToString(), StringComparer.Ordinal)
            .ThenBy(row => row.Id.Episode);

    private static bool Matches(EscalationRow row, EscalationQuery query) =>
        (query.State ?? row.State) == row.State
        && (query.Overdue is null || query.Overdue == row.IsOverdueAt(query.Now))
        && (query.Assignee ?? row.Assignee) == row.Assignee
        && (query.Referent ?? row.Id.Referent) == row.Id.Referent
        && (query.OpenedFrom ?? DateTimeOffset.MinValue) <= row.OpenedAt
        && (query.OpenedBefore ?? DateTimeOffset.MaxValue) > row.OpenedAt
        && (query.Free is null || query.Free == (row.Assignee is null && row.ClosedAt is null))
        && (query.DueBefore is null || row.NextDueAt < query.DueBefore)
        && (query.DueFrom is null || row.NextDueAt >= query.DueFrom)
        && (query.ClosedFrom is null || row.ClosedAt >= query.ClosedFrom)
        && (query.ClosedBefore is null || row.ClosedAt < query.ClosedBefore)
        && (query.SnoozedFrom is null || row.SnoozedUntil >= query.SnoozedFrom)
        && (query.SnoozedBefore is null || row.SnoozedUntil < query.SnoozedBefore)
        && (query.Reading ?? row.Reading) == row.Reading
        && (query.UnreadOf is null || row.Reading != SecondReadingState.Awaited || row.Assignee == query.UnreadOf);

    private async Task<List<EscalationId>> Read(EscalationQuery query)
    {
        var read = new List<EscalationId>();
        while (true)
        {
            var page = await _views.List(query, None);
            read.AddRange(page.Items.Select(row => row.Id));
            if (page.Next is null)
                return read;
            Assert.Equal(query.PageSize, page.Items.Length);
            query = query with { Cursor = page.Next };
        }
    }
}
