using Supervision.Access.Keys;
using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Credentials that were changed, made up, taken back, or are of somebody with other rights.</summary>
internal static class AttacksOnTokens
{
    public static IEnumerable<Attack> All => [.. OfTheProvider, .. OfServices];

    private static IEnumerable<Attack> OfTheProvider => TamperedTokens.All.Select(how => new Attack(
        $"a token: {how}",
        besieged => besieged.Ask(
            Nobody, "GET", $"/v1/referents/{Referent}",
            headers: ("Authorization", $"Bearer {TamperedTokens.Make(besieged.Server.Provider, how)}")),
        401, "application/problem+json"));

    private static Attack[] OfServices =>
    [
        new("a key that was revoked", async besieged =>
        {
            var (id, key) = await besieged.MakeKey("urn:test:*", "supervision.*");
            await besieged.Server.Administrator.Post($"/v1/keys/{id}/revoke", null);
            return () => Send(besieged, Nobody, KeyHolder.Event(), ("X-Api-Key", key));
        }, 401),
        new("a key with another secret", async besieged =>
        {
            var (id, _) = await besieged.MakeKey("urn:test:*", "supervision.*");
            return () => Send(besieged, Nobody, KeyHolder.Event(), ("X-Api-Key", KeyText.New(id).Text));
        }, 401),
        new("a key that was rotated away", async besieged =>
        {
            var (id, key) = await besieged.MakeKey("urn:test:*", "supervision.*");
            await besieged.Server.Administrator.Post($"/v1/keys/{id}/rotate", new { days = 9, oldHours = 0 });
            return () => Send(besieged, Nobody, KeyHolder.Event(), ("X-Api-Key", key));
        }, 401),
        new("a key in the query", async besieged =>
        {
            var (_, key) = await besieged.MakeKey("urn:test:*", "supervision.*");
            return () => besieged.Ask(Nobody, "GET", $"/v1/me?X-Api-Key={key}&api_key={key}");
        }, 401),
        new("a key as a token", async besieged =>
        {
            var (_, key) = await besieged.MakeKey("urn:test:*", "supervision.*");
            return () => besieged.Ask(Nobody, "GET", "/v1/me", headers: ("Authorization", $"Bearer {key}"));
        }, 401),
        new("SQL for a key", besieged => Send(
            besieged, Nobody, KeyHolder.Event(), ("X-Api-Key", "svk_' OR '1'='1_" + new string('A', 43))), 401),
        new("a good session beside a bad token", besieged => besieged.Ask(
            "supervisor", "GET", "/v1/me", headers: ("Authorization", "Bearer x.y.z")), 401),
        new("an event of another source than the key is for", besieged => Send(
            besieged, NarrowService, KeyHolder.Event("urn:test:other")), 403, "source-not-allowed"),
        new("an event of another type than the key is for", besieged => Send(
            besieged, NarrowService,
            KeyHolder.Event("urn:test:narrow", "supervision.recognition.granted.v1", """{"purpose":"labour"}""")),
            403, "type-not-allowed"),
        new("a retraction of the fact of another source", besieged => Send(
            besieged, NarrowService, KeyHolder.Event(
                "urn:test:narrow", "supervision.fact.retracted.v1",
                """{"ofSource":"urn:test:register","ofId":"r-1","reason":"other"}""")),
            403, "not-allowed"),
    ];

    private static Task<string> Send(
        Besieged besieged, string by, string json, params (string Name, string Value)[] headers) =>
        besieged.Ask(by, "POST", "/v1/events", json, "application/cloudevents+json", headers);
}
