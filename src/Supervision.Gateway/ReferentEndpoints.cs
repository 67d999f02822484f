using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Referents;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;
using static Supervision.Gateway.Referents.ReferentOperations;

namespace Supervision.Gateway;

/// <summary>Referents: found in a list, or asked live.</summary>
internal static class ReferentEndpoints
{
    private static readonly FrozenDictionary<string, ReferentSort> Sorts = new Dictionary<string, ReferentSort>
    {
        ["referentId"] = ReferentSort.Id,
        ["points"] = ReferentSort.PointsAscending,
        ["-points"] = ReferentSort.PointsDescending,
        ["levelSince"] = ReferentSort.ChangedAscending,
        ["-levelSince"] = ReferentSort.ChangedDescending,
    }.ToFrozenDictionary();

    public static void MapReferents(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/referents", List).Describe(ListReferents);
        routes.MapQuery("/referents/{id}", Get).Describe(GetReferent);
        routes.MapQuery("/referents/{id}/risk", Risk).Describe(GetRisk);
        routes.MapQuery("/referents/{id}/risk-history", RiskHistory).Describe(GetRiskHistory);
        routes.MapQuery("/referents/{id}/events", Events).Describe(GetEvents);
    }

    private static async Task<Results<Ok<Page<ReferentItem>>, ProblemAnswer>> List(
        HttpContext context, IReferentViews views, IModelInUse models, OverrideLease overrides, BlindGuard guard,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var query = new ReferentQuery(
            request.Text(SearchKey),
            request.Word<RiskLevel>(LevelKey),
            request.Word<Purpose>(PurposeKey),
            request.Word<RecognitionStatus>(StatusKey),
            request.Word<Sector>(SectorKey),
            request.Instant(ChangedSinceKey),
            Sorts[request.OneOf(SortKey) ?? "referentId"],
            Cursor: null,
            request.PageSize());
        var bound = (query with { PageSize = 0 }).ToString();
        if (request.Cursor(bound) is var (number, id))
            query = query with { Cursor = new ReferentCursor(number, id) };

        if (request.Problem is { } problem)
            return problem;

        var page = await views.List(query, cancellation);
        // Asked after the rows were read: what is shown is of the model that is in use now.
        var hash = (await models.Now(cancellation)).Hash;
        var (held, now) = (await overrides.Now(cancellation), time.GetUtcNow());
        var hidden = await guard.Hidden(context.Actor(), page.Items.Select(row => row.Referent), cancellation);
        return TypedResults.Ok(new Page<ReferentItem>(
            [.. page.Items
                .Select(row => ReferentItem.Of(
                    row.Referent, row.Position, row.Register, row.Risk, hash, held.On(row.Referent, now)))
                .Where(item => query.Level is null || item.Level == query.Level)
                .Where(item => !(AsksOfRisk(query) && hidden.Contains(item.ReferentId)))
                .Select(item => hidden.Contains(item.ReferentId) ? item.WithoutRisk() : item)],
            page.Next is { } next ? CursorText.Write(bound, next.SortValue, next.Referent) : null,
            PositionText.Of(page.FlushedTo)));
    }

    private static async Task<Results<Ok<ReferentDetails>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, IModelInUse models, OverrideLease overrides, BlindGuard guard,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        if (request.Problem is { } problem)
            return problem;

        if (await grains.Referent(id).View(cancellation) is not { } view)
            return Problems.NotFound();

        var item = ReferentItem.Of(
            view.ReferentId, view.Position, view.Register, view.Risk, (await models.Now(cancellation)).Hash,
            (await overrides.Now(cancellation)).On(id, time.GetUtcNow()));
        var isKept = await guard.Hides(context.Actor(), id, cancellation);
        return TypedResults.Ok(new ReferentDetails(isKept ? item.WithoutRisk() : item, view.Quarantined));
    }

    internal static async Task<Results<Ok<ReferentRisk>, ProblemAnswer>> Risk(
        HttpContext context, IGrainFactory grains, IEventLog log, IModelInUse models, OverrideLease overrides,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var now = time.GetUtcNow();
        var asOf = request.PastInstant(AsOfKey, now);
        var knownAt = request.PastInstant(KnownAtKey, now);
        var partition = id == default ? 0 : Partitions.Of(id.ToString(), log.PartitionCount);
        var atLeast = request.Position(AtLeastKey, partition, log.PartitionCount);
        if (atLeast is { } position && id != default
            && (position.Partition != partition
                || !await HasGiven(log, position, cancellation)))
            request.Refuse(
                "query", AtLeastKey.Name, "unknown-position", "Takes a position of this referent that was given out.");
        if (request.Problem is { } problem)
            return problem;

        var (view, used) = await ScoreInForce.Ask(
            () => asOf is null && knownAt is null
                ? grains.Referent(id).Risk(atLeast, cancellation)
                : grains.Replay().RiskAsOf(id, asOf ?? now, knownAt, cancellation),
            models,
            time,
            cancellation);
        return view is null
            ? Problems.NotFound()
            : TypedResults.Ok(ReferentRisk.Of(
                view, used, (await overrides.Now(cancellation)).At(id, asOf, knownAt, now)));
    }

    private static async Task<Results<Ok<Page<RiskChangeItem>>, ProblemAnswer>> RiskHistory(
        HttpContext context, IReferentViews views, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var bound = $"risk-history {id}";
        var after = request.Cursor(bound)?.Number ?? 0;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var changes = await views.Changes(after, id, size + 1, cancellation);
        if (changes.IsEmpty && after == 0 && await grains.Referent(id).View(cancellation) is null)
            return Problems.NotFound();

        var more = changes.Length > size;
        var items = more ? changes[..size] : changes;
        return TypedResults.Ok(new Page<RiskChangeItem>(
            [.. items.Select(RiskChangeItem.Of)],
            more ? CursorText.Write(bound, items[^1].Sequence, "") : null,
            items.IsEmpty ? null : items[^1].Position.ToString()));
    }

    private static async Task<Results<Ok<Page<HistoryItem>>, ProblemAnswer>> Events(
        HttpContext context, HistoryPages history, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var bound = $"events {id}";
        var after = request.Cursor(bound)?.Number ?? 0;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var hidden = await guard.HiddenCase(context.Actor(), id, cancellation);
        // That a check was planned tells the channel: it is not there, on no page and in no number of them.
        var (items, next) = await history.Read(
            id, after, size, hidden is null ? _ => true : logged => !HistoryItem.TellsChannel(logged), cancellation);
        if (hidden is not null)
            items = [.. items.Select(item => item.WithoutCase(hidden.Id))];
        return items.IsEmpty && after == 0
            ? Problems.NotFound()
            : TypedResults.Ok(new Page<HistoryItem>(
                items,
                next is { } offset ? CursorText.Write(bound, offset, "") : null,
                items.IsEmpty ? null : items[^1].Position));
    }

    /// <summary>Whether which rows come, or in which order, tells something of risk.</summary>
    private static bool AsksOfRisk(ReferentQuery query) =>
        query.Level is not null || query.ChangedSince is not null || query.Sort != ReferentSort.Id;

    /// <summary>What this process knows of the log may be old, so the log itself has the last word.</summary>
    private static async Task<bool> HasGiven(IEventLog log, LogPosition position, CancellationToken cancellation) =>
        position.Offset <= log.KnownEnd(position.Partition)
        || position.Offset <= (await log.Heads(cancellation))
            .FirstOrDefault(head => head.Partition == position.Partition).Offset;
}
