using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Grains.Referents;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;
using Supervision.Risk;

namespace Supervision.Sql.Tests.Retention;

/// <summary>What is left of payloads whose term is over, over each database.</summary>
public abstract partial class RetentionConformance : IDisposable
{
    private const int Referents = 40;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RiskModelInUse InUse = new(RiskModels.Example);

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_of_them_is_found_and_the_chain_holds()
    {
        using (var services = Open())
        {
            await Fill(services);
            var report = await Run(services, preview: false);

            Assert.Equal(Referents, report.Referents);
            Assert.Equal(Referents * OldDossiers.DueEach, report.Erased);
            await AssertChain(services, Referents * OldDossiers.DueEach);
            services.CompactSupervisionData();
        }

        Assert.Equal(-1, IndexOfCanary(await Stored()));
        using var again = Open();
        Assert.Equal(0, (await Run(again, preview: false)).Erased);
    }

    [Fact]
    public async Task A_preview_says_the_same_and_erases_nothing()
    {
        using (var services = Open())
        {
            await Fill(services);
            var preview = await Run(services, preview: true);

            Assert.Equal(Referents * OldDossiers.DueEach, preview.Due.Sum(due => due.Count));
            Assert.Equal(0, preview.Erased);
            await AssertChain(services, 0);
        }

        Assert.NotEqual(-1, IndexOfCanary(await Stored()));
    }

    [Fact]
    public async Task Scores_are_as_if_the_facts_had_never_been_told()
    {
        using var services = Open();
        await Fill(services);
        var log = services.GetRequiredService<IEventLog>();
        var expected = new Dictionary<ReferentId, Score>();
        for (var number = 1; number <= Referents; number++)
            expected[OldDossiers.Id(number)] = await ScoreWithout(log, OldDossiers.Id(number));

        await Run(services, preview: false);

        var store = services.GetRequiredService<IReferentStore>();
        foreach (var (referent, score) in expected)
        {
            var fromLog = await ReferentFolds.Whole(referent, log, null, None);
            Assert.Equal(Canonical(score, referent), Canonical(Scored(fromLog), referent));
            var stored = await ReferentFolds.Stored(referent, log, store, None);
            Assert.Equal(Canonical(score, referent), Canonical(Scored(stored), referent));
        }
    }

    [Fact]
    public async Task A_score_of_the_past_says_what_it_can_no_longer_rest_on()
    {
        using var services = Open();
        await Fill(services);
        var log = services.GetRequiredService<IEventLog>();
        Assert.Empty((await ReferentFolds.Past(OldDossiers.Id(1), log, null, None)).Erased);

        await Run(services, preview: false);

        var (_, erased) = await ReferentFolds.Past(OldDossiers.Id(1), log, null, None);
        Assert.Equal(OldDossiers.DueEach, erased.Length);
    }

    [Fact]
    public async Task Held_dossiers_are_kept_until_they_are_released()
    {
        using var services = Open();
        await Fill(services);
        var log = services.GetRequiredService<IEventLog>();
        var keeping = Keeping(services);
        await keeping.Record(OldDossiers.Id(1), new DossierHeld(HoldGround.Inspection), None);
        await log.Append(
            [Event(2, new MeasureImposed("m", MeasureKind.Warning)), Event(2, new ObjectionFiled("o", "m"))], None);
        await Follow(log, OldDossiers.Id(3), 0, [Opened(1, OldDossiers.Now)], OldDossiers.Now);

        var report = await Run(services, preview: false);

        Assert.Equal((Referents - 3) * OldDossiers.DueEach, report.Erased);
        Assert.Equal(
            [RetentionPlan.EscalationOpen, RetentionPlan.ObjectionOpen, RetentionPlan.OnHold], report.Held.Keys);
        Assert.Equal(
            RetentionPlan.OnHold, (await keeping.EraseOnRequest(
                OldDossiers.Id(1), null, default, Erasure(services).ForgetFollowUp, None)).Refusal!.Code);

        await keeping.Record(OldDossiers.Id(1), new DossierReleased(HoldGround.Inspection), None);
        await log.Append([Event(2, new ObjectionDecided("o", ObjectionOutcome.Dismissed))], None);
        await Follow(log, OldDossiers.Id(3), 1, [Closed(1)], OldDossiers.Now);
        // And the measure, which is as old as they are.
        Assert.Equal((3 * OldDossiers.DueEach) + 3, (await Run(services, preview: false)).Erased);
    }

