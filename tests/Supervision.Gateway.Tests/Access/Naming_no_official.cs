using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Access;

/// <summary>
/// Officials are planted with names to search for, and a whole story is played: then every operation there is is
/// asked, but for those listed here that are for colleagues. An operation that is added is asked too.
/// </summary>
[Collection(nameof(AccountServer))]
public sealed class Naming_no_official(AccountServer server)
{
    private const string Referent = "kvk:989000001";

    /// <summary>In every name, in what is written by hand, and in the name of a key.</summary>
    private const string Canary = "canary-91c7";

    private static readonly RiskModel Model = RiskModels.ExampleH2;

    private static readonly Actor Sender = new("key:x", ActorKind.Service, "x", [Role.Integrator]);

    /// <summary>What colleagues see of each other's work; none is open, none is for senders or referents.</summary>
    private static readonly string[] ForColleagues =
    [
        "listEscalations", "getEscalation", "listInboxes", "getInbox", "listInboxClocks", "getSecondReadings",
        "listReads", "listUnusualReads", "listPeople", "listKeys",
        "listDossierOrders", "listAccessChanges", "listRetentionRuns", "getRetentionRun", "getMe",
        "getReferentAuditBundle", "getAuditBundle", "listEvidenceFiles",
        "getEscalationLetter", "getCaseFile",
    ];

    [Fact]
    public async Task Is_true_of_every_answer_that_is_not_for_colleagues()
    {
        var people = await Officials();
        var key = await Key();
        await Story(people, key);
        await StoryOfModels(people, key);
        var tried = new List<string>();

        foreach (var (method, endpoint) in RoleMatrix.Endpoints(server.Application))
        {
            var operation = endpoint.Metadata.GetMetadata<Operation>();
            if (method != "GET" || operation is not null && ForColleagues.Contains(operation.Id))
                continue;

            var rule = endpoint.Metadata.GetMetadata<AccessRule>()!;
            if (operation is null && !rule.IsOpen)
                continue; // The page of somebody's own account.

            foreach (var accept in (string[])["*/*", "text/html", "application/json"])
            {
                var shown = await Ask(Client(rule), PathOf(endpoint, operation), accept);
                Assert.True(
                    !shown.Contains(Canary, StringComparison.OrdinalIgnoreCase),
                    $"{endpoint.RoutePattern.RawText} ({accept}) names an official.");
            }

            tried.Add(operation?.Id ?? endpoint.RoutePattern.RawText!);
        }

        // What a sender is answered, good and bad.
        foreach (var body in (string[])[KeyHolder.Event(), KeyHolder.Event(type: "supervision.no.v1"), "{"])
            Assert.DoesNotContain(Canary, (await key.Send(body)).Body, StringComparison.OrdinalIgnoreCase);

        Assert.Empty(((string[])
        [
            "exportDossier", "listReferentReads", "getReferentRisk", "listReferentEvents", "/metrics", "isReady",
            "/sign-in", "/v1/openapi.json", "listModelVersions", "getModelStatus", "getModelVersion",
        ]).Except(tried));
        Assert.True(tried.Count >= 20, string.Join(' ', tried));
        foreach (var person in people.Values)
            person.Dispose();
        key.Dispose();

        HttpClient Client(AccessRule rule) =>
            rule.IsOpen || rule.Allows(Sender)
                ? key.Client
                : people.First(person => rule.Roles.Any(role => ClosedList<Role>.WordFor(role) == person.Key))
                    .Value.Client;
    }

    [Fact]
    public async Task Leaves_out_nothing_but_what_is_there_and_is_for_colleagues()
    {
        var operations = RoleMatrix.Endpoints(server.Application)
            .Select(one => one.Endpoint.Metadata.GetMetadata<Operation>()).OfType<Operation>()
            .ToLookup(operation => operation.Id);

        Assert.All(ForColleagues, id =>
        {
            var rule = Assert.Single(operations[id]).Access;
            Assert.False(rule.IsOpen, id);
            // "Who am I" is told to everybody, of themselves.
            Assert.True(id == "getMe" || !rule.IsForAllRoles && !rule.Services, id);
        });
        await Task.CompletedTask;
    }

    private async Task<Dictionary<string, Browser>> Officials()
    {
        var people = new Dictionary<string, Browser>();
        foreach (var role in (string[])["team-lead", "supervisor", "escalation-officer", "auditor", "model-owner",
            "approver", "vault-keeper"])
        {
            var browser = new Browser(server.Address);
            await browser.SetUp(await server.Invite($"{Canary}-{role}", role), AccountServer.Password);
            people.Add(role, browser);
        }

        return people;
    }

    private async Task<KeyHolder> Key()
    {
        var (status, made) = await server.Administrator.Post(
            "/v1/keys",
            new
            {
                name = $"Of {Canary}",
                roles = new[] { "integrator" },
                sources = new[] { "urn:test:*" },
                types = new[] { "supervision.*" },
                days = 9,
            });
        Assert.Equal(201, status);
        return new KeyHolder(server.Address, made.GetProperty("key").GetString()!);
    }

