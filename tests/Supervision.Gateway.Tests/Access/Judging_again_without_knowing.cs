using System.Text.Json;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Access;

/// <summary>Who is to judge a case again sees neither what was thought of it nor why it was opened.</summary>
[Collection(nameof(RunningServer))]
public sealed class Judging_again_without_knowing(RunningServer server)
{
    private const string First = "escalation-officer";
    private const string Second = "escalation-officer-2";
    private const string Referent = "kvk:983000011";
    private const string Secret = "First-secret";
    private const string Case = $"/v1/escalations/{Referent}~1";

    [Fact]
    public async Task Shows_a_case_as_its_first_officer_had_it()
    {
        await server.Register(Referent);
        Assert.Equal(200, (await server.Post(
            "/v1/inboxes",
            """
            {"team":"readers","name":"x","members":[
                {"officer":"user:escalation-officer","capacity":400},
                {"officer":"user:escalation-officer-2","capacity":400}]}
            """,
            "team-lead")).Status);
        Assert.Equal(200, (await Plan("""{"share":1,"seed":"all"}""")).Status);
        await Judge();
        Assert.Equal(200, (await Plan("""{"share":0}""")).Status);
        await server.GetUntil($"/v1/escalations?referentId={Referent}", page =>
            page.GetProperty("items").EnumerateArray().Any(one =>
                one.GetProperty("secondReading").GetString() == "awaited"));

        foreach (var path in (string[])[Case, $"/v1/referents/{Referent}", $"/v1/referents/{Referent}/events"])
            Assert.DoesNotContain(Secret, (await Ask(path, Second)).Body, StringComparison.Ordinal);
        foreach (var path in (string[])[$"{Case}/ladder", $"/v1/referents/{Referent}/risk"])
            Assert.Equal(409, (await Ask(path, Second)).Status);
        foreach (var filter in (string[])["state=awaiting-information", "secondReading=awaited", ""])
            Assert.DoesNotContain(
                Referent, (await Ask($"/v1/escalations?referentId={Referent}&{filter}", Second)).Body,
                StringComparison.Ordinal);
        Assert.DoesNotContain(
            Referent, (await Ask("/v1/inboxes/readers/clocks?pageSize=500", Second)).Body,
            StringComparison.Ordinal);
        Assert.Contains(Secret, (await Ask(Case, First)).Body, StringComparison.Ordinal);
        Assert.Contains(Secret, (await Ask(Case, "team-lead")).Body, StringComparison.Ordinal);

        var read = await server.Post("/v1/inboxes/readers/read-next", null, Second);
        Assert.Equal(200, read.Status);
        Assert.Equal($"{Referent}~1", read.Body.GetProperty("escalationId").GetString());
        Assert.DoesNotContain(Secret, read.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal("taken", read.Body.GetProperty("state").GetString());
        foreach (var kept in (string[])["ground", "reason", "level", "points", "modelHash", "reference", "assignee"])
            Assert.Equal(JsonValueKind.Null, read.Body.GetProperty(kept).ValueKind);
        Assert.Equal(
            ["follow-up", "second-reading"],
            read.Body.GetProperty("clocks").EnumerateArray().Select(clock => clock.GetProperty("kind").GetString()));

        await JudgeAgain();
    }

    private async Task Judge()
    {
        Assert.Equal(201, (await server.Post(
            "/v1/escalations", $$"""{"referentId":"{{Referent}}","reason":"{{Secret}}"}""", "team-lead")).Status);
        foreach (var (step, body) in (
            (string, string?)[])
            [
                ("take", null),
                ("judgement", $$"""{"judgement":"breach","text":"{{Secret}}"}"""),
                ("notes", $$"""{"noteId":"n","text":"{{Secret}}"}"""),
                ("information-requests", $$"""{"requestId":"first-secret","text":"{{Secret}}"}"""),
            ])
            Assert.Equal(200, (await server.Post($"{Case}/{step}", body)).Status);
    }

    private async Task JudgeAgain()
    {
        var close = """{"outcome":"not-pursued"}""";
        Assert.EndsWith(
            "second-reading-awaited", Code(await server.Post($"{Case}/close", close)), StringComparison.Ordinal);
        var again = await server.Post(
            $"{Case}/second-judgement", """{"judgement":"no-breach","text":"In time."}""", Second);
        Assert.Equal(200, again.Status);
        Assert.Contains(Secret, again.Body.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            "difference-not-settled", Code(await server.Post($"{Case}/close", close)), StringComparison.Ordinal);
        var details = await server.GetUntil("/v1/second-readings", all =>
            all.GetProperty("agreement").GetProperty("count").GetInt32() > 0);
        Assert.Equal(200, (await Ask("/v1/second-readings", "auditor")).Status);
        Assert.Equal(403, (await Ask("/v1/second-readings", Second)).Status);
        Assert.True(details.GetProperty("differing").GetInt32() > 0);
        Assert.Equal(200, (await server.Post(
            $"{Case}/second-judgement/settlement", """{"judgement":"breach","reason":"It was late."}""",
            "team-lead")).Status);
        Assert.EndsWith("settled-breach", Code(await server.Post($"{Case}/close", close)), StringComparison.Ordinal);
        Assert.Equal(200, (await server.Post(
            $"{Case}/close",
            """{"outcome":"breach-found","findings":[{"duty":"care","severity":"minor","breach":true}]}""")).Status);
    }

    private Task<(int Status, JsonElement Body)> Plan(string json) =>
        server.Post("/v1/second-readings", json, "team-lead");

    private async Task<(int Status, string Body)> Ask(string path, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        using var answer = await server.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Code((int Status, JsonElement Body) answer) =>
        answer.Body.GetProperty("type").GetString()!;
}