    [Fact]
    public async Task Episodes_of_follow_up_go_whole_and_their_number_is_not_given_again()
    {
        using var services = Open();
        await Fill(services);
        var (log, referent) = (services.GetRequiredService<IEventLog>(), OldDossiers.Id(7));
        await Follow(log, referent, 1, OldDossiers.Now.AddYears(-6));
        await Follow(log, referent, 2, OldDossiers.Now.AddYears(-4));

        var report = await Run(services, preview: false);

        Assert.Equal(2, report.Due.Where(due => due.Kind == MatterKind.Escalation).Sum(due => due.Count));
        var left = await log.ReadSubject(EscalationId.SubjectOf(referent), 0, 100, None);
        Assert.Equal([true, true, false, false], left.Select(logged => logged.Data.IsEmpty));
        await AssertChain(services, (Referents * OldDossiers.DueEach) + 2);

        await Keeping(services).EraseOnRequest(
            referent, null, ErasureGround.OnRequest, Erasure(services).ForgetFollowUp, None);
        left = await log.ReadSubject(EscalationId.SubjectOf(referent), 0, 100, None);
        Assert.All(left, logged => Assert.True(logged.Data.IsEmpty));
    }

    [Fact]
    public async Task A_dossier_erased_on_request_is_in_no_list_and_in_no_snapshot()
    {
        using var services = Open();
        await Fill(services);
        var referent = OldDossiers.Id(5);

        var (erased, refusal) = await Keeping(services).EraseOnRequest(
            referent, null, ErasureGround.OnRequest, Erasure(services).ForgetFollowUp, None);
        await Refresh(services).Run([referent], None);

        Assert.Null(refusal);
        Assert.Equal(OldDossiers.DueEach + OldDossiers.KeptEach, erased.Length);
        var views = services.GetRequiredService<IReferentViews>();
        var page = await views.List(
            new ReferentQuery(null, null, null, null, null, null, ReferentSort.Id, null, 100), None);
        Assert.Equal(Referents - 1, page.Items.Length);
        Assert.DoesNotContain(page.Items, row => row.Referent == referent);
        Assert.Empty((await views.List(
            new ReferentQuery(referent.ToString(), null, null, null, null, null, ReferentSort.Id, null, 100),
            None)).Items);
        var fold = await ReferentFolds.Stored(
            referent, services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReferentStore>(), None);
        Assert.False(fold.HasFacts);
        await AssertChain(services, erased.Length);
    }

    [Fact]
    public async Task Records_of_what_was_done_go_by_their_own_terms_and_the_chain_holds()
    {
        var (read, held) = (OldDossiers.Id(1).ToString(), OldDossiers.Id(2).ToString());
        using (var before = Open(OldDossiers.Now.AddYears(-3)))
        {
            await before.GetRequiredService<IEventLog>().Append(
                [Reading(read, 1), Reading(null, 2), Reading(held, 3), AccountMade(4)], None);
        }

        using var services = Open();
        var log = services.GetRequiredService<IEventLog>();
        await log.Append([Reading(read, 5)], None);
        await Keeping(services).Record(OldDossiers.Id(2), new DossierHeld(HoldGround.LegalProceedings), None);
        var preview = await Run(services, preview: true);
        var report = await Run(services, preview: false);

        Assert.Equal(2, preview.Due.Single(due => due.Kind == MatterKind.Reading).Count);
        Assert.Equal((0, 2), (preview.Erased, report.Erased));
        Assert.Equal(1, report.Held[RetentionPlan.OnHold]);
        Assert.Equal([true, false, false], await IsErased($"reads:{read}"));
        Assert.Equal([true, false], await IsErased("reads:*"));
        Assert.Equal([false], await IsErased($"reads:{held}"));
        Assert.Equal([false], await IsErased("access:user:a")); // Five years, not two.
        await AssertChain(services, 2);
        Assert.Equal(0, (await Run(services, preview: false)).Erased);

        async Task<IEnumerable<bool>> IsErased(string subject) =>
            (await log.ReadSubject(subject, 0, 100, None)).Select(logged => logged.Data.IsEmpty);
    }

    [Fact]
    public async Task By_an_order_on_the_ground_of_their_term_only_they_go()
    {
        using var services = Open();
        await Fill(services);
        var (keeping, referent) = (Keeping(services), OldDossiers.Id(5));
        ImmutableArray<LogPosition> due =
            [.. (await keeping.Plan(referent, None)).Due.Select(payload => payload.Position)];
        var young = (await keeping.History(referent, None)).Select(kept => kept.Position).Except(due).First();

        var fault = await keeping.Judge(referent, [due[0], young], ErasureGround.TermOver, None);
        var refused = await Erase([due[0], young]);
        var erased = await Erase(null);
        var again = await Erase(null);

        Assert.Equal((ErasurePlan.TermNotOver, young), (fault.Refusal!.Code, Assert.Single(fault.Wrong)));
        Assert.Equal((ErasurePlan.TermNotOver, 0), (refused.Refusal!.Code, refused.Erased.Length));
        Assert.True(due.SequenceEqual(erased.Erased));
        Assert.Equal(ErasurePlan.TermNotOver, again.Refusal!.Code);
        await AssertChain(services, OldDossiers.DueEach);

        Task<(ImmutableArray<LogPosition> Erased, Refusal? Refusal)> Erase(IReadOnlyCollection<LogPosition>? named) =>
            keeping.EraseOnRequest(
                referent, named, ErasureGround.TermOver, Erasure(services).ForgetFollowUp, None);
    }

