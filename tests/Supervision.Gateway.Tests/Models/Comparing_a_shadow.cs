using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Gateway.Tests.Api;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Models;

/// <summary>The example in use, and beside it the same with no minimum of evidence.</summary>
[Collection(nameof(RunningServer))]
public sealed class Comparing_a_shadow(RunningServer server)
{
    private const string Why = """{"reason":"To compare."}""";

    [Fact]
    public async Task Says_over_the_api_where_everybody_stands_who_would_move_and_why_and_ends_when_retired()
    {
        await server.Register("kvk:99007201");
        await server.Register("kvk:99007202");
        var path = await Shadow("compared");

        var whole = await Until(path, answer => answer.GetProperty("isWhole").GetBoolean()
            && Moves(answer) >= 2);
        Assert.Equal("shadow", whole.GetProperty("stage").GetString());
        Assert.Equal("example", whole.GetProperty("inUse").GetProperty("id").GetString());
        var standing = whole.GetProperty("standing");
        var matrix = standing.GetProperty("matrix").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray()).ToArray();
        Assert.Equal(standing.GetProperty("referents").GetInt64(), matrix.Sum(row => row.Sum()));
        var points = whole.GetProperty("shadowPoints").EnumerateArray()
            .Sum(step => step.GetProperty("referents").GetInt64());
        Assert.Equal(standing.GetProperty("referents").GetInt64(), points);
        Assert.InRange(standing.GetProperty("agreement").GetProperty("share").GetDouble(), 0, 1);

        // One more after it began, live.
        await server.Register("kvk:99007203");
        var move = await Mover(path, "kvk:99007203");
        Assert.Equal("insufficient-evidence", move.GetProperty("inUse").GetProperty("level").GetString());
        Assert.Equal("low", move.GetProperty("shadow").GetProperty("level").GetString());
        Assert.StartsWith(
            "A level takes 0 facts at least", move.GetProperty("because")[0].GetString(), StringComparison.Ordinal);
        var now = await Get(path);
        Assert.True(now.GetProperty("today").GetProperty("judgings").GetInt64() > 0);
        Assert.True(
            now.GetProperty("today").GetProperty("shadow").GetProperty("nanosecondsPerJudging").GetInt64() > 0);
        // The score that everybody sees is that of the model in use.
        Assert.Equal(
            "insufficient-evidence",
            (await server.Get("/v1/referents/kvk:99007203/risk")).GetProperty("level").GetString());