    /// <summary>Everything that people do with a dossier, by people whose names are planted.</summary>
    private static async Task Story(Dictionary<string, Browser> people, KeyHolder key)
    {
        foreach (var (id, type, data) in ((string, string, string)[])
        [
            ("n-1", "referent.registered",
                """
                {"legalForm":"private-limited-company","sector":"J","sizeBand":"10-49","foundedOn":"2014-05-01",
                "displayName":"Proef B.V."}
                """),
            ("n-2", "duty.notified",
                """{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"2025-12-01"}"""),
        ])
        {
            var (sent, answer) = await key.Send(
                $$"""
                {"specversion":"1.0","source":"urn:test:names","id":"{{id}}","type":"supervision.{{type}}.v1",
                "subject":"{{Referent}}","time":"2026-01-05T09:00:00Z","data":{{data}}}
                """.ReplaceLineEndings(""));
            Assert.True(sent == 202, answer);
        }

        var (lead, officer) = (people["team-lead"], people["escalation-officer"]);
        var path = $"/v1/escalations/{Referent}~1";
        await Do(lead, "/v1/escalations", new { referentId = Referent, reason = $"Asked by {Canary}." }, 201);
        await Do(officer, $"{path}/take", null);
        await Do(officer, $"{path}/notes", new { noteId = Canary, text = $"Seen by {Canary}." });
        await Do(officer, $"{path}/judgement", new { judgement = "no-breach", text = $"Judged by {Canary}." });
        await Do(officer, $"{path}/close", new { outcome = "no-breach", findings = Array.Empty<object>() });
        await Do(lead, $"/v1/referents/{Referent}/holds", new { ground = "inspection" });
        await Do(lead, $"/v1/referents/{Referent}/releases", new { ground = "inspection" });
        await Do(
            lead, $"/v1/referents/{Referent}/rectifications",
            JsonElement.Parse(
                """
                {"rectificationId":"r-1","kind":"retraction","ofSource":"urn:test:names","ofId":"n-2",
                 "reason":"other"}
                """));
        await Do(lead, "/v1/retention-runs", new { mode = "preview" }, 201);
        foreach (var person in people.Values)
            await person.Get($"/v1/referents/{Referent}/risk");

        // The planted names are really there, for colleagues.
        Assert.Contains(Canary, (await officer.Get(path)).Body.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            Canary, (await people["auditor"].Get($"/v1/reads?referentId={Referent}")).Body.ToString(),
            StringComparison.Ordinal);
        Assert.Contains(
            Canary, (await lead.Get($"/v1/referents/{Referent}/orders")).Body.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A version is laid down and shadowed, and the model in use is stopped for a while.</summary>
    private static async Task StoryOfModels(Dictionary<string, Browser> people, KeyHolder key)
    {
        var (owner, supervisor) = (people["model-owner"], people["supervisor"]);
        using var document = new ByteArrayContent(Model.Canonical.ToArray());
        document.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var drafted = await owner.Client.PostAsync("/v1/models", document);
        Assert.Equal(201, (int)drafted.StatusCode);
        var version = $"/v1/models/{Model.Identity.Id}/versions/{Model.Identity.Version}";
        await Do(owner, $"{version}/shadow", new { reason = $"Asked by {Canary}." });
        await Do(supervisor, "/v1/models/in-use/stop", new { reason = $"Seen by {Canary}." });
        foreach (var (client, path) in ((HttpClient, string)[])
            [(key.Client, "/v1/models/status"), (supervisor.Client, $"/v1/referents/{Referent}/risk")])
            Assert.DoesNotContain(Canary, await Ask(client, path, "*/*"), StringComparison.OrdinalIgnoreCase);

        // People are told, of each of these.
        foreach (var path in (string[])["/v1/models/status", "/v1/models", version])
            Assert.Contains(Canary, (await supervisor.Get(path)).Body.ToString(), StringComparison.Ordinal);
        await Do(owner, "/v1/models/trial/resume", new { reason = $"Seen by {Canary}." });
    }

    private static async Task Do(Browser person, string path, object? body, int expected = 200)
    {
        var (status, answer) = await person.Post(path, body);
        Assert.True(status == expected, $"{path}: {answer}");
    }

    private static string PathOf(RouteEndpoint endpoint, Operation? operation) =>
        (operation?.Path ?? []).Aggregate(
            endpoint.RoutePattern.RawText!,
            (path, key) => path.Replace(
                $"{{{key.Name}}}",
                key == PathKey.Referent ? Referent
                    : key == PathKey.Escalation ? $"{Referent}~1"
                    : key == PathKey.Model ? Model.Identity.Id
                    : key == PathKey.ModelVersion ? Model.Identity.Version
                    : key.Example,
                StringComparison.Ordinal));

    /// <summary>The whole answer with its headers; a stream ends by itself in this server after two seconds.</summary>
    private static async Task<string> Ask(HttpClient client, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        request.Headers.TryAddWithoutValidation("X-Purpose", "audit");
        using var answer = await client.SendAsync(request);
        // Signing in with a provider leads to it, and what it answers is its own.
        var isOurs = answer.RequestMessage!.RequestUri!.Authority == client.BaseAddress!.Authority;
        Assert.True(
            !isOurs || path == "/sign-in/provider" || (int)answer.StatusCode is < 500 and not 403,
            $"{path}: {(int)answer.StatusCode}");
        return new StringBuilder(answer.Headers.ToString()).Append(await answer.Content.ReadAsStringAsync()).ToString();
    }
}
