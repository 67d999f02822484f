using static Supervision.Gateway.Tests.Attacks.Besieged;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>Other ways to write an address, so that what routes it and what guards it would not see the same.</summary>
internal static class AttacksOnPaths
{
    // Sent by nobody and by a service, who may read neither people nor dossiers: who is let through gets 200.
    private static readonly (string Path, int Nobody, int Service)[] Written =
    [
        ("//v1/people", 404, 404),
        ("/v1//people", 404, 404),
        ("/v1/./people", 401, 403),
        ("/V1/PEOPLE", 401, 403),
        ("/v1/people/", 404, 404),
        ("/v1/people/.", 404, 404),
        ("/v1/people.", 404, 404),
        ("/v1/people.json", 404, 404),
        ("/v1/people;x=1", 404, 404),
        ("/v1;x=1/people", 404, 404),
        ("/v1/people%00", 400, 400),
        ("/v1/people%20", 404, 404),
        ("/v1/%70eople", 401, 403),
        ("/v1/%2570eople", 404, 404),
        ("/v1%2fpeople", 404, 404),
        ("/v1/..%2fv1%2fpeople", 404, 404),
        ("/health/live/../../v1/people", 401, 403),
        ("/health/live%2f..%2f..%2fv1/people", 404, 404),
        ("/health/live/%2e%2e/%2e%2e/v1/people", 401, 403),
        ("/sign-in/..;/v1/people", 404, 404),
        (@"/swagger/..\v1\people", 404, 404),
        ("/swagger/..%5c..%5cappsettings.json", 404, 404),
        ("/swagger/%2e%2e/%2e%2e/appsettings.json", 404, 404),
        ("/sign-in/style.css/../../v1/people", 401, 403),
        ($"/v1/referents/{Referent}%2frisk", 401, 403),
        ($"/v1/referents/{Referent}/risk%00", 400, 400),
        ($"/v1/referents/{Referent}/events?purpose=audit&X-Purpose=audit", 401, 403),
        ($"/v1/referents/KVK:987000001", 401, 403),
        ($"/v1/event-types/../referents/{Referent}", 401, 403),
        ($"/v1/event-types/..%2freferents%2f{Referent}", 401, 404),
    ];

    public static IEnumerable<Attack> All =>
    [
        .. Written.Select(one => new Attack(
            $"{one.Path} of nobody", besieged => besieged.Ask(Nobody, "GET", one.Path), one.Nobody)
        {
            Never = ["first.administrator", "person-"],
        }),
        .. Written.Select(one => new Attack(
            $"{one.Path} of a service", besieged => besieged.Ask(Service, "GET", one.Path), one.Service)
        {
            Never = ["first.administrator", "person-"],
        }),
        new("the address of another server in the first line", besieged => besieged.Ask(
            Nobody, "GET", "http://elsewhere.example/v1/people"), 400),
        new("TRACE", besieged => besieged.Ask("supervisor", "TRACE", "/v1/me"), 405) { Never = ["supervision="] },
        new("CONNECT", besieged => besieged.Ask(Nobody, "CONNECT", "elsewhere.example:443"), 400),
        new("HEAD in place of GET", besieged => besieged.Ask(Service, "HEAD", $"/v1/referents/{Referent}"), 403),
        new("a method that nobody knows", besieged => besieged.Ask(Service, "GETS", "/v1/people"), 405),
    ];
}
