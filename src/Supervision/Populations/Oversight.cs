using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>What the simulated authority does: takes signals, selects through three channels, checks.</summary>
internal sealed class Oversight(World world)
{
    /// <summary>What stands for the model of the simulated authority: SHA-256 of "simulated selection".</summary>
    private const string ModelHash = "sha256:554a18477daa991b9bc766244a48388c2a145ea211a7cfbdaa2cdf4b78e8d659";

    private const int RandomPerMillionAWeek = 800;
    private const int RiskPerMillionAWeekMax = 40_000;
    private const int SignalPerMillionAWeek = 25_000;

    /// <summary>How long a signal may still lead to a check.</summary>
    private const int SignalDays = 90;

    private static readonly int[] OriginWeights = [120, 150, 100, 30, 20, 40, 120, 40, 130, 50, 80, 60, 60];
    private static readonly int[] ReliabilityWeights = [100, 250, 250, 150, 50, 200];
    private static readonly int[] TopicWeights = [250, 120, 120, 100, 90, 90, 110, 60, 60];
    private static readonly int[] SeverityWeights = [450, 350, 200];

    private readonly Measures _measures = new(world);

    public void TakeSignal(Life life)
    {
        ref var chance = ref life.Chance;
        life.SignalWaiting = true;
        world.In(SignalDays, life, () => life.SignalWaiting = false);
        world.Tell(life, new SignalReceived(
            life.Name("signal"),
            (SignalOrigin)chance.Weighted(OriginWeights),
            (Reliability)chance.Weighted(ReliabilityWeights),
            (SignalTopic)chance.Weighted(TopicWeights)));
    }

    /// <summary>Selection is weekly, on another weekday for another referent.</summary>
    public void MaySelect(Life life)
    {
        if (life.UnderCheck || (world.Today + life.Profile.Index) % 7 != 0)
            return;

        var risk = RiskPerMillion(life);
        if (life.Chance.PerMillion(RandomPerMillionAWeek))
            Check(life, Channel.Random, RandomPerMillionAWeek);
        else if (life.SignalWaiting && life.Chance.PerMillion(SignalPerMillionAWeek))
            Check(life, Channel.Signal, SignalPerMillionAWeek);
        else if (life.Chance.PerMillion(risk))
            Check(life, Channel.Risk, risk);
    }

    // By the share of trouble in all that is known of a referent, so that a busy one is not thereby a bad one. With a
    // biased proxy, a board that changes draws checks as trouble does.
    private int RiskPerMillion(Life life)
    {
        var trouble = Math.Min(life.VisibleTrouble, 100_000) * 1_000 / (life.EventsTold + 20);
        var proxy = world.Scenario == Scenario.BiasedProxy ? Math.Min(life.BoardChanges, 10) * 1_500 : 0;
        return Math.Min(RiskPerMillionAWeekMax, 100 + trouble * 300 + proxy);
    }

    private void Check(Life life, Channel channel, int perMillion)
    {
        ref var chance = ref life.Chance;
        var id = life.Name("check");
        var kind = chance.PerMille(400) ? CheckKind.Visit : CheckKind.Desk;
        life.UnderCheck = true;
        life.SignalWaiting = false;
        world.Tell(life, new CheckPlanned(
            id, channel, perMillion / 1_000_000m, kind, channel == Channel.Risk ? ModelHash : null));
        if (kind == CheckKind.Desk)
            world.In(chance.Between(1, 5), life, () => Ask(life));

        world.In(chance.Between(21, 80), life, () => Complete(life, id));
    }

    private void Ask(Life life)
    {
        ref var chance = ref life.Chance;
        var neglect = world.CausesOf(life).RecordNeglect;
        var id = life.Name("request");
        world.Tell(life, new InformationRequested(id, world.Date(world.Today + 14)));
        if (chance.PerMille(neglect / 8))
        {
            life.VisibleTrouble++;
            return;
        }

        var days = chance.PerMille(50 + neglect / 2) ? chance.Between(15, 60) : chance.Between(2, 14);
        var complete = !chance.PerMille(30 + neglect / 3);
        world.In(days, life, () => world.Tell(life, new InformationReceived(id, complete)));
    }

    private void Complete(Life life, string checkId)
    {
        ref var chance = ref life.Chance;
        var causes = world.CausesOf(life);
        var findings = ImmutableArray.CreateBuilder<Finding>(4);
        Look(ref chance, Duty.KeepRecords, causes.RecordNeglect);
        Look(ref chance, Duty.Care, causes.StaffTurnover);
        if (chance.PerMille(600))
            Look(ref chance, Duty.NotifySalaryBelowCriterion, causes.LatePayment);
        if (chance.PerMille(600))
            Look(ref chance, Duty.NotifyEmploymentEnded, causes.RecordNeglect);

        life.UnderCheck = false;
        var found = findings.ToImmutable();
        world.Tell(life, new CheckCompleted(checkId, found));
        if (found.Any(finding => finding.Breach))
            _measures.Consider(life, found.Any(finding => finding is { Breach: true, Severity: Severity.Severe }));

        void Look(ref Chance chance, Duty duty, int habit)
        {
            var breach = chance.PerMille(Math.Max(5, Causes.Square(habit) * habit / 1_000));
            var severity = breach ? (Severity)chance.Weighted(SeverityWeights) : Severity.Minor;
            findings.Add(new Finding(duty, severity, breach));
        }
    }
}
