using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Inboxes;

namespace Supervision.Cluster.Tests.Inboxes;

public sealed class A_second_reader
{
    private static readonly CaseActor Lead = new("user:lead", ActorKind.Person, [Role.TeamLead]);
    private static readonly CaseActor First = Officer("user:a");
    private static readonly CaseActor Second = Officer("user:b");

    [Fact]
    public async Task Gets_what_chance_drew_and_the_lead_what_differs()
    {
        await using var cluster = await TestCluster.Start(
            new World(), null, options => options.SecondReadingShare = 1);
        await cluster.Grains.Inboxes().Set(
            new SetInbox(
                new Inbox("north", "x", [new InboxMember(First.Id, 9, [], []), new InboxMember(Second.Id, 9, [], [])]),
                Lead),
            default);
        var (inbox, referent) = (cluster.Grains.Inbox("north"), Sample.Referent("read"));
        var grain = cluster.Grains.Escalation(referent);
        await grain.OpenByHand(new OpenByHand("user:lead", "x"), default);
        await cluster.Settle(referent);
        await inbox.TakeNext(First, default);
        await grain.Act(new JudgeCase(1, First, Judgement.Breach, "Late."), default);
        await cluster.Settle(referent);

        Assert.Equal("nothing-to-read", (await inbox.ReadNext(First, default)).Refusal?.Code);
        var read = (await inbox.ReadNext(Second, default)).View!;
        Assert.Equal(new EscalationId(referent, 1), read.Id);
        Assert.Equal(read.Id, (await inbox.ReadNext(Second, default)).View!.Id);
        Assert.Equal(First.Id, read.Assignee);
        Assert.Null((await grain.Act(new JudgeAgain(1, Second, Judgement.NoBreach, "In time."), default)).Refusal);
        await cluster.Settle(referent);
        Assert.Equal("nothing-to-read", (await inbox.ReadNext(Second, default)).Refusal?.Code);
        Assert.Equal(
            new SecondReadingCount(SecondReadingState.Differs, Judgement.Breach, Judgement.NoBreach, 1),
            Assert.Single(await cluster.World.Escalations.Readings(default)));
        await grain.Act(new SettleDifference(1, Lead, Judgement.Breach, "It was late."), default);
        await cluster.Settle(referent);

        Assert.Equal(
            SecondReadingState.Settled, Assert.Single(await cluster.World.Escalations.Readings(default)).State);
    }

    [Fact]
    public async Task Is_drawn_by_a_seed_that_is_kept()
    {
        await using var cluster = await TestCluster.Start(
            new World(), null, options => options.SecondReadingShare = 0.5m);
        var register = cluster.Grains.SecondReadings();

        var plan = await register.Plan(default);
        await cluster.Deactivate(register);
        Assert.Equal(plan, await register.Plan(default));
        Assert.Equal((1, 0.5m, null), (plan.Number, plan.Share, plan.By));
        Assert.Single(await cluster.World.Log.ReadSubject(SecondReadingFacts.Subject, 0, 9, default));

        var set = (await register.Set(new SetSecondReadings(1, "seed", Lead), default)).Plan!;
        Assert.Equal((2, 1m, "seed", Lead.Id), (set.Number, set.Share, set.Seed, set.By));
        Assert.Equal(
            "share-invalid", (await register.Set(new SetSecondReadings(2, "seed", Lead), default)).Refusal?.Code);

        // The plan that holds when a case is judged draws it, and the case says which.
        var referent = Sample.Referent("drawn");
        var grain = cluster.Grains.Escalation(referent);
        await grain.OpenByHand(new OpenByHand("user:lead", "x"), default);
        await grain.Take(new TakeEscalation(1, First.Id), default);
        var judged = await grain.Act(new JudgeCase(1, First, Judgement.Breach, "Late."), default);
        Assert.Equal(2, judged.View!.File!.Reading!.Plan);
    }

    private static CaseActor Officer(string id) => new(id, ActorKind.Person, [Role.EscalationOfficer]);
}
