using Supervision.Gateway.Requests;
using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>What is of others, by its id; records of this server, as if they were a dossier; and guessing.</summary>
internal static class AttacksOnIds
{
    private const string Close = """{"outcome":"no-breach","findings":[]}""";

    public static IEnumerable<Attack> All =>
        [.. OfOthers, .. Records.Select(Read), .. Records.Select(Write), .. OfThisServer, .. Alike, .. Texts];

    private static Attack[] OfOthers =>
    [
        new("to close what another officer has taken", besieged => besieged.Ask(
            "another-officer", "POST", $"/v1/escalations/{Escalation}/close", Close), 409, "escalation-not-taken"),
        new("to take what another officer has taken", besieged => besieged.Ask(
            "another-officer", "POST", $"/v1/escalations/{Escalation}/take"), 409, "escalation-taken"),
        new("to release what another officer has taken", besieged => besieged.Ask(
            "another-officer", "POST", $"/v1/escalations/{Escalation}/release"), 409, "escalation-not-taken"),
        new("to close as a supervisor", besieged => besieged.Ask(
            "supervisor", "POST", $"/v1/escalations/{Escalation}/close", Close), 403),
        new("to close as a service", besieged => besieged.Ask(
            Service, "POST", $"/v1/escalations/{Escalation}/close", Close), 403),
        new("an escalation as a model owner", besieged => besieged.Ask(
            "model-owner", "GET", $"/v1/escalations/{Escalation}"), 403),
        new("a dossier as an administrator", besieged => besieged.Ask(
            "administrator", "GET", $"/v1/referents/{Referent}"), 403),
        new("a whole dossier as an officer", besieged => besieged.Ask(
            "escalation-officer", "GET", $"/v1/referents/{Referent}/dossier"), 403),
        new("a dossier as the service that sent it", besieged => besieged.Ask(
            Service, "GET", $"/v1/referents/{Referent}/events"), 403),
        new("a dossier without saying what for", besieged => besieged.Ask(
            "supervisor", "GET", $"/v1/referents/{Referent}", headers: ("X-Purpose", "curiosity")),
            400, "X-Purpose"),
        new("to erase as a supervisor", besieged => besieged.Ask(
            "supervisor", "POST", $"/v1/referents/{Referent}/erasures", "{}"), 403),
        new("a key made by a supervisor", besieged => besieged.Ask("supervisor", "POST", "/v1/keys", "{}"), 403),
        new("to revoke the key of another service", async besieged =>
        {
            var (id, _) = await besieged.MakeKey("urn:test:*", "supervision.*");
            return () => besieged.Ask(Service, "POST", $"/v1/keys/{id}/revoke");
        }, 403),
        new("one's own roles", besieged => besieged.Ask(
            "supervisor", "POST", "/v1/people/person-1/roles", """{"roles":["administrator"]}"""), 403),
        new("one's own roles as an administrator", besieged => besieged.Ask(
            "administrator", "POST", "/v1/people/first.administrator/roles", """{"roles":["supervisor"]}"""),
            409, "own-account"),
    ];

    /// <summary>Under these the log has what is no dossier; a name like them is free to nobody.</summary>
    private static string[] Records =>
    [
        $"reads:{Referent}", "reads:*", $"orders:{Referent}", "access:user:first.administrator", "access:key:x",
        "access:webhook:aaaaaaaaaaaa",
        $"escalation:{Escalation}", "reads:x", "orders:x", "access:x",
    ];

    private static Attack Read(string subject) => new(
        $"to read {subject}",
        besieged => besieged.Ask("supervisor", "GET", $"/v1/referents/{subject}/events"),
        subject is "reads:x" or "orders:x" or "access:x" ? 404 : 400)
    {
        Readings = subject is "reads:x" or "orders:x" or "access:x" ? 1 : 0, // 404 tells something.
    };

    private static Attack Write(string subject) => new(
        $"to write under {subject}",
        besieged => besieged.Ask(
            Service, "POST", "/v1/events", KeyHolder.Event().Replace("kvk:99000041", subject),
            "application/cloudevents+json"),
        400, "invalid-subject");

    private static Attack[] OfThisServer =>
    [
        .. ((string[])[
            "supervision.dossier.read.v1", "supervision.access.changed.v1", "supervision.escalation.concluded.v1",
            "supervision.dossier.ordered.v1", "supervision.retention.started.v1", "supervision.webhook.changed.v1",
        ]).Select(type => new Attack(
            $"a fact of this server itself, {type}",
            besieged => besieged.Ask(
                Service, "POST", "/v1/events", KeyHolder.Event(type: type), "application/cloudevents+json"),
            400, "/type")),
    ];

