using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Having this server call what is inside, and hearing what is not for one's ears.</summary>
internal static class AttacksOnWebhooks
{
    public static IEnumerable<Attack> All => [.. Inside, .. Without, .. ByOthers, .. Forms];

    private static IEnumerable<Attack> Inside => ((string[])[
        "https://127.0.0.1/", "https://127.0.0.1:11111/", "https://0.0.0.0/", "https://10.0.0.1/",
        "https://172.16.0.1/", "https://192.168.1.1/", "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://224.0.0.1/", "https://255.255.255.255/", "https://2130706433/", "https://0x7f000001/",
        "https://0177.0.0.1/", "https://127.1/", "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a00:1]/", "https://[64:ff9b::a00:1]/", "https://[2002:a00:1::]/", "https://[fd00::1]/",
        "https://[fe80::1]/", "https://[ff02::1]/",
    ]).Select(url => Making(url, "address-refused"));

    private static IEnumerable<Attack> Without =>
    [
        Making("http://register.example.org/", "url-without-tls"),
        .. ((string[])[
            "https://administrator:word@register.example.org/", "https://register.example.org@127.0.0.1/",
            "https://register.example.org/#here", "file:///etc/passwd", "gopher://127.0.0.1:25/_HELO",
            "unix:/run/socket", "//127.0.0.1/", "/v1/me", "javascript:alert(1)", "https://",
        ]).Select(url => Making(url, "malformed-url")),
    ];

    private static IEnumerable<Attack> ByOthers =>
    [
        .. ((string[])["supervisor", "escalation-officer", "team-lead", "auditor", "model-owner", Service])
            .Select(by => new Attack(
                $"a webhook made by {by}",
                besieged => besieged.Ask(by, "POST", "/v1/webhooks", Asking("https://register.example.org/")), 403)),
        new("a webhook made by nobody", besieged => besieged.Ask(
            Nobody, "POST", "/v1/webhooks", Asking("https://register.example.org/")), 401),
        .. ((string[])["ping", "enable", "disable", "remove"]).Select(step => new Attack(
            $"to {step} a webhook as an auditor",
            besieged => besieged.Ask("auditor", "POST", $"/v1/webhooks/aaaaaaaaaaaa/{step}"), 403)),
        .. ((string[])["rotate", "dead-letters/resend"]).Select(step => new Attack(
            $"to {step} a webhook as an auditor",
            besieged => besieged.Ask("auditor", "POST", $"/v1/webhooks/aaaaaaaaaaaa/{step}", "{}"), 403)),
        .. ((string[])["supervisor", "team-lead", Service]).Select(by => new Attack(
            $"the list of webhooks as {by}", besieged => besieged.Ask(by, "GET", "/v1/webhooks"), 403)),
        new("what was given up as a supervisor", besieged => besieged.Ask(
            "supervisor", "GET", "/v1/webhooks/aaaaaaaaaaaa/dead-letters"), 403),
    ];

    private static IEnumerable<Attack> Forms =>
    [
        new("a webhook with a secret of one's own", besieged => besieged.Ask(
            "administrator", "POST", "/v1/webhooks",
            """
            {"name":"a","url":"https://a.example/","events":["level-changed"],"purpose":"audit","secret":"whsec_AAAA"}
            """), 400, "unknown-member"),
        new("a webhook with a line in its name", besieged => besieged.Ask(
            "administrator", "POST", "/v1/webhooks",
            Asking("https://a.example/").Replace("\"a\"", "\"a\\r\\nX-Api-Key: b\"")), 400, "/name"),
        .. ((string[])["AAAAAAAAAAAA", "a", "%27%20OR%201=1", "aaaaaaaaaaaaa", "register"]).Select(id => new Attack(
            $"the webhook {id}", besieged => besieged.Ask("administrator", "POST", $"/v1/webhooks/{id}/ping"),
            400, "malformed-id")),
        .. ((string[])["level-changed", "escalation-changed", "decision-taken", "ping"]).Select(matter => new Attack(
            $"a message of a webhook as a fact, {matter}",
            besieged => besieged.Ask(
                Service, "POST", "/v1/events", KeyHolder.Event(type: $"supervision.webhook.{matter}.v1"),
                "application/cloudevents+json"),
            400, "/type")),
    ];

    private static Attack Making(string url, string code) => new(
        $"a webhook to {url}", besieged => besieged.Ask("administrator", "POST", "/v1/webhooks", Asking(url)), 400,
        code);

    private static string Asking(string url) =>
        $$"""{"name":"a","url":"{{url}}","events":["level-changed"],"purpose":"supervision"}""";
}
