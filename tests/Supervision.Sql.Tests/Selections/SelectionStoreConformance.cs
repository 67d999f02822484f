using System.Globalization;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Selections;

namespace Supervision.Sql.Tests.Selections;

/// <summary>What every store of draws does, whatever it stands on.</summary>
public abstract class SelectionStoreConformance : IDisposable
{
    private const string Draw = "0195d1";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Seed = 7.ToString("x64", CultureInfo.InvariantCulture);
    private static readonly SelectionPlan Plan = new(
        new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1), 120, ChannelShares.Default, Strata.Sector, CheckKind.Visit);

    private readonly ISelectionStore _store;

    protected SelectionStoreConformance() => _store = Create();

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new and empty store.</summary>
    protected abstract ISelectionStore Create();

    protected abstract void Close();

    [Fact]
    public async Task Gives_back_what_was_put_down_page_by_page()
    {
        var members = await Put(Draw, 1_200);

        Assert.Equal(members, await StoredDraw.Members(_store, Draw, None));
        var page = await _store.Rows(Draw, 700, 50, onlyDrawn: false, None);
        Assert.Equal(Enumerable.Range(701, 50), page.Select(row => row.Member.Number));
        var drawn = await StoredDraw.Drawn(_store, Draw, None);
        Assert.Equal(members.Where(member => member.By != DrawnBy.Nothing), drawn.Select(row => row.Member));
        Assert.Empty(await _store.Rows("another", 0, 50, onlyDrawn: false, None));
    }

    [Fact]
    public async Task Finds_one_referent()
    {
        var members = await Put(Draw, 30);

        Assert.Equal(new SelectionRow(members[4]), await _store.Row(Draw, members[4].Member.Referent, None));
        Assert.Null(await _store.Row(Draw, ReferentId.Parse("kvk:1"), None));
        Assert.Null(await _store.Row("another", members[4].Member.Referent, None));
    }

    [Fact]
    public async Task Keeps_what_first_became_of_a_check()
    {
        var members = await Put(Draw, 30);
        var escalation = new EscalationId(members[0].Member.Referent, 3);
        await _store.Follow(Draw, 1, CheckOpening.Opened, escalation, None);
        await _store.Follow(Draw, 1, CheckOpening.Joined, escalation with { Episode = 4 }, None);
        await _store.Follow(Draw, 2, CheckOpening.Withheld, null, None);

        Assert.Equal(
            [
                new SelectionRow(members[0], CheckOpening.Opened, escalation),
                new SelectionRow(members[1], CheckOpening.Withheld), new SelectionRow(members[2]),
            ],
            (await _store.Rows(Draw, 0, 3, onlyDrawn: false, None)).AsEnumerable());
    }

    [Fact]
    public async Task Takes_no_row_twice_and_no_more_than_its_limits()
    {
        var members = await Put(Draw, 10);

        await Assert.ThrowsAnyAsync<Exception>(() => _store.Keep(Draw, [members[3]], None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _store.Keep(Draw, [.. Enumerable.Repeat(members[0], 501)], None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _store.Rows(Draw, 0, 5_001, onlyDrawn: false, None));
        Assert.Equal(members, await StoredDraw.Members(_store, Draw, None));
    }

    /// <summary>The hashes are written out, so every store gives the list that every other gives.</summary>
    [Fact]
    public async Task Gives_the_same_list_from_the_same_seed_as_every_other_store()
    {
        await Put(Draw, 1_200);
        var stored = await StoredDraw.Members(_store, Draw, None);
        var selection = new Selection(
            "selection-1", 1, Plan, SelectionState.Drawn, "user:s", "Reason.", default, Seed: Seed,
            Drawn: new SelectionDrawn(
                "selection-1", Draw, default, 1_200, "all-",
                "sha256:d5179c091b0283d9f120de3864c1e06b06995c0bf21b6495c80f21b937e6c662",
                "sha256:d7f62197480324f6d0615048125c994802f6fc94743f5705c84cc295e087eac3",
                "sha256:a3f1f0dd8eca9332ea2c85c7405d18c5743a22806a61950b7b3b94198b9fc859",
                new ChannelCounts(60, 30, 30), 119, [], new ModelStep("user:l", [], "Drawn."), "sha256:4"));

        Assert.Equal(new Redraw(1_200, stored.Count(member => member.By != DrawnBy.Nothing), true, true, true),
            Redraw.Of(selection, stored));
    }

    private async Task<List<DrawnMember>> Put(string draw, int count)
    {
        var population = Enumerable.Range(1, count).Select(number => new PopulationMember(
            ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{number * 7919 % 1_000_003:0000000}")),
            number % 3 == 0 ? "G" : "J",
            number % 5 == 0 ? null : number * 7 % 61,
            number % 13 == 0 ? new DateOnly(2026, 1, 1).AddDays(number % 29) : null));
        var members = SelectionDraw.Of(Plan, Seed, [.. population], null).Draw!.Members;
        foreach (var rows in members.Chunk(SelectionLimits.KeepMax))
            await _store.Keep(draw, rows, None);
        return [.. members];
    }
}
