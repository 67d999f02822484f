using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>The ladder of measures after a breach, and the objections against them.</summary>
/// <remarks>
/// A first breach gives a warning, valid for 24 months; another one within them, or a severe one, a fine; a third fine
/// withdraws the recognition; now and then a suspension of three months.
/// </remarks>
internal sealed class Measures(World world)
{
    private const int WarningDays = 730;
    private const int SuspensionDays = 91;
    private const int FinesToWithdraw = 3;

    private static readonly long[] FineCents = [75_000, 150_000, 300_000];

    /// <summary>A check found a breach. Intent and reply take their time; then a measure may follow.</summary>
    public void Consider(Life life, bool severe)
    {
        if (life.Chance.PerMille(150))
            return;

        world.In(life.Chance.Between(42, 91), life, () => Impose(life, severe));
    }

    private void Impose(Life life, bool severe)
    {
        if (severe && life.Chance.PerMille(250))
        {
            Suspend(life);
            return;
        }

        if (!severe && (life.WarnedOnDay is not { } warned || world.Today - warned > WarningDays))
        {
            Warn(life);
            return;
        }

        Fine(life);
        if (life.Fines >= FinesToWithdraw)
            Withdraw(life);
    }

    private void Warn(Life life)
    {
        var id = life.Name("measure");
        life.WarnedOnDay = world.Today;
        var imposed = world.Tell(life, new MeasureImposed(id, MeasureKind.Warning, null, life.Name("decision")));
        world.In(WarningDays, life, () => world.Tell(life, new MeasureLapsed(id, MeasureKind.Warning)));
        MayObject(life, id, imposed, 100);
    }

    private void Fine(Life life)
    {
        var id = life.Name("measure");
        life.Fines++;
        var amount = FineCents[life.Chance.Below(FineCents.Length)];
        var imposed = world.Tell(life, new MeasureImposed(id, MeasureKind.Fine, amount, life.Name("decision")));
        MayObject(life, id, imposed, 350);
    }

    private void Suspend(Life life)
    {
        var id = life.Name("measure");
        var purpose = life.Profile.Purpose;
        world.Tell(life, new MeasureImposed(id, MeasureKind.Suspension, null, life.Name("decision")));
        world.Tell(life, new RecognitionSuspended(purpose, RecognitionGround.InspectorateInvestigation));
        world.In(SuspensionDays, life, () =>
        {
            world.Tell(life, new MeasureLapsed(id, MeasureKind.Suspension));
            world.Tell(life, new RecognitionResumed(purpose, RecognitionGround.InvestigationEnded));
        });
    }

    private void Withdraw(Life life)
    {
        world.Tell(life, new MeasureImposed(
            life.Name("measure"), MeasureKind.Withdrawal, null, life.Name("decision")));
        world.Tell(life, new RecognitionWithdrawn(life.Profile.Purpose, RecognitionGround.ThreeFines));
        life.Ended = true;
    }

    private void MayObject(Life life, string measureId, EventName imposed, int perMille)
    {
        if (!life.Chance.PerMille(perMille))
            return;

        var objectionId = life.Name("objection");
        world.In(life.Chance.Between(5, 42), life, () =>
        {
            world.Tell(life, new ObjectionFiled(objectionId, measureId));
            world.In(life.Chance.Between(42, 126), life, () => Decide(life, objectionId, imposed));
        });
    }

    private void Decide(Life life, string objectionId, EventName imposed)
    {
        var outcome = life.Chance.Below(1_000) switch
        {
            < 150 => ObjectionOutcome.Upheld,
            < 250 => ObjectionOutcome.PartlyUpheld,
            _ => ObjectionOutcome.Dismissed,
        };
        world.Tell(life, new ObjectionDecided(objectionId, outcome));
        if (outcome == ObjectionOutcome.Upheld)
            world.Retract(life, imposed, CorrectionReason.ObjectionUpheld);
    }
}
