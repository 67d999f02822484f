using System.Net.Http.Headers;
using System.Text.Json;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Tests.Api;
using Supervision.Gateway.Tests.Evidence;

namespace Supervision.Gateway.Tests.Access;

/// <summary>
/// Asks every question there is as an officer, about a referent whose case nobody has judged: no answer has its level,
/// points, model or channel, or says why the case was opened. After the judgement the same questions are answered.
/// </summary>
[Collection(nameof(RunningServer))]
public sealed class Judging_before_seeing(RunningServer server)
{
    private const string Referent = "kvk:983000001";
    private const string Other = "kvk:983000002";
    private const string Officer = "escalation-officer";
    private const string Secret = "Channel-secret";

    /// <summary>Members that say it, unless they are null, empty, "none" or 0.</summary>
    private static readonly HashSet<string> Telling =
    [
        "level", "points", "modelHash", "ground", "reason", "reference", "channel", "inclusionProbability",
        "contributions", "triggeredAt", "override", "modelLevel", "from", "to",
    ];

    private string _hash = "";

    [Fact]
    public async Task Shows_nothing_of_the_risk_or_the_channel_in_any_answer()
    {
        await Prepare();

        var before = await Crawl();
        Assert.True(before.Asked >= 20, $"Only {before.Asked} questions were asked.");
        Assert.True(before.Leaks.Count == 0, string.Join('\n', before.Leaks));
        Assert.Contains($"GET /v1/referents/{Referent}/risk 409 judge-first", before.Answers);
        Assert.Contains($"GET /v1/referents/{Referent} 200 ", before.Answers);

        var path = $"/v1/escalations/{Referent}~1";
        Assert.Equal(200, (await server.Post($"{path}/take", null, Officer)).Status);
        Assert.Empty((await Crawl()).Leaks);
        Assert.Equal(200, (await server.Post(
            $"{path}/judgement", """{"judgement":"unclear","text":"Late."}""", Officer)).Status);
        await server.GetUntil($"/v1/escalations?referentId={Referent}", page =>
            page.GetProperty("items").EnumerateArray().Any(one => one.GetProperty("judged").GetBoolean()));

        // The crawl can find it: now it does, and in many places.
        var after = await Crawl();
        Assert.True(after.Leaks.Count >= 8, string.Join('\n', after.Leaks));
        Assert.Contains($"GET /v1/referents/{Referent}/risk 200 ", after.Answers);
        Assert.Contains($"{path}/evidence-files: the secret", after.Leaks);
    }

