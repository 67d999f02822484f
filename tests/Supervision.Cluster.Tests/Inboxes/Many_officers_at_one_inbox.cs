using System.Collections.Concurrent;
using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
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

    private static async Task SetTeam(TestCluster cluster, string team, int capacity = 400)
    {
        var members = Enumerable.Range(0, Officers).Select(number => new InboxMember(Officer(number).Id, capacity, []));
        var receipt = await cluster.Grains.Inboxes().Set(
            new SetInbox(new Inbox(team, $"Team {team}", [.. members]), Lead), default);
        Assert.Null(receipt.Refusal);
    }

    private static async Task<EscalationId> Open(TestCluster cluster, string name)
    {
        var referent = Sample.Referent(name);
        var receipt = await cluster.Grains.Escalation(referent).OpenByHand(new OpenByHand("user:lead", "x"), default);
        await cluster.Settle(referent);
        return receipt.View!.Id;
    }

    private static CaseActor Officer(int number) =>
        new($"user:officer-{number:00}", ActorKind.Person, [Role.EscalationOfficer]);
}
