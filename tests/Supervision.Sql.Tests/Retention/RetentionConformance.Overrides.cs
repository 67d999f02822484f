using Microsoft.Extensions.DependencyInjection;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Retention;
using Supervision.Risk;

namespace Supervision.Sql.Tests.Retention;

/// <summary>Levels set by hand, whose reasons are free text.</summary>
public abstract partial class RetentionConformance
{
    private static readonly int OfOverrides = Partitions.Of(OverrideFactTypes.Subject, 4);
    private static readonly DateTimeOffset LongAgo = OldDossiers.Now.AddYears(-7);

    [Fact]
    public async Task Levels_set_by_hand_go_with_their_reasons_when_they_have_long_ended_and_no_others()
    {
        using var services = Open();
        var log = services.GetRequiredService<IEventLog>();
        var held = OldDossiers.Id(2);
        OverrideFact[] facts =
        [
            Level(OldDossiers.Id(1), LongAgo.AddDays(90)),
            new OverrideEnded(OldDossiers.Id(1).ToString(), "user:a", OldDossiers.Canary),
            Level(held, LongAgo.AddDays(90)),
            Level(OldDossiers.Id(3), LongAgo.AddDays(90)),
            Level(OldDossiers.Id(4), OldDossiers.Now.AddYears(-2)),
        ];
        for (var i = 0; i < facts.Length; i++)
            await Append(log, i, OverrideFactTypes.ToEvent(facts[i], i, LongAgo.AddDays(i), OfOverrides));
        await Keeping(services).Record(held, new DossierHeld(HoldGround.LegalProceedings), None);
        var before = await OverrideReading.Start.CatchUp(log, None);

        var preview = await Run(services, preview: true);
        var report = await Run(services, preview: false);

        Assert.Equal(3, preview.Due.Where(due => due.Kind == MatterKind.Override).Sum(due => due.Count));
        Assert.Equal((0, 3), (preview.Erased, report.Erased));
        Assert.Equal(1, report.Held[RetentionPlan.OnHold]);
        var left = await log.ReadSubject(OverrideFactTypes.Subject, 0, 100, None);
        Assert.Equal([true, true, false, true, false, false], left.Select(logged => logged.Data.IsEmpty));
        // Whoever has them in memory lets them go.
        foreach (var reading in (OverrideReading[])
            [await before.CatchUp(log, None), await OverrideReading.Start.CatchUp(log, None)])
        {
            Assert.Equal([held, OldDossiers.Id(4)], reading.Register.Last.Keys.OrderBy(id => id.ToString()));
            Assert.Equal(facts.Length + 1, reading.Version);
        }

        await Append(
            log, facts.Length + 1,
            OverrideFactTypes.ToEvent(Level(held, OldDossiers.Now), facts.Length + 1, OldDossiers.Now, OfOverrides));
        await AssertChain(services, 3);
    }

    [Fact]
    public async Task Levels_set_by_hand_go_also_when_the_run_before_ended_between_order_and_erasing()
    {
        using var services = Open();
        var log = services.GetRequiredService<IEventLog>();
        var at = await Append(
            log, 0,
            OverrideFactTypes.ToEvent(Level(OldDossiers.Id(1), LongAgo.AddDays(9)), 0, LongAgo, OfOverrides));
        await Append(log, 1, CanonicalEvent.Of(
            new PayloadsErased(ErasureGround.TermOver, OffsetRanges.Write([at.Offset])),
            new EventKey("urn:supervision:retention", "broken-off"), OverrideFactTypes.Subject, OfOverrides,
            OldDossiers.Now));
        Assert.Empty((await OverrideReading.Start.CatchUp(log, None)).Register.Last);

        Assert.Equal(1, (await Run(services, preview: false)).Erased);

        Assert.True((await log.ReadSubject(OverrideFactTypes.Subject, 0, 1, None))[0].Data.IsEmpty);
        await AssertChain(services, 1);
    }

    private static async Task<LogPosition> Append(IEventLog log, long version, NewEvent fact) =>
        (await log.AppendFacts(OverrideFactTypes.Subject, version, [fact], None))[0].Position;

    private static OverrideSet Level(ReferentId referent, DateTimeOffset until) => new(
        referent.ToString(), RiskLevel.Low, "user:a", OldDossiers.Canary, until, RiskLevel.High, 62);
}
