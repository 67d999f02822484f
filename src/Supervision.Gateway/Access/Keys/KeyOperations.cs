using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Keys;

/// <summary>What the document says of the keys of services.</summary>
internal static class KeyOperations
{
    private static readonly AccessRule Administrators = AccessRule.People(Role.Administrator);

    private static readonly PathKey IdPath = new("id", "The id of the key.", "k3v7q2m5x4ab", KeyText.IdPattern);

    private static readonly DateTimeOffset Made = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly KeyItem Example = new(
        "k3v7q2m5x4ab", "Permit register", [Role.Integrator], ["urn:example:permits"],
        ["supervision.application.*", "supervision.fact.corrected.v1"], null, "active", Made, "user:a.beheer",
        Made.AddDays(90), null, null, null);

    private static readonly KeyMade Shown = new(
        Example.Id, $"svk_{Example.Id}_9nZ0cVq1v4mB7xK2tR5yW8uE3sD6fG1hJ4kL7pQ0aXc", Example.ExpiresAt, null);

    public static readonly Operation List = new(
        "listKeys", Tags.Keys, "List keys",
        "All that were ever made, by id, with what they may. A secret is shown to nobody again.")
    {
        Access = AccessRule.People(Role.Administrator, Role.Auditor),
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page of keys.", new Page<KeyItem>([Example], null, null))],
    };

    public static readonly Operation Make = new(
        "makeKey", Tags.Keys, "Make a key",
        "For one service, to be sent in the header `X-Api-Key`, or bound to the certificate that it connects with. "
        + "An event of a source or type that no pattern fits is refused. Who may send a correction or retraction "
        + "may send it of every event of the sources that fit.")
    {
        Access = Administrators,
        Requests =
        [
            new RequestExample(
                "application/json", "register", "A register that sends applications",
                new MakeKeyRequest(Example.Name, Example.Roles, Example.Sources, Example.Types, 90),
                typeof(MakeKeyRequest)),
        ],
        Answers = [Answer.Json(201, "The key, shown once.", Shown)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation Rotate = new(
        "rotateKey", Tags.Keys, "Give a key a new secret",
        "The one that it has holds for as many hours as are given, so that the service can change over. An older one "
        + "that still held ends at once.")
    {
        Access = Administrators,
        Path = [IdPath],
        Requests =
        [
            new RequestExample(
                "application/json", "day", "A day to change over", new RotateKeyRequest(90, 24),
                typeof(RotateKeyRequest)),
        ],
        Answers = [Answer.Json(200, "The key with its new secret, shown once.", Shown with { OldUntil = Made })],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Revoke = new(
        "revokeKey", Tags.Keys, "Revoke a key",
        "For good, and at once on every server: a request that begins after the answer is not let in, and a stream of "
        + "events that is under way ends.")
    {
        Access = Administrators,
        Path = [IdPath],
        Answers =
        [
            Answer.Json(200, "The key.", Example with
            {
                State = "revoked",
                RevokedAt = Made.AddDays(9),
                RevokedBy = "user:a.beheer",
            }),
        ],
        Errors = [404],
    };
}
