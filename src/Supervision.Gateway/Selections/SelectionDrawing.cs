using System.Globalization;
using System.Security.Cryptography;
using Supervision.Contracts.Streaming;
using Supervision.Events;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// Draws the checks of a period: the inputs and the chances of everybody are stored, then the fact with their hashes,
/// and only then is anything opened.
/// </summary>
internal sealed class SelectionDrawing(
    SelectionLog selections, SelectionPopulation populations, ISelectionStore store, IReferentViews views,
    IModelInUse models, IEventLog log, IGrainFactory grains, TimeProvider time)
{
    /// <summary>A seed that nobody chose.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// Why a draw by this plan would be refused as things stand now; null when it would not, or nobody is there yet.
    /// </summary>
    public async Task<Refusal?> Foreseen(SelectionPlan plan, CancellationToken cancellation)
    {
        if (plan.Strata == Strata.None)
            return null; // One group, and at least one check at random.

        var inUse = await models.Now(cancellation);
        await Settle(cancellation);
        var population = await populations.Read(
            plan.Strata, inUse.Model, Rfc3339.Kept(time.GetUtcNow()), cancellation);
        return SelectionDraw.Of(plan, NewSeed(), population, inUse.Reason).Refusal == SelectionDraw.TooFewForStrata
            ? SelectionDraw.TooFewForStrata with { Pointer = "/strata" }
            : null;
    }

    public async Task<Decision<SelectionFact>> Draw(string id, ModelActor by, CancellationToken cancellation)
    {
        var register = await selections.Now(cancellation);
        if (register.MayDraw(id, by) is { } refusal)
            return refusal;

        var selection = register.Selections[id];
        var asOf = Rfc3339.Kept(time.GetUtcNow());
        var inUse = await models.Now(cancellation);
        await Settle(cancellation);
        var ends = await views.FlushedTo(cancellation);
        var population = await populations.Read(selection.Plan.Strata, inUse.Model, asOf, cancellation);
        var (draw, none) = SelectionDraw.Of(selection.Plan, selection.Seed!, population, inUse.Reason);
        if (draw is null)
            return none!;

        var attempt = Guid.CreateVersion7(asOf).ToString("N", CultureInfo.InvariantCulture);
        foreach (var rows in draw.Members.Chunk(SelectionLimits.KeepMax))
            await store.Keep(attempt, rows, cancellation);

        var hashes = DrawHashes.Of(draw.Members);
        // A model that was stopped meanwhile has selected nobody.
        if ((await models.Now(cancellation)).Hash != inUse.Hash)
            return new Refusal("model-changed", "Another model is in use since this draw began: draw again.");

        return await selections.Carry(
            now => now.Draw(
                new SelectionDrawn(
                    id, attempt, asOf, draw.Members.Length, PositionText.Of(ends), hashes.Population, hashes.Chances,
                    hashes.List, draw.Places, draw.Checks, draw.Moved, new ModelStep(by.Id, by.Roles, "Drawn."),
                    inUse.Hash),
                by),
            cancellation);
    }

    /// <summary>A draw reads what is stored: what was recorded until now is, before anybody is counted.</summary>
    private async Task Settle(CancellationToken cancellation) =>
        await Task.WhenAll(Enumerable.Range(0, log.PartitionCount)
            .Select(partition => grains.Partition(partition).Settle(cancellation)));

    /// <summary>A draw computed once more from what is stored.</summary>
    public async Task<Redraw> Again(Selection selection, CancellationToken cancellation) =>
        Redraw.Of(selection, await StoredDraw.Members(store, selection.Drawn!.Draw, cancellation));
}
