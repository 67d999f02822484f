using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks;

/// <summary>What the document says of webhooks.</summary>
internal static class WebhookOperations
{
    /// <summary>Ids in one order to send again.</summary>
    public const int ResentMax = 500;

    private static readonly AccessRule Administrators = AccessRule.People(Role.Administrator);

    private static readonly AccessRule Readers = AccessRule.People(Role.Administrator, Role.Auditor);

    private static readonly PathKey IdPath = new("id", "The id of the webhook.", "m2x6q7dk3w4c", KeyText.IdPattern);

    private static readonly DateTimeOffset Made = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly WebhookItem Example = new(
        "m2x6q7dk3w4c", "Permit register", "https://register.example.org/supervision",
        [WebhookMatter.LevelChanged, WebhookMatter.DecisionTaken], ReadingPurpose.Supervision, "active", Made,
        "user:a.beheer", null, null, 0, null, 0, new WebhookTryItem("level-42-3-1042", Made.AddDays(1), "http-204"),
        null);

    private static readonly WebhookMade Shown = new(
        Example.Id, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=", null);

    public static readonly Operation List = new(
        "listWebhooks", Tags.Webhooks, "List webhooks",
        "All there are, with how each keeps up. A secret is shown to nobody again.")
    {
        Access = Readers,
        Answers = [Answer.Json(200, "All webhooks.", new WebhookList([Example]))],
    };

    public static readonly Operation Make = new(
        "makeWebhook", Tags.Webhooks, "Make a webhook",
        "What is stored after the answer is sent to the address, as a CloudEvent signed in the manner of Standard "
        + "Webhooks: at least once, of one referent in order. A receiver drops what has an id that it has seen. "
        + "Addresses outside the internet are refused unless the configuration names their network.")
    {
        Access = Administrators,
        Requests =
        [
            new RequestExample(
                "application/json", "register", "A register that follows levels and decisions",
                new MakeWebhookRequest(Example.Name, Example.Url, Example.Events, Example.Purpose),
                typeof(MakeWebhookRequest)),
        ],
        Answers = [Answer.Json(201, "The secret, shown once.", Shown)],
        Errors = [409, 413, 415, 503],
    };

    public static readonly Operation Disable = new(
        "disableWebhook", Tags.Webhooks, "Disable a webhook",
        "Nothing is sent from here on; what is under way may still arrive. What happens meanwhile is kept for it.")
    {
        Access = Administrators,
        Path = [IdPath],
        Answers =
        [
            Answer.Json(200, "The webhook.", Example with { State = "disabled", DisabledAt = Made.AddDays(2) }),
        ],
        Errors = [404, 503],
    };

    public static readonly Operation Enable = new(
        "enableWebhook", Tags.Webhooks, "Enable a webhook again", "It goes on from where it stopped.")
    {
        Access = Administrators,
        Path = [IdPath],
        Answers = [Answer.Json(200, "The webhook.", Example)],
        Errors = [404, 503],
    };

    public static readonly Operation Rotate = new(
        "rotateWebhook", Tags.Webhooks, "Give a webhook a new secret",
        "Messages are signed with both for as many hours as are given, so that the receiver can change over. An older "
        + "one that still signed ends at once.")
    {
        Access = Administrators,
        Path = [IdPath],
        Requests =
        [
            new RequestExample(
                "application/json", "day", "A day to change over", new RotateWebhookRequest(24),
                typeof(RotateWebhookRequest)),
        ],
        Answers = [Answer.Json(200, "The new secret, shown once.", Shown with { OldUntil = Made.AddDays(3) })],
        Errors = [404, 413, 415, 503],
    };

    public static readonly Operation Remove = new(
        "removeWebhook", Tags.Webhooks, "Remove a webhook", "For good, with what waits for it and what was given up.")
    {
        Access = Administrators,
        Path = [IdPath],
        Answers = [Answer.Json(200, "The webhook as it was.", Example with { State = "removed" })],
        Errors = [404, 503],
    };

    public static readonly Operation Ping = new(
        "pingWebhook", Tags.Webhooks, "Send a trial message",
        "Once, by the same way as all others; the list of webhooks says soon what came of it.")
    {
        Access = Administrators,
        Path = [IdPath],
        Answers = [Answer.Json(202, "It is on its way.", new PingAnswer("ping-019ca2d4b2f07c1e9d1f3a5b7c9d1e2f"))],
        Errors = [404, 409, 503],
    };

    public static readonly Operation DeadLetters = new(
        "listDeadLetters", Tags.Webhooks, "List what was given up",
        "The oldest first: messages that did not arrive however often they were tried. Each is kept for some time, "
        + "without what it says.")
    {
        Access = Readers,
        Path = [IdPath],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of messages.", new Page<DeadLetterItem>(
                [
                    new DeadLetterItem(
                        "level-42-3-1042", WebhookMessages.TypeOf(WebhookMatter.LevelChanged), Made,
                        Made.AddDays(2), 20, "http-500"),
                ],
                null,
                null)),
        ],
        Errors = [404],
    };

    public static readonly Operation Resend = new(
        "resendDeadLetters", Tags.Webhooks, "Send what was given up once more",
        "Under the same ids, after all that waits, as far as there is room for it; their tries begin anew. What was "
        + "erased meanwhile is not sent.")
    {
        Access = Administrators,
        Path = [IdPath],
        Requests =
        [
            new RequestExample(
                "application/json", "one", "One message", new ResendRequest(["level-42-3-1042"]),
                typeof(ResendRequest)),
            new RequestExample("application/json", "all", "All of them", new ResendRequest(), typeof(ResendRequest)),
        ],
        Answers = [Answer.Json(200, "How many go out.", new ResendAnswer(1))],
        Errors = [404, 413, 415, 503],
    };
}
