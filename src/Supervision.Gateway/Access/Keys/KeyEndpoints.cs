using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Events;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Keys;

/// <summary>Keys of services: made, rotated and revoked by an administrator.</summary>
internal static class KeyEndpoints
{
    private const int RolesMax = 3;

    /// <summary>With a colon between any two bytes.</summary>
    private const int FingerprintLengthMax = 95;

    private static readonly Refusal Changed = new(
        "key-changed", "The key was revoked, or another rotated it at this moment; read the list and decide again.");

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/keys", List).Describe(KeyOperations.List);
        routes.MapCommand("/keys", Make).Describe(KeyOperations.Make);
        routes.MapCommand("/keys/{id}/rotate", Rotate).Describe(KeyOperations.Rotate);
        routes.MapPost("/keys/{id}/revoke", Revoke).Describe(KeyOperations.Revoke);
    }

    private static async Task<Results<Ok<Page<KeyItem>>, ProblemAnswer>> List(
        HttpContext context, IApiKeyStore store, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var after = request.Cursor("keys")?.Id;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = await store.List(after, size + 1, cancellation);
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<KeyItem>(
            [.. page.Select(key => KeyItem.Of(key, time.GetUtcNow()))],
            found.Length > size ? CursorText.Write("keys", 0, page[^1].Id) : null,
            null));
    }

    private static async Task<Results<Created<KeyMade>, ProblemAnswer>> Make(
        HttpContext context, IApiKeyStore store, AccessRecorder recorder, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "name", "roles", "sources", "types", "days", "certificate");
        var terms = new KeyTerms(
            body.Text("name", Actor.NameLengthMax),
            body.WordList<Role>("roles", RolesMax),
            new KeyScope(
                body.TextList("sources", KeyScope.PatternsMax, EventLimits.KeyLengthMax),
                body.TextList("types", KeyScope.PatternsMax, EventLimits.KeyLengthMax)),
            body.Number("days", 1, KeyTerms.DaysMax));
        var fingerprint = body.OptionalText("certificate", FingerprintLengthMax);
        if (fingerprint is not null && !Fingerprint.TryRead(fingerprint, out fingerprint))
            request.Refuse(ProblemError.InBody(
                "/certificate", "malformed-fingerprint", "Takes the SHA-256 of a certificate: 64 hexadecimal digits."));
        if (request.Problem is { } unread)
            return unread; // What could not be read would be wrong once more as terms.
        foreach (var wrong in terms.Malformed())
            request.Refuse(ProblemError.InBody(wrong.Pointer!, wrong.Code, wrong.Message));
        if (request.Problem is { } problem)
            return problem;
        if (terms.Check() is { } refusal)
            return Problems.Refused(refusal);

        var now = time.GetUtcNow();
        if (fingerprint is not null && await store.Find([Fingerprint.IdOf(fingerprint)], cancellation) is not [])
            return Problems.Refused(KeyTerms.CertificateKnown);

        var (key, text) = fingerprint is null
            ? terms.Make(now, context.Actor().Id)
            : (terms.Bind(fingerprint, now, context.Actor().Id), (string?)null);
        var change = key.Change(AccessChange.KeyMade, context.Actor().Id);
        await recorder.Record(change);
        if (await store.Add(key, now, cancellation))
            return TypedResults.Created((string?)null, new KeyMade(key.Id, text, key.Secret.Until, null));

        await recorder.RecordNotDone(change);
        return Problems.Refused(new Refusal(
            "too-many-keys", $"There are {KeyTerms.KeysMax} keys that hold. Revoke those not in use."));
    }

    private static async Task<Results<Ok<KeyMade>, ProblemAnswer>> Rotate(
        HttpContext context, IApiKeyStore store, AccessRecorder recorder, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        var body = await request.Body(cancellation, "days", "oldHours");
        var days = body.Number("days", 1, KeyTerms.DaysMax);
        var oldHours = body.Number("oldHours", 0, KeyTerms.OldHoursMax);
        if (request.Problem is { } problem)
            return problem;
        if (await store.Find([id], cancellation) is not [{ } before])
            return Problems.NotFound();
        if (KeyTerms.CheckRotation(before) is { } refusal)
            return Problems.Refused(refusal);

        var (after, text) = KeyTerms.Rotate(before, time.GetUtcNow(), days, oldHours);
        if (before.Revoked is not null)
            return Problems.Refused(Changed);

        var change = after.Change(AccessChange.KeyRotated, context.Actor().Id);
        await recorder.Record(change);
        if (await store.Rotate(before, after, cancellation))
            return TypedResults.Ok(new KeyMade(id, text, after.Secret.Until, after.Old?.Until));

        await recorder.RecordNotDone(change);
        return Problems.Refused(Changed);
    }

    private static async Task<Results<Ok<KeyItem>, ProblemAnswer>> Revoke(
        HttpContext context, IApiKeyStore store, AccessRecorder recorder, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        if (request.Problem is { } problem)
            return problem;
        if (await store.Find([id], cancellation) is not [{ } before])
            return Problems.NotFound();

        var now = time.GetUtcNow();
        if (before.Revoked is null)
            await recorder.Record(new AccessChanged(AccessChange.KeyRevoked, context.Actor().Id, Key: id));
        await store.Revoke(id, new KeyRevocation(now, context.Actor().Id), cancellation);
        return await store.Find([id], cancellation) is [{ } key]
            ? TypedResults.Ok(KeyItem.Of(key, now))
            : Problems.NotFound();
    }

    private static string Id(RequestReader request, HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string;
        if (KeyText.IsId(id))
            return id;

        request.Refuse("path", "id", "malformed-id", "The id of a key has 12 characters of [a-z2-7].");
        return "";
    }
}
