using Supervision.Log;
using Supervision.Referents;
using static Supervision.Sql.Tests.Referents.SampleFlushes;

namespace Supervision.Sql.Tests.Referents;

public abstract partial class ReferentStoreConformance
{
    [Fact]
    public async Task Is_emptied_of_what_can_be_folded_again_and_keeps_what_was_told()
    {
        List<ReferentFlush> rows = [.. Population(60, new Random(2)).Select((row, index) => row with
        {
            Changes = [Change(index + 1, 5)],
            Outbox = [Item(index + 1, 5)],
            Quarantined = [Quarantined(100 + index, index + 1)],
        })];
        await _store.Flush(rows, None);
        await _store.SaveCheckpoint(1, 900, None);
        await _store.SaveCheckpoint(2, 3, None);
        var query = Query(ReferentSort.PointsDescending) with { Search = "noord" };
        var (all, found) = (await _views.List(Query(ReferentSort.Id), None), await _views.List(query, None));
        var (changes, outbox) = (await _views.Changes(0, null, 100, None), await Outbox(1, 100));
        Assert.NotEmpty(found.Items);

        await Folded(_store).Clear(
            [.. Enumerable.Range(0, 4).Select(partition => new LogHead(partition, partition * 10, []))], None);

        Assert.Null(await _store.Load(Id(1), None));
        Assert.Empty((await _views.List(Query(ReferentSort.Id), None)).Items);
        Assert.Empty((await _views.List(query, None)).Items);
        Assert.Equal(0, (await _views.Counts(None)).Referents);
        Assert.Empty(await _views.Quarantined(null, null, null, 10, None));
        Assert.Equal(
            ["0-0", "1-10", "2-20", "3-30"], (await _views.FlushedTo(None)).Select(position => position.ToString()));

        Assert.Empty(await _store.Flush(rows, None));
        Assert.Equal(all.Items.AsEnumerable(), (await _views.List(Query(ReferentSort.Id), None)).Items);
        Assert.Equal(found.Items.AsEnumerable(), (await _views.List(query, None)).Items);
        Assert.Equal(60, (await _views.Counts(None)).Quarantined);
        Assert.Equal(changes.AsEnumerable(), await _views.Changes(0, null, 100, None));
        Assert.Equal(outbox, await Outbox(1, 100));
    }
}
