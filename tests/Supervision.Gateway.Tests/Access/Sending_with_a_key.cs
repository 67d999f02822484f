using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Gateway.Tests.Ingest;

namespace Supervision.Gateway.Tests.Access;

[Collection(nameof(AccountServer))]
public sealed class Sending_with_a_key(AccountServer server)
{
    private const string Submitted = "supervision.application.submitted.v1";
    private const string Corrected = "supervision.fact.corrected.v1";

    [Fact]
    public async Task Is_let_in_as_a_service_and_for_nothing_else()
    {
        var (id, key) = await Make();
        using var service = new KeyHolder(server.Address, key);

        var (status, me) = await service.Get("/v1/me");
        Assert.Equal((200, $"key:{id}", "service"), (
            status, me.GetProperty("id").GetString(), me.GetProperty("kind").GetString()));
        Assert.Equal(["integrator"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(202, (await service.Send(KeyHolder.Event())).Status);
        Assert.Equal(403, (await service.Get("/v1/referents")).Status);
        Assert.Equal(403, (await service.Get("/v1/keys")).Status);
        using var other = await service.Client.PostAsync($"/v1/keys/{id}/revoke", null);
        Assert.Equal(403, (int)other.StatusCode);
    }

    public static TheoryData<string> Wrong =>
    [
        "missing", "empty", "unknown", "other-secret", "secret-of-another", "upper-case", "cut", "longer", "two",
        "rubbish",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Is_refused_with_a_key_that_is(string how)
    {
        var (id, key) = await Make();
        var (_, another) = await Make();
        using var service = new KeyHolder(server.Address, how switch
        {
            "missing" => [],
            "empty" => [""],
            "unknown" => [KeyText.New(KeyText.NewId()).Text],
            "other-secret" => [KeyText.New(id).Text],
            "secret-of-another" => [$"svk_{id}_{another[^43..]}"],
            "upper-case" => [key.ToUpperInvariant()],
            "cut" => [key[..^1]],
            "longer" => [key + "A"],
            "two" => [key, key],
            _ => ["rubbish"],
        });

        using var answer = await service.Client.GetAsync("/v1/me");

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "ApiKey");
        Assert.Equal(401, (await service.Send(KeyHolder.Event())).Status);
    }

    [Fact]
    public async Task Is_refused_once_the_key_has_expired()
    {
        var store = server.Application.Services.GetRequiredService<IApiKeyStore>();
        var scope = new KeyScope(["*"], ["*"]);
        var then = DateTimeOffset.UtcNow.AddDays(-3);
        var (expired, text) = new KeyTerms("of long ago", [Role.Integrator], scope, 2).Make(then, "test");
        var (holding, other) = new KeyTerms("of long ago", [Role.Integrator], scope, 4).Make(then, "test");
        Assert.True(await store.Add(expired, then, CancellationToken.None));
        Assert.True(await store.Add(holding, then, CancellationToken.None));
        using var late = new KeyHolder(server.Address, text);
        using var inTime = new KeyHolder(server.Address, other);

        Assert.Equal((401, 200), (await late.Status(), await inTime.Status()));
        Assert.Equal("expired", (await Listed(expired.Id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Is_refused_with_the_next_request_after_the_key_is_revoked()
    {
        var (id, key) = await Make();
        using var service = new KeyHolder(server.Address, key);
        Assert.Equal(200, await service.Status());

        var (status, revoked) = await server.Administrator.Post($"/v1/keys/{id}/revoke", null);
        Assert.Equal((200, "revoked"), (status, revoked.GetProperty("state").GetString()));
        Assert.Equal(401, await service.Status());
        var (again, same) = await server.Administrator.Post($"/v1/keys/{id}/revoke", null);
        Assert.Equal((200, revoked.GetProperty("revokedAt").GetString()), (
            again, same.GetProperty("revokedAt").GetString()));
        Assert.Equal("user:first.administrator", same.GetProperty("revokedBy").GetString());
        Assert.Equal(409, (await Rotate(id, 24)).Status);
    }

    [Fact]
    public async Task Sends_events_of_its_sources_and_types_and_no_others()
    {
        var (_, key) = await Make(["urn:test:a", "urn:test:many/*"], ["supervision.application.*", Corrected]);
        using var service = new KeyHolder(server.Address, key);
        const string AboutOther =
            """
            {"ofSource":"urn:test:secret","ofId":"x","reason":"wrong-value",
            "data":{"applicationId":"a","purpose":"labour"}}
            """;
        var aboutOther = AboutOther.ReplaceLineEndings("");
        string[] sent =
        [
            KeyHolder.Event(),
            KeyHolder.Event("urn:test:many/1"),
            KeyHolder.Event("urn:test:aa"),
            KeyHolder.Event("urn:test:A"),
            KeyHolder.Event(type: "supervision.recognition.granted.v1", data: """{"purpose":"labour"}"""),
            KeyHolder.Event("urn:test:secret", "supervision.recognition.granted.v1", """{"purpose":"labour"}"""),
            KeyHolder.Event(type: Corrected, data: aboutOther),
            KeyHolder.Event(type: Corrected, data: aboutOther.Replace("secret", "a", StringComparison.Ordinal)),
        ];
        string[] expected =
        [
            "", "", "source-not-allowed at /source", "source-not-allowed at /source", "type-not-allowed at /type",
            "source-not-allowed at /source, type-not-allowed at /type", "source-not-allowed at /data/ofSource", "",
        ];

        var (lines, stream) = await service.Send(string.Join('\n', sent), "application/x-ndjson");
        var (batched, batch) = await service.Send($"[{string.Join(',', sent)}]", "application/cloudevents-batch+json");
        var singles = new List<string>();
        foreach (var one in sent)
        {
            var (status, body) = await service.Send(one);
            singles.Add(Faults(body));
            Assert.Equal(singles[^1].Length == 0 ? 200 : 403, status);
            Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        }

        Assert.Equal((202, 202), (lines, batched));
        Assert.Equal(expected, singles);
        foreach (var answer in new[] { stream, batch })
        {
            var receipts = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, receipts[..^1].Select(Faults));
            Assert.Equal(3, Summary(receipts[^1], "accepted") + Summary(receipts[^1], "duplicates"));
            Assert.Equal(5, Summary(receipts[^1], "refused"));
        }
    }

    [Fact]
    public async Task Changes_over_to_a_new_secret_while_the_old_one_holds()
    {
        var (id, first) = await Make();
        var (rotated, body) = await Rotate(id, 24);
        var second = body.GetProperty("key").GetString()!;
        Assert.Equal(200, rotated);
        Assert.InRange(
            body.GetProperty("oldUntil").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(23),
            DateTimeOffset.UtcNow.AddHours(25));
        Assert.Equal("200 200", await Statuses(first, second));

        var third = (await Rotate(id, 24)).Body.GetProperty("key").GetString()!;
        Assert.Equal("401 200 200", await Statuses(first, second, third));

        var (_, last) = await Rotate(id, 0);
        var fourth = last.GetProperty("key").GetString()!;
        Assert.Equal("401 401 401 200", await Statuses(first, second, third, fourth));
        Assert.Equal(4, new HashSet<string>([first, second, third, fourth]).Count);
    }

    [Fact]
    public async Task Is_shut_out_of_a_stream_by_the_line_after_a_revocation()
    {
        var (id, key) = await Make();
        var (before, after) = (KeyHolder.Event(), KeyHolder.Event());
        using var sender = new RawSender(server.Address);
        await sender.SendHead("application/x-ndjson", $"Transfer-Encoding: chunked\r\nX-Api-Key: {key}");
        await sender.SendChunk(before + "\n");
        Assert.Contains("\"accepted\"", await sender.ReadLineWith("\"line\":1"), StringComparison.Ordinal);

        Assert.Equal(200, (await server.Administrator.Post($"/v1/keys/{id}/revoke", null)).Status);
        await sender.SendChunk(after + "\n");

        await sender.ReadLineWith("urn:supervision:refusal:key-no-longer-holds");
        Assert.Contains(
            "\"received\":1,\"accepted\":1,", await sender.ReadLineWith("summary"), StringComparison.Ordinal);
        // It is not on the log: who may send it is told that it is new.
        using var other = new KeyHolder(server.Address, (await Make()).Key);
        Assert.Equal((200, 202), ((await other.Send(before)).Status, (await other.Send(after)).Status));
    }

    [Fact]
    public async Task Is_shut_out_of_a_stream_on_which_nothing_comes()
    {
        var (id, key) = await Make();
        using var sender = new RawSender(server.Address);
        await sender.SendHead("application/x-ndjson", $"Transfer-Encoding: chunked\r\nX-Api-Key: {key}");
        await sender.SendChunk(KeyHolder.Event() + "\n");
        await sender.ReadLineWith("\"line\":1");

        await Rotate(id, 0);

        await sender.ReadLineWith("key-no-longer-holds");
        await sender.ReadLineWith("summary");
        await sender.WaitForClose();
    }

    private async Task<(string Id, string Key)> Make(string[]? sources = null, string[]? types = null)
    {
        var (status, body) = await server.Administrator.Post("/v1/keys", new
        {
            name = "a service",
            roles = new[] { "integrator" },
            sources = sources ?? ["urn:test:a"],
            types = types ?? [Submitted],
            days = 90,
        });
        Assert.True(status == 201, body.ToString());
        return (body.GetProperty("id").GetString()!, body.GetProperty("key").GetString()!);
    }

    private Task<(int Status, JsonElement Body)> Rotate(string id, int oldHours) =>
        server.Administrator.Post($"/v1/keys/{id}/rotate", new { days = 90, oldHours });

    private async Task<string> Statuses(params string[] keys)
    {
        var statuses = new List<int>();
        foreach (var key in keys)
        {
            using var service = new KeyHolder(server.Address, key);
            statuses.Add(await service.Status());
        }

        return string.Join(' ', statuses);
    }

    private async Task<JsonElement> Listed(string id)
    {
        var (_, page) = await server.Administrator.Get("/v1/keys?pageSize=100");
        return page.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
    }

    private static string Faults(string answer)
    {
        var root = JsonElement.Parse(answer);
        var problem = root.TryGetProperty("problem", out var inside) ? inside : root;
        return problem.TryGetProperty("errors", out var errors)
            ? string.Join(", ", errors.EnumerateArray().Select(error =>
                $"{error.GetProperty("code")} at {error.GetProperty("location").GetProperty("pointer")}"))
            : "";
    }

    private static int Summary(string line, string what) =>
        JsonElement.Parse(line).GetProperty("summary").GetProperty(what).GetInt32();
}
