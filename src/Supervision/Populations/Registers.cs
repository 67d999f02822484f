using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>What public registers show of a referent: that it exists, that it changes, how its finances are.</summary>
internal sealed class Registers(World world)
{
    private static readonly int[] ChangeWeights = [450, 120, 200, 200, 20, 10];

    public void Recognise(Life life)
    {
        var profile = life.Profile;
        var day = profile.RecognisedOnDay;
        life.Recognised = true;
        world.TellOfBefore(life, day, new ReferentRegistered(
            profile.LegalForm,
            profile.Sector,
            profile.SizeBand,
            world.Date(-profile.FoundedDaysBefore),
            $"Fictief {Profile.FirstNumber + profile.Index}"));
        world.TellOfBefore(life, day, new RecognitionGranted(profile.Purpose, RecognitionGround.ConditionsMet));
        world.In(life.Chance.Between(1, 365), life, () => StatePayments(life));
    }

    public void ChangeSomething(Life life) => Change(life, (RegistryChange)life.Chance.Weighted(ChangeWeights));

    public void ChangeBoard(Life life) => Change(life, RegistryChange.BoardSize);

    /// <summary>It stops of its own accord.</summary>
    public void StopQuietly(Life life) =>
        Stop(life, life.Chance.PerMille(500) ? RecognitionGround.OnRequest : RecognitionGround.Inactivity);

    private void Change(Life life, RegistryChange change)
    {
        world.Tell(life, new ReferentRegistryChanged(change, world.Date(world.Today - life.Chance.Below(10))));
        switch (change)
        {
            case RegistryChange.Address:
                Notices.Owe(world, life, Duty.NotifyRecordsAddress);
                break;
            case RegistryChange.LegalForm:
                Notices.Owe(world, life, Duty.NotifyLegalForm);
                break;
            case RegistryChange.Object:
                Notices.Owe(world, life, Duty.NotifyOtherChange);
                break;
            case RegistryChange.BoardSize:
                life.BoardChanges++;
                break;
            case RegistryChange.Insolvency:
                world.Tell(life, new FinanceObserved(
                    FinanceKind.Insolvency, FinanceState.Present, world.Date(world.Today)));
                Notices.Owe(world, life, Duty.NotifyInsolvency);
                world.In(life.Chance.Between(30, 200), life, () => Stop(life, RecognitionGround.Insolvency));
                break;
            case RegistryChange.Deregistered:
                world.In(life.Chance.Between(7, 60), life, () => Stop(life, RecognitionGround.ConditionsNotMet));
                break;
        }
    }

    private void StatePayments(Life life)
    {
        var late = Causes.Square(world.CausesOf(life).LatePayment);
        var state = life.Chance.PerMille(late) ? FinanceState.Absent
            : life.Chance.PerMille(30) ? FinanceState.Unknown
            : FinanceState.Present;
        world.Tell(life, new FinanceObserved(FinanceKind.PaymentStatement, state, world.Date(world.Today)));
        world.In(365, life, () => StatePayments(life));
    }

    public void FallInArrears(Life life)
    {
        world.Tell(life, new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, world.Date(world.Today)));
        world.In(life.Chance.Between(60, 300), life, () => world.Tell(life, new FinanceObserved(
            FinanceKind.TaxArrears, FinanceState.Absent, world.Date(world.Today))));
    }

    private void Stop(Life life, RecognitionGround ground)
    {
        world.Tell(life, new RecognitionWithdrawn(life.Profile.Purpose, ground));
        life.Ended = true;
    }
}

/// <summary>How a referent keeps, or does not keep, its duty to notify.</summary>
internal static class Notices
{
    /// <summary>Something changed today that the referent must notify: in time, late, or never.</summary>
    public static void Owe(World world, Life life, Duty duty)
    {
        ref var chance = ref life.Chance;
        var neglect = world.CausesOf(life).RecordNeglect;
        if (chance.PerMille(neglect / 10))
            return;

        var term = duty == Duty.NotifyRecordsAddress ? 14 : 28;
        var late = chance.PerMille(20 + neglect / 2);
        var days = late ? term + chance.Between(1, 30 + neglect / 5) : chance.Between(1, term);
        var occurredOn = world.Date(world.Today);
        world.In(days, life, () =>
        {
            if (late)
                life.VisibleTrouble++;

            world.Tell(life, new DutyNotified(duty, occurredOn, world.Date(world.Today)));
        });
    }
}
