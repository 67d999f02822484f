using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Members that the sender may not set, or twice, or without end.</summary>
internal static class AttacksOnMembers
{
    public static Attack[] All =>
    [
        Person("isAdministrator", "true"),
        Person("passwordHash", "\"x\""),
        Person("hasSecondFactor", "false"),
        Person("state", "\"active\""),
        Person("__proto__", """{"roles":["administrator"]}"""),
        new("a role that there is not", besieged => besieged.Ask(
            "administrator", "POST", "/v1/people", """{"name":"x","roles":["root"]}"""), 400, "/roles"),
        new("a key with the secret of the sender's choice", besieged => Key(besieged, "\"secret\":\"x\""),
            400, "unknown-member"),
        new("a key that does not expire", besieged => Key(besieged, "\"expiresAt\":null"), 400, "unknown-member"),
        new("a key that may decide", besieged => besieged.Ask(
            "administrator", "POST", "/v1/keys",
            """{"name":"x","roles":["escalation-officer"],"sources":["*"],"types":["*"],"days":9}"""), 409, "/roles"),
        Opened("assignee", "\"user:first.administrator\""),
        Opened("level", "\"low\""),
        Opened("points", "0"),
        Opened("state", "\"closed\""),
        Opened("openedBy", "\"user:first.administrator\""),
        Noted("author", "\"user:first.administrator\""),
        Noted("at", "\"2020-01-01T00:00:00Z\""),
        new("who closes it", besieged => besieged.Ask(
            "another-officer", "POST", $"/v1/escalations/{Escalation}/close",
            """{"outcome":"no-breach","findings":[],"closedBy":"user:x"}"""), 400, "unknown-member"),
        Event("recordedat", "\"2020-01-01T00:00:00Z\""),
        Event("position", "\"0:1\""),
        Event("actor", "\"user:first.administrator\""),
        new("points in the data of an event", besieged => besieged.Ask(
            Service, "POST", "/v1/events",
            KeyHolder.Event(data: """{"applicationId":"a","purpose":"labour","points":0,"level":"low"}"""),
            "application/cloudevents+json"), 400, "/data/points", "/data/level"),
        new("a name twice", besieged => besieged.Ask(
            "administrator", "POST", "/v1/people", """{"name":"x","name":"first.administrator","roles":[]}"""),
            400, "malformed-json"),
        new("roles twice, once in escapes", besieged => besieged.Ask(
            "administrator", "POST", "/v1/people",
            """{"name":"x","roles":[],"rol\u0065s":["administrator"]}"""), 400, "malformed-json"),
        new("a reason nested ten thousand deep", besieged => besieged.Ask(
            "team-lead", "POST", "/v1/escalations",
            $$"""{"referentId":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}"""), 400, "malformed-json"),
        new("a list of roles without end", besieged => besieged.Ask(
            "administrator", "POST", "/v1/people",
            $$"""{"name":"x","roles":[{{string.Join(',', Enumerable.Repeat("\"auditor\"", 5_000))}}]}"""),
            400, "/roles"),
        new("query keys without end", besieged => besieged.Ask(
            "supervisor", "GET", "/v1/referents?" + string.Join('&', Enumerable.Range(0, 1_500).Select(n => $"k{n}"))),
            400),
    ];

    private static Attack Person(string member, string value) => new(
        $"an account with {member}",
        besieged => besieged.Ask(
            "administrator", "POST", "/v1/people", $$"""{"name":"x","roles":[],"{{member}}":{{value}}}"""),
        400, "unknown-member");

    private static Attack Opened(string member, string value) => new(
        $"an escalation with {member}",
        besieged => besieged.Ask(
            "team-lead", "POST", "/v1/escalations",
            $$"""{"referentId":"{{Referent}}","reason":"x","{{member}}":{{value}}}"""),
        400, "unknown-member");

    private static Attack Noted(string member, string value) => new(
        $"a note with {member}",
        besieged => besieged.Ask(
            "escalation-officer", "POST", $"/v1/escalations/{Escalation}/notes",
            $$"""{"noteId":"n","text":"x","{{member}}":{{value}}}"""),
        400, "unknown-member");

    private static Attack Event(string member, string value) => new(
        $"an event with {member}",
        besieged => besieged.Ask(
            Service, "POST", "/v1/events", KeyHolder.Event().Insert(1, $"\"{member}\":{value},"),
            "application/cloudevents+json"),
        400, $"/{member}", "unknown-member");

    private static Task<string> Key(Besieged besieged, string member) => besieged.Ask(
        "administrator", "POST", "/v1/keys",
        $$"""{"name":"x","roles":["integrator"],"sources":["*"],"types":["*"],"days":9,{{member}}}""");
}
