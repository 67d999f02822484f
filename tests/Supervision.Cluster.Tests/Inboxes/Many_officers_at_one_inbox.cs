using System.Collections.Concurrent;
using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Inboxes;

namespace Supervision.Cluster.Tests.Inboxes;

public sealed class Many_officers_at_one_inbox
{
    private const int Officers = 32;
    private const int Cases = 120;

    private static readonly CaseActor Lead = new("user:lead", ActorKind.Person, [Role.TeamLead]);

    [Fact]
    public async Task Never_get_one_case_twice_and_together_get_all()
    {
        await using var cluster = await TestCluster.Start(new World(), null);
        await SetTeam(cluster, "north");
        await SetTeam(cluster, "south");
        for (var number = 0; number < Cases; number++)
            await Open(cluster, $"stock-{number}");
        var given = new ConcurrentBag<(EscalationId Id, string Officer)>();

        await Task.WhenAll(Enumerable.Range(0, Officers).Select(number => Work(cluster, number, given)));

        Assert.Equal(Cases, given.Count);
        Assert.Equal(Cases, given.Select(one => one.Id).Distinct().Count());
        Assert.True(given.Select(one => one.Officer).Distinct().Count() > Officers / 2);
    }

    [Fact]
    public async Task Get_the_same_case_again_until_it_is_judged_and_no_more_than_they_can_do()
    {
        await using var cluster = await TestCluster.Start(new World(), null);
        await SetTeam(cluster, "north", capacity: 1);
        var first = await Open(cluster, "first");
        cluster.World.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Open(cluster, "second");
        var (inbox, officer) = (cluster.Grains.Inbox("north"), Officer(0));

        var taken = (await inbox.TakeNext(officer, default)).View!;
        await cluster.Deactivate(inbox);
        await cluster.Settle(first.Referent);
        var again = (await inbox.TakeNext(officer, default)).View!;
        await cluster.Grains.Escalation(first.Referent)
            .Act(new JudgeCase(1, officer, Judgement.Unclear, "Looked at."), default);
        await cluster.Settle(first.Referent);
        var full = await inbox.TakeNext(officer, default);
        var assigned = await inbox.AssignNext(Lead, default);
        var none = await inbox.AssignNext(Lead, default);

        Assert.Equal((first, first), (taken.Id, again.Id));
        Assert.Equal("capacity-reached", full.Refusal?.Code);
        Assert.Equal((second, Officer(1).Id), (assigned.View!.Id, assigned.View.Assignee));
        Assert.Equal("inbox-empty", none.Refusal?.Code);
        Assert.Equal("not-a-member", (await inbox.TakeNext(Lead, default)).Refusal?.Code);
        Assert.Equal("inbox-unknown", (await cluster.Grains.Inbox("east").TakeNext(officer, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Get_what_came_back_to_the_stock_before_what_came_later()
    {
        await using var cluster = await TestCluster.Start(new World(), null);
        await SetTeam(cluster, "north");
        var first = await Open(cluster, "returned");
        for (var number = 0; number < 3; number++)
        {
            cluster.World.Time.Advance(TimeSpan.FromHours(1)); // Of one hour nobody waits longer than another.
            await Open(cluster, $"later-{number}");
        }

        var inbox = cluster.Grains.Inbox("north");
        Assert.Equal(first, (await inbox.TakeNext(Officer(0), default)).View!.Id);
        Assert.NotEqual(first, (await inbox.TakeNext(Officer(1), default)).View!.Id);
        await cluster.Grains.Escalation(first.Referent).Release(new ReleaseEscalation(1, Officer(0).Id), default);
        await cluster.Settle(first.Referent);

        Assert.Equal(first, (await inbox.TakeNext(Officer(2), default)).View!.Id);
    }

    [Fact]
    public async Task Get_only_cases_of_sponsors_that_they_know_and_none_that_is_put_aside()
    {
        await using var cluster = await TestCluster.Start(new World(), null);
        await SetTeam(cluster, "study", skills: Purpose.Study);
        await SetTeam(cluster, "all");
        var labour = await Open(cluster, "labour", Purpose.Labour);
        cluster.World.Time.Advance(TimeSpan.FromMinutes(1));
        var study = await Open(cluster, "study", Purpose.Study);
        var (one, other) = (cluster.Grains.Inbox("study"), cluster.Grains.Inbox("all"));

        Assert.Equal(study, (await one.TakeNext(Officer(0), default)).View!.Id);
        Assert.Equal("inbox-empty", (await one.TakeNext(Officer(1), default)).Refusal?.Code);
        await Snooze(labour, Lead, days: 1);
        Assert.Equal("inbox-empty", (await other.TakeNext(Officer(2), default)).Refusal?.Code);
        cluster.World.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(labour, (await other.TakeNext(Officer(2), default)).View!.Id);

        // Who put a case aside may have a next one.
        await Snooze(labour, Officer(2), days: 2);
        cluster.World.Time.Advance(TimeSpan.FromMinutes(1));
        var third = await Open(cluster, "third", Purpose.Labour);
        Assert.Equal(third, (await other.TakeNext(Officer(2), default)).View!.Id);

        async Task Snooze(EscalationId id, CaseActor by, int days)
        {
            var until = cluster.World.Time.GetUtcNow().AddDays(days);
            var receipt = await cluster.Grains.Escalation(id.Referent)
                .Act(new SnoozeCase(1, by, until, "A report comes."), default);
            Assert.Null(receipt.Refusal);
            await cluster.Settle(id.Referent);
        }
    }

    private static async Task Work(TestCluster cluster, int number, ConcurrentBag<(EscalationId, string)> given)
    {
        var inbox = cluster.Grains.Inbox(number % 2 == 0 ? "north" : "south");
        while (true)
        {
            var receipt = await inbox.TakeNext(Officer(number), default);
            if (receipt.View is not { } view)
            {
                Assert.Equal("inbox-empty", receipt.Refusal!.Code);
                return;
            }

            given.Add((view.Id, Officer(number).Id));
            Assert.Equal(Officer(number).Id, view.Assignee);
            var judged = await cluster.Grains.Escalation(view.ReferentId).Act(
                new JudgeCase(view.Id.Episode, Officer(number), Judgement.NoBreach, "Looked at."), default);
            Assert.Null(judged.Refusal);
        }
    }

    private static async Task SetTeam(
        TestCluster cluster, string team, int capacity = 400, params ImmutableArray<Purpose> skills)
    {
        var members = Enumerable.Range(0, Officers).Select(number =>
            new InboxMember(Officer(number).Id, capacity, [], skills));
        var receipt = await cluster.Grains.Inboxes().Set(
            new SetInbox(new Inbox(team, $"Team {team}", [.. members]), Lead), default);
        Assert.Null(receipt.Refusal);
    }

    private static async Task<EscalationId> Open(TestCluster cluster, string name, Purpose? purpose = null)
    {
        var referent = Sample.Referent(name);
        if (purpose is { } granted)
        {
            await cluster.Append(
                referent, "registered",
                new ReferentRegistered(LegalForm.Foundation, Sector.J, SizeBand.One, new DateOnly(2010, 1, 1)));
            await cluster.Append(referent, "granted", new RecognitionGranted(granted));
        }

        var receipt = await cluster.Grains.Escalation(referent).OpenByHand(new OpenByHand("user:lead", "x"), default);
        await cluster.Settle(referent);
        return receipt.View!.Id;
    }

    private static CaseActor Officer(int number) =>
        new($"user:officer-{number:00}", ActorKind.Person, [Role.EscalationOfficer]);
}
