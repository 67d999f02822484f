using Supervision.Log;
using Supervision.Referents;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

/// <summary>What every referent store does, whatever it stands on.</summary>
public abstract partial class ReferentStoreConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IReferentStore _store;
    private readonly IReferentViews _views;

    protected ReferentStoreConformance() => (_store, _views) = Create(4);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new and empty store.</summary>
    protected abstract (IReferentStore Store, IReferentViews Views) Create(int partitionCount);

    /// <summary>Through what it is emptied, which may need other rights than storing.</summary>
    protected virtual IFoldedStore Folded(IReferentStore store) => (IFoldedStore)store;

    protected abstract void Close();

    [Fact]
    public async Task Gives_back_a_snapshot_and_nothing_for_a_stranger()
    {
        await _store.Flush([One(1, 7, state: 9)], None);

        var snapshot = await _store.Load(Id(1), None);

        Assert.Equal(7, snapshot!.Offset);
        Assert.Equal([9, 7], snapshot.State.ToArray());
        Assert.Null(await _store.Load(Id(2), None));
    }

    [Fact]
    public async Task Gives_back_the_snapshots_of_many_and_leaves_strangers_out()
    {
        await _store.Flush([One(1, 7, state: 9), One(3, 8, state: 4)], None);

        var snapshots = await _store.LoadAll([Id(1), Id(2), Id(3)], None);

        Assert.Equal(2, snapshots.Count);
        foreach (var number in new[] { 1, 3 })
        {
            var one = await _store.Load(Id(number), None);
            Assert.Equal((one!.Offset, one.AsOf), (snapshots[Id(number)].Offset, snapshots[Id(number)].AsOf));
            Assert.Equal(one.State.ToArray(), snapshots[Id(number)].State.ToArray());
        }

        Assert.Empty(await _store.LoadAll([], None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.LoadAll(
            [.. Enumerable.Range(0, StoreLimits.LoadMax + 1).Select(Id)], None));
    }

    [Fact]
    public async Task Lists_every_column_of_a_row_as_it_was_flushed()
    {
        var given = Population(40, new Random(7));
        await _store.Flush(given, None);

        var page = await _views.List(Query(ReferentSort.Id), None);

        Assert.Equal(
            given.Select(row => new ReferentListRow(
                row.Referent, new LogPosition(row.Partition, row.Snapshot.Offset), row.Register, row.Risk)),
            page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Replaces_a_row_by_a_later_one_with_its_name()
    {
        var later = One(1, 8, points: 20) with { Register = One(1, 8).Register with { DisplayName = "Later" } };
        await _store.Flush([One(1, 7) with { Register = later.Register with { DisplayName = "Before" } }], None);
        await _store.Flush([later], None);

        Assert.Equal(20, Assert.Single((await _views.List(Query(ReferentSort.Id), None)).Items).Risk.Points);
        Assert.Single((await _views.List(Query(ReferentSort.Id) with { Search = "later" }, None)).Items);
        Assert.Empty((await _views.List(Query(ReferentSort.Id) with { Search = "before" }, None)).Items);
    }

    [Theory]
    [InlineData(6, 60)] // An older offset, however much later its time.
    [InlineData(7, 29)] // The same offset at an earlier moment.
    [InlineData(7, 30)] // The same flush again.
    public async Task Drops_a_flush_that_is_not_later_with_all_that_came_with_it(long offset, int minutes)
    {
        await _store.Flush([One(1, 7, minutes: 30, points: 10)], None);
        var lost = await _store.Flush(
            [
                One(1, offset, minutes, points: 99, state: 99) with
                {
                    Changes = [Change(1, offset, minutes)],
                    Outbox = [Item(1, offset)],
                    Quarantined = [Quarantined(offset)],
                },
                One(2, 1),
            ],
            None);

        // What is stored already has not lost, it is only told again.
        Same((offset, minutes) == (7, 30) ? [] : [Id(1)], lost);
        Assert.Equal([1, 7], (await _store.Load(Id(1), None))!.State.ToArray());
        Assert.Equal([10, 10], (await _views.List(Query(ReferentSort.Id), None)).Items.Select(row => row.Risk.Points));
        Assert.Empty(await _views.Changes(0, null, 10, None));
        Assert.Empty(await Outbox(1, 10));
        Assert.Empty(await _views.Quarantined(null, null, null, 10, None));
    }

    [Fact]
    public async Task Takes_a_later_moment_at_the_same_offset()
    {
        await _store.Flush([One(1, 7, minutes: 30)], None);
        await _store.Flush([One(1, 7, minutes: 31, points: 12) with { Changes = [Change(1, 7, 31)] }], None);

        Assert.Equal(12, Assert.Single((await _views.List(Query(ReferentSort.Id), None)).Items).Risk.Points);
        Assert.Single(await _views.Changes(0, null, 10, None));
    }

    [Fact]
    public async Task Numbers_changes_in_the_order_of_storing_and_stores_each_once()
    {
        await _store.Flush([One(1, 5) with { Changes = [Change(1, 4), Change(1, 5)] }], None);
        await _store.Flush(
            [
                One(2, 6) with { Changes = [Change(2, 6)] },
                One(1, 7) with { Changes = [Change(1, 5), Change(1, 7)] },
            ],
            None);

        var all = await _views.Changes(0, null, 10, None);
        var page = await _views.Changes(all[0].Sequence, null, 2, None);

        Assert.Equal([4L, 5, 6, 7], all.Select(change => change.Position.Offset));
        Assert.Equal(all.Select(change => change.Sequence).Order(), all.Select(change => change.Sequence));
        Assert.Equal(4, all.Select(change => change.Sequence).Distinct().Count());
        Assert.Equal(Change(1, 4) with { Sequence = all[0].Sequence }, all[0]);
        Same(all[1..3], page);
        Same([all[2]], await _views.Changes(0, Id(2), 10, None));
        Assert.Equal(all[3].Sequence, await _views.LastChange(None));
        Same([all[3]], await _views.Changes(all[1].Sequence, Id(1), 10, None));
    }

    [Fact]
    public async Task Tells_a_change_that_time_made_from_one_that_an_event_made()
    {
        await _store.Flush(
            [One(1, 5) with { Changes = [Change(1, 5) with { Cause = null, ModelHash = null }] }], None);

        var change = Assert.Single(await _views.Changes(0, null, 10, None));

        Assert.Null(change.Cause);
        Assert.Null(change.ModelHash);
    }

    [Fact]
    public async Task Ends_a_wait_for_a_change_when_one_is_stored()
    {
        var wait = _views.WaitForChange(0, None);
        await _store.Flush([One(1, 5)], None);
        Assert.False(wait.IsCompleted);

        await _store.Flush([One(1, 6) with { Changes = [Change(1, 6)] }], None);

        await wait.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(_views.WaitForChange(0, None).IsCompleted);
        Assert.False(_views.WaitForChange((await _views.Changes(0, null, 1, None))[0].Sequence, None).IsCompleted);
    }

    [Fact]
    public async Task Offers_an_item_until_it_is_done_and_never_again()
    {
        await _store.Flush([One(1, 5) with { Outbox = [Item(1, 4), Item(1, 5), Item(1, 5, "other")] }], None);
        await _store.Done(Item(1, 5), Monday, None);
        await _store.Flush([One(1, 6) with { Outbox = [Item(1, 5), Item(1, 4), Item(1, 6)] }], None);

        Same([Item(1, 4), Item(1, 5, "other"), Item(1, 6)], await Outbox(1, 10));
        Same([Item(1, 4)], await Outbox(1, 1));
        Assert.Empty(await Outbox(2, 10));
    }

    [Fact]
    public async Task Keeps_offering_an_item_that_is_held_with_the_reason()
    {
        await _store.Flush([One(1, 5) with { Outbox = [Item(1, 4), Item(1, 5)] }], None);
        await _store.Hold(Item(1, 4), "more cases than the window allows", None);

        Same(
            [Item(1, 4) with { HeldBecause = "more cases than the window allows" }, Item(1, 5)],
            await Outbox(1, 10));
        var counts = await _views.Counts(None);
        Assert.Equal((1, 1), (counts.OutboxWaiting, counts.OutboxHeld));

        await _store.Done(Item(1, 4), Monday, None);
        await _store.Hold(Item(1, 4), "too late", None);
        Same([Item(1, 5)], await Outbox(1, 10));
    }

    [Fact]
    public async Task Keeps_what_could_not_be_folded_where_it_can_be_seen()
    {
        await _store.Flush([One(1, 5) with { Quarantined = [Quarantined(4), Quarantined(5)] }], None);
        await _store.Flush(
            [
                One(2, 6) with { Quarantined = [Quarantined(6, 2)] },
                One(1, 7) with { Quarantined = [Quarantined(5)] },
            ],
            None);

        Same(
            [Quarantined(4), Quarantined(5), Quarantined(6, 2)], await _views.Quarantined(null, null, null, 10, None));
        Same([Quarantined(6, 2)], await _views.Quarantined(Id(2), null, null, 10, None));
        Same([Quarantined(5)], await _views.Quarantined(null, null, new LogPosition(1, 4), 1, None));
        Assert.Equal(3, (await _views.Counts(None)).Quarantined);
    }

    [Fact]
    public async Task Goes_on_after_an_item_so_that_held_ones_are_in_nobodys_way()
    {
        await _store.Flush([One(1, 5) with { Outbox = [Item(1, 4), Item(1, 5)] }], None);
        await _store.Flush([One(2, 6) with { Outbox = [Item(2, 6)] }], None);
        await _store.Hold(Item(1, 4), "more cases than the window allows", None);

        var first = Assert.Single(await _store.Outbox(1, 0, 1, None));
        var rest = await _store.Outbox(1, first.Number, 10, None);

        Assert.Equal([5L, 6], rest.Select(item => item.Position.Offset));
        Assert.True(first.Number < rest[0].Number && rest[0].Number < rest[1].Number);
        Assert.Empty(await _store.Outbox(1, rest[1].Number, 10, None));
    }

    [Fact]
    public async Task Forgets_what_was_done_before_a_moment_a_bounded_number_at_a_time()
    {
        await _store.Flush(
            [One(1, 9) with { Outbox = [Item(1, 5), Item(1, 6), Item(1, 7), Item(1, 8), Item(1, 9)] }], None);
        foreach (var (offset, day) in ((long, int)[])[(5, 0), (6, 1), (7, 2), (8, 3)])
            await _store.Done(Item(1, offset), Monday.AddDays(day), None);

        Assert.Equal(0, await _store.ForgetDone(1, Monday, 10, None));
        Assert.Equal(0, await _store.ForgetDone(2, Monday.AddDays(3), 10, None));
        Assert.Equal(2, await _store.ForgetDone(1, Monday.AddDays(3), 2, None));
        Assert.Equal(1, await _store.ForgetDone(1, Monday.AddDays(3), 2, None));
        Same([Item(1, 9)], await Outbox(1, 10));

        // The one that was kept is known as done; the forgotten ones are not known at all.
        await _store.Flush([One(1, 10) with { Outbox = [Item(1, 8), Item(1, 5)] }], None);
        Same([Item(1, 9), Item(1, 5)], await Outbox(1, 10));
    }

    [Fact]
    public async Task Narrows_what_is_in_quarantine_by_code()
    {
        await _store.Flush([One(1, 5) with { Quarantined = [Quarantined(4), Quarantined(5, code: "other")] }], None);
        await _store.Flush([One(2, 6) with { Quarantined = [Quarantined(6, 2, "other")] }], None);

        Same(
            [Quarantined(5, code: "other"), Quarantined(6, 2, "other")],
            await _views.Quarantined(null, "other", null, 10, None));
        Same([Quarantined(5, code: "other")], await _views.Quarantined(Id(1), "other", null, 10, None));
        Same([Quarantined(6, 2, "other")], await _views.Quarantined(null, "other", new LogPosition(1, 5), 10, None));
        Assert.Empty(await _views.Quarantined(null, "nothing-of-the-kind", null, 10, None));
    }

    [Fact]
    public async Task Shows_a_referent_only_once_it_has_facts()
    {
        var hidden = One(1, 5) with { HasFacts = false, Quarantined = [Quarantined(5)] };
        hidden = hidden with { Risk = hidden.Risk with { DueOn = new DateOnly(2026, 3, 1) } };
        await _store.Flush([hidden, One(2, 1)], None);
        await _store.Flush([hidden with { Snapshot = One(1, 6).Snapshot }], None);

        Assert.Equal(6, (await _store.Load(Id(1), None))!.Offset);
        Assert.Equal([Id(2)], (await _views.List(Query(ReferentSort.Id), None)).Items.Select(row => row.Referent));
        Assert.Empty((await _views.List(Query(ReferentSort.Id) with { Search = "99000001" }, None)).Items);
        Assert.Empty(await _store.Due(1, new DateOnly(2026, 3, 10), "hash-1", 10, None));
        Assert.Equal((1, 1), await Counted());
        Same([Quarantined(5)], await _views.Quarantined(Id(1), null, null, 10, None));

        await _store.Flush([One(1, 7, points: 20)], None);

        Assert.Equal([20, 10], (await _views.List(Query(ReferentSort.Id), None)).Items.Select(row => row.Risk.Points));
        Assert.Single((await _views.List(Query(ReferentSort.Id) with { Search = "99000001" }, None)).Items);
        Assert.Equal((2, 1), await Counted());

        async Task<(int, int)> Counted()
        {
            var counts = await _views.Counts(None);
            Assert.Equal(counts.Referents, counts.Levels.Sum(level => level.Count));
            return (counts.Referents, counts.Quarantined);
        }
    }

    [Fact]
    public async Task Moves_a_checkpoint_forward_and_never_back()
    {
        Assert.Equal(0, await _store.Checkpoint(2, None));
        await _store.SaveCheckpoint(2, 50, None);
        await _store.SaveCheckpoint(2, 40, None);

        Assert.Equal(50, await _store.Checkpoint(2, None));
        Assert.Equal(0, await _store.Checkpoint(1, None));
        Assert.Equal(
            ["0-0", "1-0", "2-50", "3-0"],
            (await _views.List(Query(ReferentSort.Id), None)).FlushedTo.Select(position => position.ToString()));
        Same((await _views.List(Query(ReferentSort.Id), None)).FlushedTo, await _views.FlushedTo(None));
    }

    [Fact]
    public async Task Refuses_slices_and_pages_above_its_limits()
    {
        var slice = Enumerable.Range(1, StoreLimits.FlushMax + 1).Select(number => One(number, 1)).ToList();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.Flush(slice, None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.Flush([One(1, 1), One(1, 2)], None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _views.List(Query(ReferentSort.Id) with { PageSize = StoreLimits.PageMax + 1 }, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.Outbox(0, 0, 0, None));
    }

    // As they were given: the number is the store's.
    private async Task<IEnumerable<OutboxItem>> Outbox(int partition, int limit) =>
        (await _store.Outbox(partition, 0, limit, None)).Select(item => item with { Number = 0 });

    private static ReferentQuery Query(ReferentSort sort) => new(null, null, null, null, null, null, sort, null, 100);

    // Two arrays of equal content are not equal; two sequences are.
    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);
}
