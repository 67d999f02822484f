using System.Text;
using System.Text.Json;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Referents;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Referents;

[Collection(nameof(SharedCluster))]
public sealed class A_fact_that_was_wrong(SharedCluster shared)
{
    private readonly TestCluster _cluster = shared.Cluster;

    [Fact]
    public async Task Counts_no_more_once_retracted()
    {
        var referent = Sample.Referent("retracted");
        await _cluster.AppendChanges(referent, 2);
        Assert.Equal(RiskLevel.Medium, (await _cluster.Risk(referent)).Score.Level);

        await _cluster.Append(
            referent, "retraction",
            new FactRetracted(Sample.Source, $"{referent}/change-0", CorrectionReason.RegisteredTwice));

        Assert.Equal(RiskLevel.Low, (await _cluster.Risk(referent)).Score.Level);
    }

    [Fact]
    public async Task Counts_as_corrected()
    {
        var referent = Sample.Referent("corrected");
        var due = DateOnly.FromDateTime(_cluster.World.Now.UtcDateTime).AddDays(-3);
        await _cluster.Append(referent, "request", new InformationRequested("request-1", due));
        Assert.Equal(RiskLevel.High, (await _cluster.Risk(referent)).Score.Level);

        var data = JsonDocument.Parse($$"""{"requestId":"request-1","dueOn":"{{due.AddDays(30):yyyy-MM-dd}}"}""");
        await _cluster.Append(
            referent, "correction",
            new FactCorrected(Sample.Source, "request", CorrectionReason.WrongDate, data.RootElement));

        Assert.Equal(RiskLevel.Low, (await _cluster.Risk(referent)).Score.Level);
    }

    [Fact]
    public async Task Is_set_aside_and_shown_when_it_cannot_be_read_and_the_rest_is_folded()
    {
        var referent = Sample.Referent("poison");
        await _cluster.AppendChanges(referent, 1);
        var poison = await _cluster.Append(Sample.Raw(
            referent.ToString(), referent, "poison", FactTypes.NameOf<ReferentRegistryChanged>(),
            Encoding.UTF8.GetBytes("""{"change":"moved-to-mars"}"""), _cluster.World.Now, World.PartitionCount));
        var after = await _cluster.AppendChanges(referent, 1, "after");

        var risk = await _cluster.Risk(referent);
        await _cluster.Settle(referent);

        Assert.Equal(after, risk.Position);
        Assert.Equal(RiskLevel.Medium, risk.Score.Level);
        var view = await _cluster.Grains.Referent(referent).View(CancellationToken.None);
        Assert.Equal(1, view!.Quarantined);
        var shown = Assert.Single(
            await _cluster.World.Store.Quarantined(referent, null, null, 10, CancellationToken.None));
        Assert.Equal((poison, "data-unreadable"), (shown.Position, shown.Code));
    }

    [Fact]
    public async Task Shows_no_referent_that_has_nothing_but_a_correction_of_anothers_event()
    {
        var (right, wrong) = (Sample.Referent("elsewhere-right"), Sample.Referent("elsewhere-wrong"));
        await _cluster.Append(right, "elsewhere-original", Sample.Change(_cluster.World.Now));
        var correction = await _cluster.Append(
            wrong, "elsewhere-retraction",
            new FactRetracted(Sample.Source, "elsewhere-original", CorrectionReason.WrongReferent));
        await _cluster.Settle(wrong);

        Assert.Null(await _cluster.Grains.Referent(wrong).View(CancellationToken.None));
        Assert.Null(await _cluster.Grains.Referent(wrong).Risk(null, CancellationToken.None));
        Assert.DoesNotContain(wrong, await Listed());
        var shown = Assert.Single(
            await _cluster.World.Store.Quarantined(wrong, null, null, 10, CancellationToken.None));
        Assert.Equal((correction, "target-under-another-subject", wrong), (shown.Position, shown.Code, shown.Referent));
        Assert.Empty(await _cluster.World.Store.Changes(0, wrong, 10, CancellationToken.None));

        await _cluster.AppendChanges(wrong, 2);
        await _cluster.Settle(wrong);

        Assert.Contains(wrong, await Listed());
        Assert.Equal(RiskLevel.Medium, (await _cluster.Risk(wrong)).Score.Level);
        Assert.Equal(1, (await _cluster.Grains.Referent(wrong).View(CancellationToken.None))!.Quarantined);
    }

    [Fact]
    public async Task Makes_no_referent_visible_while_its_correction_waits_for_the_original()
    {
        var referent = Sample.Referent("early-correction");
        await _cluster.Append(
            referent, "early-retraction",
            new FactRetracted(Sample.Source, "early-original", CorrectionReason.SourceError));
        await _cluster.Settle(referent);
        Assert.DoesNotContain(referent, await Listed());

        await _cluster.Append(referent, "early-original", Sample.Change(_cluster.World.Now));
        await _cluster.Settle(referent);

        Assert.Contains(referent, await Listed());
        Assert.Equal(0, (await _cluster.Risk(referent)).Score.Points);
    }

    private async Task<IEnumerable<ReferentId>> Listed() =>
        (await _cluster.World.Store.List(
            new ReferentQuery(null, null, null, null, null, null, ReferentSort.Id, null, 1_000),
            CancellationToken.None)).Items.Select(row => row.Referent);
}
