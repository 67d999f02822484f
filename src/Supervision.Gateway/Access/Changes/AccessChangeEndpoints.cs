using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;
using static Supervision.Gateway.Access.Changes.AccessChangeOperations;

namespace Supervision.Gateway.Access.Changes;

/// <summary>What auditors read of changes of access.</summary>
internal static class AccessChangeEndpoints
{
    /// <summary>Records looked at for one page.</summary>
    private const int LookedAtMax = 20_000;

    public static void MapAccessChanges(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/access-changes", Read).Describe(List);

    private static async Task<Results<Ok<Page<AccessChangeItem>>, ProblemAnswer>> Read(
        HttpContext context, IAccessLog log, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (name, key) = (request.Text(NameKey), request.Text(KeyKey));
        if (name is not null && !AccountNames.IsName(name))
            request.Refuse("query", NameKey.Name, "malformed-name", AccountNames.Takes);
        if (key is not null && !KeyText.IsId(key))
            request.Refuse("query", KeyKey.Name, "malformed-id", "The id of a key has 12 characters of [a-z2-7].");
        var change = request.Word<AccessChange>(ChangeKey);
        var span = new AccessSpan(
            name is not null ? AccessChanged.SubjectOfAccount(AccountNames.ActorId(name))
                : key is not null ? AccessChanged.SubjectOfKey(key) : null,
            request.Instant(FromKey) ?? DateTimeOffset.MinValue,
            request.Instant(UntilKey) ?? DateTimeOffset.MaxValue,
            null);
        var bound = $"access changes {span} {key} {change}";
        if (request.Cursor(bound) is var (ticks, position))
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            span = span with { Before = new ReadMark(at, LogPosition.Parse(position)) };
        }

        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var (items, next) = await Page(
            log, span, one => (change is null || one.Change == change) && (key is null || one.Key == key), size,
            cancellation);
        return TypedResults.Ok(new Page<AccessChangeItem>(
            items, next is null ? null : CursorText.Write(bound, next.RecordedAt.UtcTicks, next.Position.ToString()),
            null));
    }

    private static async Task<(ImmutableArray<AccessChangeItem> Items, ReadMark? Next)> Page(
        IAccessLog log, AccessSpan span, Func<AccessChangeItem, bool> isWanted, int size,
        CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<AccessChangeItem>();
        for (var lookedAt = 0; lookedAt < LookedAtMax;)
        {
            var page = await log.Newest(span, IAccessLog.PageMax, cancellation);
            foreach (var logged in page)
            {
                if (found.Count == size)
                    return (found.ToImmutable(), span.Before);

                span = span with { Before = new ReadMark(logged.RecordedAt, logged.Position) };
                if (AccessChangeItem.Of(logged) is { } item && isWanted(item))
                    found.Add(item);
            }

            if (page.Length < IAccessLog.PageMax)
                return (found.ToImmutable(), null);
            lookedAt += page.Length;
        }

        return (found.ToImmutable(), span.Before);
    }
}