    [Fact]
    public async Task Keeps_it_from_a_lead_who_has_the_case_and_from_no_other()
    {
        const string referent = "kvk:983000003";
        await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"x"}""", "team-lead");
        var risk = $"/v1/referents/{referent}/risk";

        Assert.Equal(200, await Status(risk, "team-lead"));
        Assert.Equal(200, await Status(risk, "supervisor"));
        Assert.Equal(200, await Status(risk, "auditor"));
        Assert.Equal(409, await Status(risk, "escalation-officer-2"));
        await server.Post(
            $"/v1/escalations/{referent}~1/assign", """{"officer":"user:demo"}""", "team-lead");
        Assert.Equal(409, await Status(risk, "demo"));
        Assert.Equal(200, await Status(risk, "team-lead"));
        // The one that is kept would be what all have, less what the list shows.
        await server.GetUntil($"/v1/escalations?referentId={referent}", page =>
            page.GetProperty("items").EnumerateArray().Any(one => one.GetProperty("state").GetString() == "taken"));
        Assert.True((await Asked("/v1/overview", "demo")).GetProperty("riskKept").GetBoolean());
    }

    [Fact]
    public async Task Shows_officers_no_total_and_no_model()
    {
        var overview = await Asked("/v1/overview", Officer);
        foreach (var kept in (string[])["levels", "outbox", "harmLimiter", "model"])
            Assert.Equal(JsonValueKind.Null, overview.GetProperty(kept).ValueKind);
        Assert.True(overview.GetProperty("riskKept").GetBoolean());
        Assert.NotEqual(0, overview.GetProperty("referents").GetInt32());
        foreach (var path in (string[])["", "/status", "/in-use", "/in-use/card"])
        {
            var asked = $"/v1/models{path}";
            Assert.Equal((asked, 403, 200), (asked, await Status(asked, Officer), await Status(asked, "supervisor")));
        }

        var whole = await Asked("/v1/overview", "supervisor");
        Assert.False(whole.TryGetProperty("riskKept", out _));
        Assert.Equal(JsonValueKind.Object, whole.GetProperty("model").ValueKind);
    }

    [Fact]
    public async Task Has_no_planned_check_in_the_history_on_no_page_and_in_no_number_of_pages()
    {
        const string referent = "kvk:983000004";
        await server.Register(referent);
        for (var i = 1; i <= 2; i++)
            await server.Send(
                referent, "check.planned",
                $$"""{"checkId":"c-{{i}}","channel":"random","inclusionProbability":0.25,"kind":"desk"}""");
        await server.Send(referent, "recognition.granted", """{"purpose":"labour"}""", "2025-01-06T09:00:00Z");
        await server.Send(
            referent, "check.planned",
            """{"checkId":"c-3","channel":"random","inclusionProbability":0.25,"kind":"desk"}""");
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"x"}""", "team-lead");

        Assert.Equal(5, (await Pages(referent, "team-lead")).Count);
        Assert.Equal(
            ["supervision.referent.registered.v1", "supervision.recognition.granted.v1"],
            await Pages(referent, Officer));
        var kept = await Asked($"/v1/referents/{referent}", Officer);
        Assert.Equal(JsonValueKind.Null, kept.GetProperty("position").ValueKind);
        Assert.Equal(JsonValueKind.Null, kept.GetProperty("asOf").ValueKind);
    }

    /// <summary>The type of each event, of which every page has one.</summary>
    private async Task<List<string>> Pages(string referent, string user)
    {
        var (types, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await Asked($"/v1/referents/{referent}/events?pageSize=1{cursor}", user);
            types.Add(Assert.Single(page.GetProperty("items").EnumerateArray())
                .GetProperty("event").GetProperty("type").GetString()!);
            if (page.GetProperty("next").GetString() is not { } next)
                return types;
            cursor = $"&cursor={next}";
        }
    }

    private async Task<JsonElement> Asked(string path, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        using var answer = await server.Client.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task Prepare()
    {
        await server.Register(Referent);
        // Another test may have planned that chance has cases judged again.
        Assert.Equal(200, (await server.Post("/v1/second-readings", """{"share":0}""", "team-lead")).Status);
        Assert.Equal(200, (await server.Post(
            "/v1/inboxes",
            """{"team":"crawled","name":"x","members":[{"officer":"user:escalation-officer","capacity":9}]}""",
            "team-lead")).Status);
        await server.Send(Referent, "recognition.granted", """{"purpose":"labour"}""", "2025-01-06T09:00:00Z");
        for (var i = 0; i < 30; i++)
            await server.Send(
                Referent, "duty.notified",
                """{"duty":"notify-employment-ended","occurredOn":"2026-06-01","notifiedOn":"2026-10-01"}""");
        var risk = await server.Get($"/v1/referents/{Referent}/risk");
        _hash = risk.GetProperty("model").GetProperty("hash").GetString()!;
        Assert.NotEqual(0, risk.GetProperty("points").GetInt32());
        await server.Send(
            Referent, "check.planned",
            $$"""
            {"checkId":"c-1","channel":"risk","inclusionProbability":0.25,"kind":"desk","modelHash":"{{_hash}}"}
            """);
        Assert.Equal(200, (await server.Post(
            $"/v1/referents/{Referent}/override",
            $$"""{"level":"high","until":"{{DateTime.UtcNow.AddDays(9):O}}","reason":"{{Secret}}"}""",
            "supervisor")).Status);
        Assert.Equal(201, (await server.Post(
            "/v1/escalations",
            $$"""{"referentId":"{{Referent}}","reason":"{{Secret}}","ground":"signal","reference":"{{Secret}}"}""",
            "supervisor")).Status);
        Assert.Equal(201, (await server.Add(
            $"{Referent}~1", "signal", $"{Secret}.pdf", FileSender.Pdf, user: "team-lead")).Status);
        await server.GetUntil($"/v1/escalations?referentId={Referent}", page =>
            page.GetProperty("items").GetArrayLength() == 1);
    }

    private async Task<(int Asked, List<string> Leaks, List<string> Answers)> Crawl()
    {
        var (leaks, answers) = (new List<string>(), new List<string>());
        foreach (var path in Questions())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Demo-User", Officer);
            using var answer = await server.Client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var body = text.StartsWith('{') ? JsonElement.Parse(text) : (JsonElement?)null;
            var code = (int)answer.StatusCode == 409 ? body!.Value.GetProperty("type").GetString()!.Split(':')[^1] : "";
            answers.Add($"GET {path} {(int)answer.StatusCode} {code}");
            if (text.Contains(Secret, StringComparison.Ordinal))
                leaks.Add($"{path}: the secret");
            // Of others, whose risk is not kept, the lists of referents say it.
            if (text.Contains(_hash, StringComparison.Ordinal)
                && !path.StartsWith("/v1/referents", StringComparison.Ordinal)
                && path != "/v1/openapi.json")
                leaks.Add($"{path}: the model");
            if (text.Contains("check.planned", StringComparison.Ordinal)
                && path.Contains(Referent, StringComparison.Ordinal))
                leaks.Add($"{path}: that it was drawn");
            if (answer.IsSuccessStatusCode && body is { } found)
                Look(path, found, path.Contains(Referent, StringComparison.Ordinal), leaks);
        }

        leaks.AddRange(await Stream());
        return (answers.Count, leaks, answers);
    }

    /// <summary>Every GET that an officer may send, with the referent wherever one can be named.</summary>
    private IEnumerable<string> Questions()
    {
        foreach (var (method, endpoint) in RoleMatrix.Endpoints(server.Application))
        {
            var operation = endpoint.Metadata.GetMetadata<Operation>();
            if (method != "GET" || operation is null || operation.Id == "followRiskChanges"
                || !operation.Access.Allows(DemoPeople.Find(Officer)!))
                continue;

            var id = operation.Path is [{ } key, ..] && key == PathKey.Escalation ? $"{Referent}~1" : Referent;
            var path = endpoint.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal)
                .Replace("{team}", "crawled", StringComparison.Ordinal)
                .Replace("{fileId}", "signal", StringComparison.Ordinal)
                .Replace("{kind}", "decision", StringComparison.Ordinal);
            yield return path;
            foreach (var query in operation.Query.Where(query => query.Name is "referentId" or "search"))
                yield return $"{path}?{query.Name}={(query.Name == "search" ? "Proef" : Referent)}";
            if (operation.Id == "listReferents")
            {
                foreach (var asked in (string[])["level=high", "level=medium", "level=low", "sort=-points",
                    "sort=levelSince", "changedSince=2020-01-01T00:00:00Z"])
                    yield return $"{path}?{asked}&pageSize=500";
            }
        }
    }

    /// <summary>What is said in objects about the referent, or in all when the question was about it.</summary>
    private static void Look(string path, JsonElement element, bool isAboutIt, List<string> leaks)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Look(path, item, isAboutIt, leaks);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("referentId", out var about) && about.ValueKind == JsonValueKind.String)
                isAboutIt = about.GetString() == Referent;
            foreach (var member in element.EnumerateObject())
            {
                if (isAboutIt && Telling.Contains(member.Name) && Says(member.Value))
                    leaks.Add($"{path}: {member}");
                Look(path, member.Value, isAboutIt, leaks);
            }

            // Asked of risk, to be on the list at all says something.
            if (isAboutIt && path.StartsWith("/v1/referents?", StringComparison.Ordinal)
                && !path.Contains("search", StringComparison.Ordinal) && element.TryGetProperty("riskKept", out _))
                leaks.Add($"{path}: it is listed");
        }
    }

    private static bool Says(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Number => value.GetDecimal() != 0,
        JsonValueKind.String => value.GetString() is not "none",
        _ => true,
    };

    /// <summary>The stream up to a change of another referent that came later.</summary>
    private async Task<List<string>> Stream()
    {
        await server.Register(Other);
        await server.GetUntil(
            $"/v1/referents/{Other}/risk-history", page => page.GetProperty("items").GetArrayLength() > 0);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/risk-changes?after=0");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("X-Demo-User", Officer);
        using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var found = new List<string>();
        while (await lines.ReadLineAsync() is { } line && !line.Contains(Other, StringComparison.Ordinal))
        {
            if (line.Contains(Referent, StringComparison.Ordinal))
                found.Add($"/v1/risk-changes: {line}");
        }

        return found;
    }

    private async Task<int> Status(string path, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        using var answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
