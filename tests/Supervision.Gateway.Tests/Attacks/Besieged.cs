using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Tests.Access;
using Supervision.Gateway.Tests.Ingest;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Attacks;

/// <summary>
/// A whole server with people of the roles, two services, and a dossier with an escalation that somebody has taken;
/// and whoever sends it, byte by byte, what no browser would.
/// </summary>
public sealed class Besieged : IAsyncLifetime
{
    public const string Referent = "kvk:987000001";
    public const string Escalation = $"{Referent}~1";

    /// <summary>In the name of the referent and in a note: nobody sees it who may not read the dossier.</summary>
    public const string Canary = "canary-7d3f";

    /// <summary>Who sends no credentials.</summary>
    public const string Nobody = "nobody";

    /// <summary>A service that may send events of <c>urn:test:*</c>.</summary>
    public const string Service = "service";

    /// <summary>A service that may send events of one source and one type.</summary>
    public const string NarrowService = "narrow-service";

    private readonly Dictionary<string, (string Name, string Value)> _credentials = [];
    private readonly Dictionary<string, Browser> _people = [];

    internal AccountServer Server { get; } = new();

    internal string Host => Server.Address.Authority;

    public async Task InitializeAsync()
    {
        Server.Configuration["Supervision:Gateway:AllowedHosts:0"] = "127.0.0.1";
        Server.Configuration["Supervision:Edge:SlowBodyMax"] = "00:00:02";
        await Server.InitializeAsync();
        _credentials["administrator"] = Of(Server.Administrator);
        foreach (var role in (string[])["supervisor", "escalation-officer", "team-lead", "auditor", "model-owner"])
            await Add(role, role);
        await Add("another-officer", "escalation-officer");
        _credentials[Service] = ("X-Api-Key", (await MakeKey("urn:test:*", "supervision.*")).Key);
        _credentials[NarrowService] =
            ("X-Api-Key", (await MakeKey("urn:test:narrow", "supervision.application.submitted.v1")).Key);
        await MakeDossier();
    }

    public async Task DisposeAsync()
    {
        foreach (var person in _people.Values)
            person.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>How many facts are on the log, of whichever kind.</summary>
    internal async Task<long> Facts() =>
        (await Server.Application.Services.GetRequiredService<IEventLog>().Heads(CancellationToken.None))
        .Sum(head => head.Offset);

    /// <summary>Who there is and what they may; which keys there are; how the escalation stands.</summary>
    internal async Task<string> Standing()
    {
        var parts = new StringBuilder();
        foreach (var path in (string[])["/v1/people?pageSize=500", "/v1/keys?pageSize=500"])
            parts.Append((await Server.Administrator.Get(path)).Body);
        return parts.Append((await _people["escalation-officer"].Get($"/v1/escalations/{Escalation}")).Body).ToString();
    }

    /// <summary>Sends a request as somebody; the whole answer.</summary>
    internal Task<string> Ask(
        string by, string method, string path, string? body = null, string type = "application/json",
        params (string Name, string Value)[] headers) =>
        Ask(by, method, path, body is null ? null : Encoding.UTF8.GetBytes(body), type, headers);

    internal async Task<string> Ask(
        string by, string method, string path, byte[]? body, string type, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if (headers.All(header => header.Name != "Host"))
            head.Append($"Host: {Host}\r\n");
        if (headers.All(header => header.Name != "X-Purpose"))
            head.Append("X-Purpose: supervision\r\n");
        head.Append(Credentials(by));
        foreach (var (name, value) in headers)
            head.Append($"{name}: {value}\r\n");
        if (body is not null)
            head.Append($"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n");
        return await Raw([.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body ?? []]);
    }

    /// <summary>The line of the head that says who asks; none of nobody.</summary>
    internal string Credentials(string by) =>
        by == Nobody ? "" : $"{_credentials[by].Name}: {_credentials[by].Value}\r\n";

    internal Task<string> Raw(string text) => Raw(Encoding.UTF8.GetBytes(text));

    internal static async Task<string> Text(HttpResponseMessage answer) =>
        $"HTTP/1.1 {(int)answer.StatusCode}\r\n{answer.Headers}{answer.Content.Headers}\r\n"
        + await answer.Content.ReadAsStringAsync();

    internal async Task<(string Id, string Key)> MakeKey(string source, string type)
    {
        var (status, made) = await Server.Administrator.Post("/v1/keys", new
        {
            name = "a service",
            roles = new[] { "integrator" },
            sources = new[] { source },
            types = new[] { type },
            days = 9,
        });
        Assert.True(status == 201, made.ToString());
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }

    private async Task<string> Raw(byte[] bytes)
    {
        using var sender = new RawSender(Server.Address);
        await sender.Send(bytes);
        return await sender.ReadToEnd();
    }

    private async Task Add(string who, string role)
    {
        (_people[who], _) = await Server.Person(role);
        _credentials[who] = Of(_people[who]);
    }

    private static (string, string) Of(Browser person) =>
        ("Cookie", $"supervision={person.Cookies["supervision"]!.Value}");

    private async Task MakeDossier()
    {
        var registered =
            $$"""
            {"specversion":"1.0","source":"urn:test:register","id":"r-1","type":"supervision.referent.registered.v1",
            "subject":"{{Referent}}","time":"2026-01-05T09:00:00Z","data":{"legalForm":"private-limited-company",
            "sector":"J","sizeBand":"10-49","foundedOn":"2014-05-01",
            "displayName":"{{Canary}} <script>alert(1)</script>"}
            }
            """.ReplaceLineEndings("");
        Assert.StartsWith(
            "HTTP/1.1 202", await Ask(Service, "POST", "/v1/events", registered, "application/cloudevents+json"),
            StringComparison.Ordinal);
        var officer = _people["escalation-officer"];
        Assert.Equal(201, (await _people["team-lead"].Post(
            "/v1/escalations", new { referentId = Referent, reason = $"Seen by {Canary}." })).Status);
        Assert.Equal(200, (await officer.Post($"/v1/escalations/{Escalation}/take", null)).Status);
        // What is written by the time of an answer is on the log; the lists follow.
        while (!(await Ask("supervisor", "GET", "/v1/referents?search=canary"))
            .Contains(Canary, StringComparison.Ordinal))
            await Task.Yield();
    }
}
