using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Escalations;

/// <summary>A case whose referent says nothing: every step after the intent is made by the clock alone.</summary>
public sealed class A_case_over_time
{
    private static readonly CaseActor Officer = new("user:a", ActorKind.Person, [Role.EscalationOfficer]);
    private static readonly CaseActor Second = new("user:b", ActorKind.Person, [Role.EscalationOfficer]);

    /// <summary>Two weeks from each of these moments, over four years; by hand from the calendars.</summary>
    private static readonly (string Start, string End)[] Terms =
    [
        ("2026-03-16T10:00:00Z", "2026-03-30T22:00:00Z"), // Summer time begins within it.
        ("2026-10-11T22:30:00Z", "2026-10-26T23:00:00Z"), // In Amsterdam the 12th; summer time ends within it.
        ("2026-12-11T10:00:00Z", "2026-12-28T23:00:00Z"), // Christmas Day is a Friday.
        ("2027-03-12T10:00:00Z", "2027-03-30T22:00:00Z"), // Good Friday to Easter Monday, and summer time begins.
        ("2027-04-22T10:00:00Z", "2027-05-07T22:00:00Z"), // Ascension Day.
        ("2028-04-13T10:00:00Z", "2028-04-28T22:00:00Z"), // King's Day.
        ("2028-12-18T10:00:00Z", "2029-01-02T23:00:00Z"), // New Year's Day.
        ("2029-05-07T10:00:00Z", "2029-05-22T22:00:00Z"), // The Monday of Pentecost.
    ];

    [Fact]
    public async Task Ends_its_terms_as_the_calendar_says_year_after_year()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, null);
        foreach (var (start, end) in Terms)
        {
            var grain = cluster.Grains.Escalation(Sample.Referent($"year-{start[..10]}"));
            world.Time.SetUtcNow(DateTimeOffset.Parse(start, null));
            await grain.OpenByHand(new OpenByHand("user:lead", "x"), default);
            await grain.Take(new TakeEscalation(1, Officer.Id), default);
            await grain.Act(new JudgeCase(1, Officer, Judgement.Unclear, "Wages."), default);
            await grain.Act(new AskInformation(1, Officer, "wages", "The wages."), default);

            Assert.Equal(EscalationState.AwaitingInformation, await Ring(grain, DateTimeOffset.Parse(end, null), -1));
            Assert.Equal(EscalationState.UnderInvestigation, await Ring(grain, DateTimeOffset.Parse(end, null), 0));
        }

        // Each time in another activation, as after a silo is lost.
        async Task<EscalationState> Ring(IEscalationGrain grain, DateTimeOffset end, int minutes)
        {
            world.Time.SetUtcNow(end.AddMinutes(minutes));
            await cluster.Deactivate(grain);
            await grain.AsReference<IRemindable>().ReceiveReminder("clock", default);
            return (await grain.View(1, default))!.State;
        }
    }

    [Fact]
    public async Task Goes_on_by_its_reminder_also_in_another_activation_and_ends_by_itself()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, null);
        var referent = Sample.Referent("over-time");
        await cluster.Append(referent, "granted", new RecognitionGranted(Purpose.Labour));
        var grain = cluster.Grains.Escalation(referent);
        var suspension = new IntendedMeasure(
            MeasureKind.Suspension, [], [Purpose.Labour], Ground: RecognitionGround.CriminalInvestigation);
        await grain.OpenByHand(new OpenByHand("user:lead", "x"), default);
        await grain.Take(new TakeEscalation(1, Officer.Id), default);
        await Act(new JudgeCase(1, Officer, Judgement.Unclear, "An investigation."));
        await Act(new AnnounceIntent(1, Officer, suspension, "A suspension is intended."));

        // 16 March 2026 is the last day to reply.
        await At("2026-03-16T22:59:00Z", EscalationState.AwaitingReply);
        await At("2026-03-16T23:00:00Z", EscalationState.AwaitingDecision);
        await Act(new ProposeDecision(1, Officer, "d", suspension, EscalationGround.Hand, "No reply; by hand."));
        await Act(new ConfirmDecision(1, Second, "d"));
        await cluster.Settle(referent);
        Assert.Equal(RecognitionStatus.Suspended, await Labour());

        // Six weeks: 28 April. Three months: 17 June. Summer time has begun.
        await At("2026-04-28T22:00:00Z", EscalationState.Decided);
        Assert.Contains((await Clocks()).Where(clock => clock.State == ClockState.Lapsed),
            clock => clock.Kind == ClockKind.Objection);
        await At("2026-06-17T21:59:00Z", EscalationState.Decided);
        await At("2026-06-17T22:00:00Z", EscalationState.Closed);
        await cluster.Settle(referent);
        Assert.Equal(RecognitionStatus.Recognised, await Labour());

        var types = (await world.Log.ReadSubject(EscalationId.SubjectOf(referent), 0, 99, default))
            .Select(logged => logged.Type.Split('.')[2]);
        Assert.Equal(
            [
                "opened", "taken", "judged", "intent-announced", "clock-near", "clock-lapsed", "decision-proposed",
                "decided", "clock-near", "clock-lapsed", "clock-near", "clock-lapsed", "closed",
            ],
            types);

        async Task Act(CaseCommand command) => Assert.Null((await grain.Act(command, default)).Refusal);

        async Task At(string moment, EscalationState state)
        {
            world.Time.SetUtcNow(DateTimeOffset.Parse(moment, null));
            await cluster.Deactivate(grain);
            await grain.AsReference<IRemindable>().ReceiveReminder("clock", default);
            Assert.Equal(state, (await grain.View(1, default))!.State);
        }

        async Task<IEnumerable<CaseClock>> Clocks() => (await grain.View(1, default))!.Clocks;

        async Task<RecognitionStatus> Labour() => (await cluster.Grains.Referent(referent).View(default))!
            .Register.Labour;
    }
}