    private protected abstract ServiceProvider Open(DateTimeOffset now);

    private protected ServiceProvider Open() => Open(OldDossiers.Now);

    /// <summary>Every byte of the closed data, nothing of them encrypted, so that a search can find.</summary>
    private protected abstract Task<byte[]> Stored();

    private protected abstract void End();

    private static int IndexOfCanary(byte[] stored) =>
        stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(OldDossiers.Canary));

    private static IPayloadErasure Erasure(IServiceProvider services) =>
        services.GetRequiredService<IPayloadErasure>();

    private static DossierKeeping Keeping(IServiceProvider services) => new(
        services.GetRequiredService<IEventLog>(), services.GetRequiredService<IPayloadErasure>(),
        services.GetRequiredService<TimeProvider>());

    private static ReferentRefresh Refresh(IServiceProvider services) => new(
        services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReferentStore>(), InUse,
        services.GetRequiredService<TimeProvider>());

    private static Task<RetentionReport> Run(IServiceProvider services, bool preview) => new RetentionRun(
        Keeping(services), services.GetRequiredService<IPayloadErasure>(), services.GetRequiredService<TimeProvider>(),
        Refresh(services), Erasure(services).ForgetFollowUp, preview).ToEnd(_ => { }, None);

    private protected static async Task Fill(IServiceProvider services)
    {
        var log = services.GetRequiredService<IEventLog>();
        for (var number = 1; number <= Referents; number++)
            await log.Append([.. OldDossiers.Of(number, log.PartitionCount)], None);
        await Refresh(services).Run([.. Enumerable.Range(1, Referents).Select(OldDossiers.Id)], None);
    }

    private static NewEvent Reading(string? referent, int id) => new DossierRead(
            "getReferentRisk", "user:a", ActorKind.Person, [Role.Supervisor], ReadingPurpose.Supervision, 200, referent)
        .ToEvent(new Guid(id, 0, 0, new byte[8]), RecordedAt(id), 4);

    private static NewEvent AccountMade(int id) =>
        new AccessChanged(AccessChange.AccountMade, "user:b", "user:a").ToEvent($"{id}", RecordedAt(id), 4);

    private static DateTimeOffset RecordedAt(int id) => id < 5 ? OldDossiers.Now.AddYears(-3) : OldDossiers.Now;

    private static NewEvent Event(int number, Fact fact) => CanonicalEvent.Of(
        fact, new EventKey("urn:example:register", $"{number}-{fact.GetType().Name}"),
        OldDossiers.Id(number).ToString(), Partitions.Of(OldDossiers.Id(number).ToString(), 4),
        OldDossiers.Now.AddYears(-8));

    private static Task Follow(IEventLog log, ReferentId referent, int episode, DateTimeOffset at) =>
        Follow(log, referent, (episode - 1) * 2, [Opened(episode, at), Closed(episode)], at);

    private static async Task Follow(
        IEventLog log, ReferentId referent, int version, EscalationFact[] facts, DateTimeOffset at)
    {
        var subject = EscalationId.SubjectOf(referent);
        await log.AppendFacts(subject, version, [.. facts.Select((fact, i) =>
        {
            var (type, data) = (EscalationFactTypes.NameOf(fact), EscalationFactTypes.Write(fact));
            var key = new EventKey("urn:test", $"{referent}/{version + i}");
            return new NewEvent(
                subject, Partitions.Of(referent.ToString(), log.PartitionCount), key, type, at, data,
                CanonicalEvent.Digest(type, key, subject, at, data));
        })], None);
    }

    private static EscalationOpened Opened(int episode, DateTimeOffset at) =>
        new(episode, EscalationGround.Hand, at, at, By: "user:a", Reason: OldDossiers.Canary);

    private static EscalationClosed Closed(int episode) => new(episode, "user:a", EscalationOutcome.NoBreach, []);

    private static async Task<Score> ScoreWithout(IEventLog log, ReferentId referent)
    {
        var events = await log.ReadSubject(referent.ToString(), 0, 1_000, None);
        return Scored(HistoryFold.Of(referent, events
            .Where(logged => !Encoding.UTF8.GetString(logged.Data.Span).Contains(
                OldDossiers.Canary, StringComparison.Ordinal))
            .Select(logged => new RecordedFact(
                logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                FactTypes.Read(logged.Type, logged.Data.Span)))));
    }

    private static Score Scored(ReferentFold fold) => Scoring.Score(fold, InUse.Model, OldDossiers.Now);

    private static string Canonical(Score score, ReferentId referent)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        RiskJson.WriteCanonical(score, referent, default, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static async Task AssertChain(IServiceProvider services, long erased)
    {
        var found = 0L;
        await foreach (var proof in services.GetRequiredService<IEventLog>().Verify(None))
        {
            Assert.Null(proof.BrokenBecause);
            found += proof.Erased;
        }

        Assert.Equal(erased, found);
    }
}
