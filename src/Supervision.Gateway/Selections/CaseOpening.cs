using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Ingest;
using Supervision.Log;
using Supervision.Risk;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// Makes a case of one check, in the way of its channel. A referent has one case at a time: where one is open, it is
/// the check. Done twice it does nothing more.
/// </summary>
internal sealed class CaseOpening(
    IGrainFactory grains, ISelectionStore store, SelectionPopulation populations, IModelInUse models,
    IngestWriter writer, IEventLog log)
{
    /// <summary>What became of it; null when it has to wait, because the harm limiter holds it.</summary>
    public async Task<CheckOpening?> Open(Selection selection, SelectionRow row, CancellationToken cancellation)
    {
        var drawn = selection.Drawn!;
        var (opening, escalation) = row.Member.Leading == Channel.Risk
            ? await ByRisk(selection, row.Member, cancellation)
            : await ByDraw(selection, row.Member, cancellation);
        if (opening is null)
            return null;

        if (escalation is { } id)
            await Plan(selection, row.Member, id);
        await store.Follow(drawn.Draw, row.Member.Number, opening.Value, escalation, cancellation);
        return opening;
    }

    private async Task<(CheckOpening?, EscalationId?)> ByDraw(
        Selection selection, DrawnMember member, CancellationToken cancellation)
    {
        var grain = grains.Escalation(member.Member.Referent);
        if (await grain.View(null, cancellation) is { } before && before.Reference == selection.Id)
            return (CheckOpening.Opened, before.Id);

        var ground = member.Leading == Channel.Signal ? EscalationGround.Signal : EscalationGround.Random;
        var receipt = await grain.OpenByHand(
            new OpenByHand(
                selection.Drawn!.Step.By,
                ground == EscalationGround.Signal
                    ? "Selected for a check because of a signal."
                    : "Selected for a check by a random draw.",
                ground, selection.Id),
            cancellation);
        return receipt.View is { } view && receipt.Refusal is null or { Code: "escalation-already-open" }
            ? (view.Reference == selection.Id ? CheckOpening.Opened : CheckOpening.Joined, view.Id)
            : throw new InvalidOperationException($"A check was refused: {receipt.Refusal?.Code}.");
    }

    private async Task<(CheckOpening?, EscalationId?)> ByRisk(
        Selection selection, DrawnMember member, CancellationToken cancellation)
    {
        var (drawn, referent) = (selection.Drawn!, member.Member.Referent);
        var model = (await models.Now(cancellation)).Model;
        if (model is null || model.Identity.Hash != drawn.ModelHash
            || await populations.Fold(referent, cancellation) is not { } fold)
            return (CheckOpening.Withheld, null);

        var trigger = EscalationTrigger.ForDraw(
            selection.Id, fold, model, member.Member.Points!.Value, drawn.AsOf);
        var position = new LogPosition(Partitions.Of(referent.ToString(), log.PartitionCount), fold.Offset);
        var grain = grains.Escalation(referent);
        var receipt = await grain.Open(trigger.ToItem(referent, position, drawn.AsOf, byTime: false), cancellation);
        if (receipt.HeldBecause is not null)
            return (null, null);

        return receipt.Opened is { } opened
            ? (CheckOpening.Opened, opened)
            : (CheckOpening.Joined, (await grain.View(null, cancellation))?.Id);
    }

    /// <summary>
    /// Puts the check into the history of the referent, with its chance: what is learned from it later is weighed by
    /// that. Its id is that of the case.
    /// </summary>
    private async Task Plan(Selection selection, DrawnMember member, EscalationId escalation)
    {
        var (drawn, subject) = (selection.Drawn!, member.Member.Referent.ToString());
        var outcome = await writer.Commit(CanonicalEvent.Of(
            new CheckPlanned(
                escalation.ToString(), member.Leading, member.Inclusion, selection.Plan.Kind,
                member.IsDrawnBy(Channel.Risk) ? drawn.ModelHash : null),
            new EventKey(SelectionFactTypes.Source, $"{selection.Id}/{subject}"),
            subject,
            Partitions.Of(subject, log.PartitionCount),
            drawn.AsOf));
        if (outcome is not { Status: AppendStatus.Accepted or AppendStatus.Duplicate })
            throw new StoreUnavailableException("A check cannot be put into its history at this moment.");
    }
}