    private static Attack[] Alike =>
    [
        new("whether there is such a person, by the answer", besieged => Same(
            besieged, "auditor", "POST", "/v1/people/first.administrator/disable", "/v1/people/nobody/disable"), 403),
        new("whether there is such a dossier, by the answer", besieged => Same(
            besieged, "model-owner", "GET", $"/v1/referents/{Referent}", "/v1/referents/kvk:1"), 403),
        new("whether there is such an escalation, by the answer", besieged => Same(
            besieged, "supervisor", "POST", $"/v1/escalations/{Escalation}/take", "/v1/escalations/kvk:1~1/take"),
            403),
        new("whether there is such a dossier, by nobody", besieged => Same(
            besieged, Nobody, "GET", $"/v1/referents/{Referent}", "/v1/referents/kvk:1"), 401),
        new("whether there is such a person, by the page", async besieged =>
        {
            var first = await Guess(besieged, "first.administrator");
            return async () =>
            {
                var other = await Guess(besieged, "nobody-at-all");
                Assert.Equal(Said(first), Said(other));
                return other;
            };
        }, 400),
    ];

    private static Attack[] Texts =>
    [
        .. ((string[])["%25", "_", "%27%20OR%201=1--", "%22%3B%20DROP%20TABLE%20events", "*", "c_nary", "%25canary%25"])
            .Select(search => new Attack(
                $"a search for {search}",
                besieged => besieged.Ask("supervisor", "GET", $"/v1/referents?search={search}"),
                200, "\"items\":[]") { Readings = 1, Never = [Canary] }),
        .. ((string[])["kvk:%27%20OR%201=1", "kvk:%25", "kvk:987000001%27--", "kvk:98700000_", "..", "kvk:1~1"])
            .Select(id => new Attack(
                $"a dossier by the id {id}", besieged => besieged.Ask("supervisor", "GET", $"/v1/referents/{id}/risk"),
                id switch { ".." => 404, "kvk:98700000_" => 404, _ => 400 })
            {
                Readings = id == "kvk:98700000_" ? 1 : 0,
            }),
        new("a cursor of another list", besieged => besieged.Ask(
            "administrator", "GET", $"/v1/keys?cursor={CursorText.Write("people", 0, "A")}"), 400, "malformed-cursor"),
        new("a cursor of a list that one may not see", besieged => besieged.Ask(
            "supervisor", "GET", $"/v1/people?cursor={CursorText.Write("people", 0, "")}"), 403),
        new("a cursor of another dossier", besieged => besieged.Ask(
            "supervisor", "GET",
            $"/v1/referents/{Referent}/events?cursor={CursorText.Write("events kvk:1", 1, "")}"),
            400, "malformed-cursor"),
        new("a cursor with SQL in it", besieged => besieged.Ask(
            "administrator", "GET", $"/v1/people?cursor={CursorText.Write("people", 0, "' OR 1=1 --")}"),
            200) { Never = ["password"] },
        .. ((string[])["f\u0456rst.administrator", "First.Administrator", "first.administrator\u200b", "\uff46irst",
            "first.administrator ", "first.administrator\\u0000"])
            .Select(name => new Attack(
                $"the name of another in letters that look the same, {name}",
                besieged => besieged.Ask(
                    "administrator", "POST", "/v1/people", $$"""{"name":"{{name}}","roles":[]}"""),
                400, "/name")),
    ];

    /// <summary>The answer to the one; but for the trace, that to the other is the same.</summary>
    private static async Task<string> Same(Besieged besieged, string by, string method, string one, string other)
    {
        var (first, second) = (await besieged.Ask(by, method, one), await besieged.Ask(by, method, other));
        Assert.Equal(first.Split("\r\n")[0], second.Split("\r\n")[0]);
        Assert.Equal(first.Length - one.Length, second.Length - other.Length, tolerance: 40);
        return first;
    }

    private static async Task<string> Guess(Besieged besieged, string name)
    {
        using var browser = new Browser(besieged.Server.Address);
        using var opened = await browser.Open("/sign-in");
        using var answer = await browser.Submit(("name", name), ("password", "niet het wachtwoord"));
        return await Text(answer);
    }

    private static string Said(string page) =>
        page[page.IndexOf("role=\"alert\">", StringComparison.Ordinal)..].Split('<')[0];
}
