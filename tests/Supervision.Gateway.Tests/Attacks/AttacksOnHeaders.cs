using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Headers in which somebody else would be believed: a proxy, the demonstration, a framework.</summary>
internal static class AttacksOnHeaders
{
    private const string People = "/v1/people";

    public static Attack[] All =>
    [
        Believed("X-Forwarded-For", "127.0.0.1"),
        Believed("X-Real-IP", "127.0.0.1"),
        Believed("Forwarded", "for=127.0.0.1;proto=https;host=localhost"),
        Believed("X-Demo-User", "administrator"),
        Believed("X-Remote-User", "first.administrator"),
        Believed("X-Client-Cert", "MIIB"),
        Believed("X-ARR-ClientCert", "MIIB"),
        Believed("X-SSL-Client-Verify", "SUCCESS"),
        Believed("Authorization", "Basic Zmlyc3QuYWRtaW5pc3RyYXRvcjp4"),
        Believed("Authorization", "Negotiate YII="),
        new("X-Demo-User beside the session of another", besieged => besieged.Ask(
            "supervisor", "GET", People, headers: ("X-Demo-User", "administrator")), 403),
        new("X-Forwarded-Proto where there is no proxy", besieged => besieged.Ask(
            Nobody, "GET", "/v1/me", headers: ("X-Forwarded-Proto", "https")), 401)
        {
            Never = ["Strict-Transport-Security"],
        },
        new("X-Forwarded-Host on the way to a provider", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in/provider", headers: ("X-Forwarded-Host", "elsewhere.example")), 302)
        {
            Never = ["elsewhere"],
        },
        new("X-Forwarded-Prefix on the way to the sign-in", besieged => besieged.Ask(
            Nobody, "GET", "/account", headers: ("X-Forwarded-Prefix", "//elsewhere.example")), 302)
        {
            Never = ["elsewhere"],
        },
        Rewritten("X-Original-URL"),
        Rewritten("X-Rewrite-URL"),
        Overridden("X-HTTP-Method-Override"),
        Overridden("X-HTTP-Method"),
        Overridden("X-Method-Override"),
        new("another host", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in", headers: ("Host", "elsewhere.example")), 400),
        new("another host with the port of this one", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in", headers: ("Host", $"elsewhere.example:{besieged.Server.Address.Port}")), 400),
        new("a host with a name before it", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in", headers: ("Host", "127.0.0.1@elsewhere.example")), 400),
        new("two hosts", besieged => besieged.Ask(
            Nobody, "GET", "/sign-in", headers: [("Host", "127.0.0.1"), ("Host", "elsewhere.example")]), 400),
        new("a line end in a value that comes back", besieged => besieged.Ask(
            Nobody, "GET", "/account?returnUrl=%0d%0aSet-Cookie:%20supervision=x"), 302)
        {
            Never = ["\nSet-Cookie: supervision=x"],
        },
    ];

    private static Attack Believed(string name, string value) => new(
        $"{name}: {value}", besieged => besieged.Ask(Nobody, "GET", People, headers: (name, value)), 401);

    private static Attack Rewritten(string name) => new(
        $"{name} to where one may not go",
        besieged => besieged.Ask(Service, "GET", "/v1/me", headers: (name, People)), 200, "\"key:")
    {
        Never = ["first.administrator"],
    };

    private static Attack Overridden(string name) => new(
        $"{name} to make a command of a question",
        besieged => besieged.Ask(
            "escalation-officer", "GET", $"/v1/escalations/{Escalation}/release", headers: (name, "POST")), 405);
}