        await Retire("compared");
        await UntilNotEvaluated(path);
        Assert.Equal(409, (await Send($"{path}/movers", "model-owner")).Status);
        var days = await Get($"{path}/days");
        Assert.True(days.GetProperty("total").GetProperty("judgings").GetInt64() > 0);
        Assert.True(days.GetProperty("items")[0].GetProperty("standing").GetProperty("referents").GetInt64() >= 2);
        var inUse = days.GetProperty("items")[0].GetProperty("inUse");
        Assert.Equal(("example", "1.0.0"), (
            inUse.GetProperty("id").GetString(), inUse.GetProperty("version").GetString())); // A trial.
        Assert.Empty((await Get($"{path}/days?to=2020-01-01")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Pages_through_movers_and_records_that_they_were_read()
    {
        foreach (var number in Enumerable.Range(7211, 4))
            await server.Register($"kvk:9900{number}");
        var path = await Shadow("paged");
        await Until(path, answer => answer.GetProperty("isWhole").GetBoolean() && Moves(answer) >= 4);

        var whole = await All(path, 500);
        var inPages = await All(path, 1);

        Assert.Equal(whole, inPages);
        Assert.Equal(whole.Order(StringComparer.Ordinal), whole);
        Assert.Contains("kvk:99007214", whole);
        var reads = (await server.Get("/v1/reads?actor=user:model-owner")).GetProperty("items").EnumerateArray();
        Assert.Contains(reads, read => read.GetProperty("operation").GetString() == "listShadowMovers");
        await Retire("paged");
    }

    [Theory]
    [InlineData("", "supervisor", 403)]
    [InlineData("/days", "service-supervisor", 403)]
    [InlineData("/movers", "escalation-officer", 403)]
    [InlineData("", "auditor", 404)]
    [InlineData("/days", "approver", 404)]
    [InlineData("/movers", "model-owner", 404)]
    [InlineData("/movers?cursor=x", "model-owner", 400)]
    [InlineData("/movers?pageSize=0", "model-owner", 400)]
    [InlineData("/days?from=SECRET", "model-owner", 400)]
    [InlineData("/days?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "model-owner", 400)]
    [InlineData("?unknown=1", "model-owner", 400)]
    public async Task Answers_who_may_not_what_is_not_there_and_what_cannot_be_read(
        string what, string user, int status)
    {
        var (answered, body) = await Send($"/v1/models/nobody/versions/1.0.0/shadow{what}", user);

        Assert.Equal(status, answered);
        Assert.DoesNotContain("SECRET", body.ToString(), StringComparison.Ordinal);
    }

    private static long Moves(JsonElement answer)
    {
        var standing = answer.GetProperty("standing");
        return standing.GetProperty("otherwise").GetInt64() + standing.GetProperty("higher").GetInt64()
            + standing.GetProperty("lower").GetInt64();
    }

    private async Task<string> Shadow(string id)
    {
        var document = JsonNode.Parse(RiskModels.Example.Canonical.Span)!.AsObject();
        document["id"] = id;
        document["minimumEvidence"] = 0;
        var (drafted, problem) = await server.Post("/v1/models", document.ToJsonString(), "model-owner");
        Assert.True(drafted == 201, problem.ToString());
        var path = $"/v1/models/{id}/versions/{RiskModels.Example.Identity.Version}";
        var (moved, _) = await server.Post($"{path}/shadow", Why, "model-owner");
        Assert.Equal(200, moved);
        return $"{path}/shadow";
    }

    private async Task Retire(string id)
    {
        var (status, _) = await server.Post(
            $"/v1/models/{id}/versions/{RiskModels.Example.Identity.Version}/retire", Why, "model-owner");
        Assert.Equal(200, status);
    }

    private async Task<JsonElement> Mover(string path, string referent)
    {
        var movers = await Until($"{path}/movers?pageSize=500", movers => Of(movers).Length == 1);
        return Of(movers)[0];

        JsonElement[] Of(JsonElement page) =>
        [
            .. page.GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("referentId").GetString() == referent),
        ];
    }

    private async Task<List<string>> All(string path, int pageSize)
    {
        var all = new List<string>();
        var next = "";
        do
        {
            var page = await Get($"{path}/movers?pageSize={pageSize}{(next.Length > 0 ? $"&cursor={next}" : "")}");
            all.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("referentId").GetString()!));
            next = page.GetProperty("next").GetString() ?? "";
        }
        while (next.Length > 0);
        return all;
    }

    private async Task<JsonElement> Until(string path, Func<JsonElement, bool> isAsWanted) =>
        await Until(path, (status, answer) =>
        {
            Assert.True(status == 200, $"{path}: {answer}");
            return isAsWanted(answer);
        });

    private async Task UntilNotEvaluated(string path)
    {
        var problem = await Until(path, (status, answer) =>
        {
            Assert.True(status is 200 or 409, $"{path}: {status}: {answer}");
            return status == 409;
        });
        Assert.Contains("shadow-not-evaluated", problem.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> Until(string path, Func<int, JsonElement, bool> isAsWanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var (status, answer) = await Send(path, "model-owner");
            if (isAsWanted(status, answer))
                return answer;

            Assert.False(patience.IsCancellationRequested, $"{path} stayed {status}: {answer}");
            await Task.Delay(50);
        }
    }

    private async Task<JsonElement> Get(string path)
    {
        var (status, body) = await Send(path, "model-owner");
        Assert.True(status == 200, $"{path}: {body}");
        return body;
    }

    private async Task<(int Status, JsonElement Body)> Send(string path, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        request.Headers.Add("X-Purpose", "model-assurance");
        using var answer = await server.Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
