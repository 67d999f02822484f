using Supervision.Gateway.Tests.Access;
using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Sessions that ended, were planted, or are used by another site.</summary>
internal static class AttacksOnSessions
{
    private const string Take = $"/v1/escalations/{Escalation}/release";

    public static Attack[] All =>
    [
        new("a session after signing out", async besieged =>
        {
            var (person, _) = await besieged.Server.Person("supervisor");
            var cookie = CookiesOf(person);
            using var page = await person.Open("/account");
            using var left = await person.Submit();
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", $"/v1/referents/{Referent}", headers: ("Cookie", cookie));
        }, 401),
        new("a session of somebody whose roles were taken", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            var cookie = CookiesOf(person);
            await besieged.Server.Administrator.Post($"/v1/people/{name}/roles", new { roles = Array.Empty<string>() });
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", $"/v1/referents/{Referent}", headers: ("Cookie", cookie));
        }, 401),
        new("a session with its end changed", async besieged =>
        {
            var (person, _) = await besieged.Server.Person("supervisor");
            var cookie = CookiesOf(person)[..^6] + "AAAAAA";
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", $"/v1/referents/{Referent}", headers: ("Cookie", cookie));
        }, 401),
        new("what a browser had before it signed in", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            using var browser = new Browser(besieged.Server.Address);
            using var opened = await browser.Open("/sign-in");
            var before = CookiesOf(browser);
            Assert.Equal(302, await browser.SignIn(name, AccountServer.Password, person.Secret));
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", "/v1/me", headers: ("Cookie", before));
        }, 401),
        new("a password without the second factor", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            using var browser = new Browser(besieged.Server.Address);
            using var opened = await browser.Open("/sign-in");
            using var half = await browser.Submit(("name", name), ("password", AccountServer.Password));
            var cookies = CookiesOf(browser);
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", "/v1/me", headers: ("Cookie", cookies));
        }, 401),
        new("the cookie between password and code as a session", async besieged =>
        {
            var (person, name) = await besieged.Server.Person("supervisor");
            using var browser = new Browser(besieged.Server.Address);
            using var opened = await browser.Open("/sign-in");
            using var half = await browser.Submit(("name", name), ("password", AccountServer.Password));
            var longest = browser.Cookies.OrderByDescending(cookie => cookie.Value.Length).First().Value;
            person.Dispose();
            return () => besieged.Ask(Nobody, "GET", "/v1/me", headers: ("Cookie", $"supervision={longest}"));
        }, 401),
        Crossed("a form of another site", ("Sec-Fetch-Site", "cross-site")),
        Crossed("a form of a sister site", ("Sec-Fetch-Site", "same-site")),
        Crossed("a form of another origin", ("Origin", "https://elsewhere.example")),
        Crossed("a form of a page without origin", ("Origin", "null")),
        Crossed("a form that says twice where it is from", ("Sec-Fetch-Site", "same-origin, cross-site")),
        new("a command as a plain form, which needs no leave of a browser", besieged => besieged.Ask(
            "escalation-officer", "POST", $"/v1/escalations/{Escalation}/notes",
            """{"noteId":"n","text":"x"}""", "text/plain"), 415),
        new("a form without its token", besieged => besieged.Ask(
            Nobody, "POST", "/sign-in", "name=first.administrator&password=x", "application/x-www-form-urlencoded"),
            400),
        new("signing somebody out from another site", besieged => besieged.Ask(
            "supervisor", "POST", "/sign-out", "", "application/x-www-form-urlencoded",
            ("Sec-Fetch-Site", "cross-site")), 403),
        new("a page in a frame", besieged => besieged.Ask("supervisor", "GET", "/account"), 200,
            "X-Frame-Options: DENY", "frame-ancestors 'none'"),
        new("a page of another site that asks with a session", besieged => besieged.Ask(
            "supervisor", "OPTIONS", $"/v1/referents/{Referent}", headers:
            [("Origin", "https://elsewhere.example"), ("Access-Control-Request-Method", "POST")]), 204)
        {
            Never = ["Access-Control-"],
        },
        new("cookies of 17 KiB", besieged => besieged.Ask(
            Nobody, "GET", "/v1/me", headers: ("Cookie", $"supervision={new string('a', 17 * 1024)}")), 431),
    ];

    private static Attack Crossed(string name, (string, string) header) => new(
        name, besieged => besieged.Ask("escalation-officer", "POST", Take, headers: header), 403);

    private static string CookiesOf(Browser browser) =>
        string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
}
