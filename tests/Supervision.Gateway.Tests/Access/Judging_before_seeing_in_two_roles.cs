using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Access;

/// <summary>
/// An officer who audits and owns a model as well: until the case is judged the other roles show no more of it than the
/// first, and to somebody who has them alone they show all.
/// </summary>
[Collection(nameof(AccountServer))]
public sealed class Judging_before_seeing_in_two_roles(AccountServer server)
{
    private const string Referent = "kvk:983000041";
    private const string Case = $"/v1/escalations/{Referent}~1";
    private const string OfAll = """{"kind":"features-and-scores"}""";
    private const string OfOne = $$$"""{"kind":"features-and-scores","referents":{"ids":["{{{Referent}}}"]}}""";
    private const string Bundle = $"/v1/referents/{Referent}/audit-bundle";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _integrator = Token(server, "two-integrator", "integrator");
    private readonly string _lead = Token(server, "two-lead", "team-lead");
    private readonly string _examiner = Token(server, "two-examiner", "auditor", "model-owner");
    private readonly string _both = Token(server, "two-both", "escalation-officer", "auditor", "model-owner");

    [Fact]
    public async Task Shows_no_more_than_to_an_officer_until_the_first_judgement()
    {
        var began = DateTimeOffset.UtcNow.AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await Prepare();
        var movers = await Shadow();
        var (named, all) = (await Replayed(OfOne), await Replayed(OfAll));

        foreach (var path in (string[])
        [
            Bundle, $"/v1/audit-bundles?from={began}", $"{Case}/case-file", $"{Case}/case-file?format=page",
            $"/v1/replays/{named}/result",
        ])
            await Refuses(path, then: 200);
        await Refuses($"{Case}/letters/decision", then: 404);
        Assert.Equal((409, "judge-first"), Code(await Ask("/v1/replays", _both, OfOne)));
        foreach (var path in (string[])[$"/v1/replays/{all}/rows", $"/v1/replays/{named}/rows", movers])
        {
            Assert.Contains(Referent, (await Ask(path, _examiner)).Body, StringComparison.Ordinal);
            var (status, body) = await Ask(path, _both);
            Assert.Equal((path, 200), (path, status));
            Assert.DoesNotContain(Referent, body, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await Ask($"{Case}/take", _both, "")).Status);
        await Refuses(Bundle, then: 200);
        Assert.Equal(200, (await Ask(
            $"{Case}/judgement", _both, """{"judgement":"no-breach","text":"All is there."}""")).Status);
        Assert.Equal(200, (await Ask(Bundle, _both)).Status);
        Assert.Equal(200, (await Ask($"{Case}/case-file", _both)).Status);
        await Until($"/v1/replays/{all}/rows", _both, body => body.Contains(Referent, StringComparison.Ordinal));
    }

    private async Task Prepare()
    {
        foreach (var (type, data) in ((string, string)[])
        [
            ("referent.registered",
                """{"legalForm":"foundation","sector":"J","sizeBand":"10-49","foundedOn":"2014-05-01"}"""),
            ("recognition.granted", """{"purpose":"labour"}"""),
        ])
        {
            var (status, body) = await Ask(
                "/v1/events", _integrator,
                $$"""
                {"specversion":"1.0","source":"urn:two-roles","id":"{{type}}","type":"supervision.{{type}}.v1",
                 "subject":"{{Referent}}","time":"2026-01-05T09:00:00Z","data":{{data}}}
                """,
                "application/cloudevents+json");
            Assert.True(status == 202, body);
        }

        Assert.Equal(201, (await Ask(
            "/v1/escalations", _lead, $$"""{"referentId":"{{Referent}}","reason":"Reports."}""")).Status);
        await Until(
            $"/v1/escalations?referentId={Referent}", _lead,
            body => JsonElement.Parse(body).GetProperty("items").GetArrayLength() == 1);
    }

    /// <summary>A version beside the one in use by which the referent moves; where its movers are.</summary>
    private async Task<string> Shadow()
    {
        var document = JsonNode.Parse(RiskModels.Example.Canonical.Span)!.AsObject();
        (document["id"], document["minimumEvidence"]) = ("two-roles", 0);
        Assert.Equal(201, (await Ask("/v1/models", _examiner, document.ToJsonString())).Status);
        var path = $"/v1/models/two-roles/versions/{RiskModels.Example.Identity.Version}/shadow";
        Assert.Equal(200, (await Ask(path, _examiner, """{"reason":"To compare."}""")).Status);
        await Until(
            $"{path}/movers?pageSize=500", _examiner, body => body.Contains(Referent, StringComparison.Ordinal));
        return $"{path}/movers?pageSize=500";
    }

    private async Task<string> Replayed(string order)
    {
        var (status, body) = await Ask("/v1/replays", _examiner, order);
        Assert.True(status == 201, body);
        var id = JsonElement.Parse(body).GetProperty("id").GetString()!;
        await Until(
            $"/v1/replays/{id}", _examiner,
            answer => JsonElement.Parse(answer).GetProperty("state").GetString() == "done");
        return id;
    }

    private async Task Refuses(string path, int then)
    {
        var (status, code) = Code(await Ask(path, _both));
        Assert.Equal((path, 409, "judge-first"), (path, status, code));
        Assert.Equal((path, then), (path, (await Ask(path, _examiner)).Status));
    }

    private async Task Until(string path, string token, Func<string, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (status, body) = await Ask(path, token);
            if (status == 200 && isSo(body))
                return;

            Assert.False(patience.IsCancellationRequested, $"{path} stayed {status} {body}");
            await Task.Delay(50);
        }
    }

    private async Task<(int Status, string Body)> Ask(
        string path, string token, string? body = null, string mediaType = "application/json")
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Purpose", "audit");
        if (body is { Length: > 0 })
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static (int Status, string? Code) Code((int Status, string Body) answer) => (
        answer.Status,
        answer.Status == 409 ? JsonElement.Parse(answer.Body).GetProperty("type").GetString()!.Split(':')[^1] : null);

    private static string Token(AccountServer server, string person, params string[] roles) =>
        server.Provider.Token(person, roles.Select(role => $"group-{role}"));
}
