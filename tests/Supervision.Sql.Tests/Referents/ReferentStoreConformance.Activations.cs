using Supervision.Referents;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

public abstract partial class ReferentStoreConformance
{
    [Fact]
    public async Task Loads_a_snapshot_with_the_moment_that_it_was_stored_for()
    {
        await _store.Flush([One(1, 7, minutes: 12)], None);

        Assert.Equal(Monday.AddMinutes(12), (await _store.Load(Id(1), None))!.AsOf);
    }

    [Fact]
    public async Task Lets_one_activation_go_on_and_on()
    {
        Assert.Empty(await _store.Flush([By("a", null, One(1, 5, minutes: 1))], None));
        Assert.Empty(await _store.Flush([By("a", null, One(1, 5, minutes: 1))], None));
        Assert.Empty(await _store.Flush([By("a", null, One(1, 6, minutes: 2))], None));

        Assert.Equal(6, (await _store.Load(Id(1), None))!.Offset);
    }

    [Fact]
    public async Task Stores_the_changes_of_one_of_two_activations_that_folded_the_same_event()
    {
        await _store.Flush([One(1, 3)], None);
        var found = await _store.Load(Id(1), None);

        Assert.Empty(await _store.Flush(
            [By("a", found, One(1, 5, minutes: 1)) with { Changes = [Change(1, 5, minutes: 1)] }], None));
        var lost = await _store.Flush(
            [
                By("b", found, One(1, 6, minutes: 2)) with
                {
                    Changes = [Change(1, 5, minutes: 2)],
                    Outbox = [Item(1, 6)],
                    Quarantined = [Quarantined(6)],
                },
                By("b", null, One(2, 6)),
            ],
            None);

        Same([Id(1)], lost);
        Assert.Equal(5, (await _store.Load(Id(1), None))!.Offset);
        Assert.Equal(6, (await _store.Load(Id(2), None))!.Offset);
        Assert.Equal(Monday.AddMinutes(1), Assert.Single(await _views.Changes(0, null, 10, None)).At);
        Assert.Empty(await _store.Outbox(1, 0, 10, None));
        Assert.Equal(0, (await _views.Counts(None)).Quarantined);
    }

    [Fact]
    public async Task Takes_the_loser_again_once_it_has_begun_from_what_is_stored()
    {
        await _store.Flush([By("a", null, One(1, 5, minutes: 1))], None);
        Same([Id(1)], await _store.Flush([By("b", null, One(1, 6, minutes: 2))], None));

        var found = await _store.Load(Id(1), None);
        Assert.Empty(await _store.Flush([By("c", found, One(1, 6, minutes: 3))], None));
        Same([Id(1)], await _store.Flush([By("a", null, One(1, 9, minutes: 9))], None));

        Assert.Equal(6, (await _store.Load(Id(1), None))!.Offset);
    }

    [Fact]
    public async Task Does_not_take_two_activations_at_the_same_offset_and_moment_for_one()
    {
        await _store.Flush([By("a", null, One(1, 5, minutes: 1))], None);

        Same([Id(1)], await _store.Flush([By("b", null, One(1, 5, minutes: 1))], None));
    }

    private static ReferentFlush By(string activation, ReferentSnapshot? found, ReferentFlush flush) =>
        flush with { Origin = new FlushOrigin(activation, found?.Offset ?? 0, found?.AsOf ?? default) };
}
