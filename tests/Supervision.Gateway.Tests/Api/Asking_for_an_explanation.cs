using System.Globalization;
using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Asking_for_an_explanation(RunningServer server)
{
    [Fact]
    public async Task Says_on_which_events_it_rests_and_what_would_lower_the_level()
    {
        const string referent = "kvk:995000001";
        var (_, position) = await Risky(referent);

        var explanation = await server.Get($"/v1/referents/{referent}/explanations");

        var risk = await server.Get($"/v1/referents/{referent}/risk");
        Assert.Equal(risk.GetProperty("points").GetInt32(), explanation.GetProperty("points").GetInt32());
        Assert.Equal("medium", explanation.GetProperty("level").GetString());
        var contributions = explanation.GetProperty("contributions").EnumerateArray().ToList();
        Assert.Equal(
            explanation.GetProperty("points").GetInt32(),
            contributions.Sum(one => one.GetProperty("points").GetInt32()));
        var arrears = contributions.Single(one => Text(one, "indicator") == "tax-arrears-or-insolvency");
        var source = Assert.Single(arrears.GetProperty("events").EnumerateArray());
        Assert.Equal(
            (position, "supervision.finance.observed.v1"), (Text(source, "position"), Text(source, "type")));
        Assert.NotEmpty(Text(arrears, "legalGround"));
        var lowering = explanation.GetProperty("lowering");
        Assert.Equal(JsonValueKind.Null, lowering.GetProperty("none").ValueKind);
        Assert.All(lowering.GetProperty("changes").EnumerateArray(), change =>
            Assert.Equal("low", Text(change, "level")));
        Assert.True(explanation.GetProperty("peers").GetProperty("tooFew").GetBoolean());
        Assert.Equal("random", Text(explanation.GetProperty("selection"), "channel"));
        Assert.Equal("nl", Text(explanation.GetProperty("letter"), "language"));
    }

    [Fact]
    public async Task Says_which_event_moved_it_since_a_moment()
    {
        const string referent = "kvk:995000002";
        await server.Register(referent);
        var since = Text(
            (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items")[0], "recordedAt");
        var (_, position) = await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-11-02"}""",
            "2026-11-02T09:00:00Z");

        var explanation = await server.Get(
            $"/v1/referents/{referent}/explanations?since={Uri.EscapeDataString(since)}");

        var change = explanation.GetProperty("changedSince");
        var step = Assert.Single(change.GetProperty("steps").EnumerateArray());
        Assert.Equal(("event", position), (Text(step, "because"), Text(step.GetProperty("event"), "position")));
        Assert.Equal((0, 8), (step.GetProperty("pointsFrom").GetInt32(), step.GetProperty("pointsTo").GetInt32()));
    }

    [Theory]
    [InlineData("text/html", "", "nl", "Uitleg van uw risiconiveau")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "?language=en", "en", "Your level of risk explained")]
    [InlineData("application/json", "?format=letter&language=en", "en", "Your level of risk explained")]
    public async Task Is_a_letter_to_print_when_one_is_asked_for(
        string accept, string query, string language, string title)
    {
        var referent = $"kvk:9950001{query.Length:00}";
        await Risky(referent, name: "<b>Voorbeeld</b> & Zn");

        using var answer = await Ask($"/v1/referents/{referent}/explanations{query}", accept);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith($"<!doctype html>\n<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Voorbeeld&lt;/b&gt; &amp; Zn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Equal(["1.0.0"], answer.Headers.GetValues("API-Version"));
    }

    [Theory]
    [InlineData("*/*", "")]
    [InlineData("application/json, text/html;q=0.9", "")]
    [InlineData("text/html", "?format=json")]
    public async Task Is_json_otherwise(string accept, string query)
    {
        const string referent = "kvk:995000004";
        await server.Register(referent);

        using var answer = await Ask($"/v1/referents/{referent}/explanations{query}", accept);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Names_no_official()
    {
        const string referent = "kvk:995000005";
        const string canary = "canary-of-an-official-41d2";
        await Risky(referent);
        await server.ReadNobodyAgain();
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By {{canary}}."}""");
        await server.Post($"/v1/escalations/{referent}~1/take", null);
        await server.Post(
            $"/v1/escalations/{referent}~1/judgement", $$"""{"judgement":"breach","text":"By {{canary}}."}""");
        var (closed, _) = await server.Post(
            $"/v1/escalations/{referent}~1/close",
            """{"outcome":"breach-found","findings":[{"duty":"care","severity":"serious","breach":true}]}""");
        Assert.Equal(200, closed);

        var json = (await server.GetUntil(
            $"/v1/referents/{referent}/explanations?since=2026-01-01T00:00:00Z",
            one => one.ToString().Contains("escalation.concluded", StringComparison.Ordinal))).ToString();
        using var letter = await Ask($"/v1/referents/{referent}/explanations", "text/html");

        Assert.All([json, await letter.Content.ReadAsStringAsync()], shown =>
        {
            Assert.DoesNotContain("user:", shown, StringComparison.Ordinal);
            Assert.DoesNotContain(canary, shown, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Is_not_for_those_who_follow_up_and_may_not_know_the_channel()
    {
        foreach (var path in (string[])["explanations", "hindsight"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/referents/kvk:995000001/{path}");
            request.Headers.Add("X-Demo-User", "escalation-officer");
            using var answer = await server.Client.SendAsync(request);

            Assert.Equal(403, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Of_what_was_known_then_leaves_out_what_was_learned_later()
    {
        const string referent = "kvk:995000006";
        await server.Register(referent);
        var then = Uri.EscapeDataString(Text(
            (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items")[0], "recordedAt"));
        await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-06-01"}""",
            "2026-06-01T09:00:00Z");
        const string day = "asOf=2026-06-02T00:00:00Z";

        // True then, and known only now.
        Assert.Equal(8, await Points($"/v1/referents/{referent}/risk?{day}"));
        Assert.Equal(0, await Points($"/v1/referents/{referent}/risk?{day}&knownAt={then}"));
        Assert.Equal(8, await Points($"/v1/referents/{referent}/explanations?{day}"));
        Assert.Equal(0, await Points($"/v1/referents/{referent}/explanations?{day}&knownAt={then}"));
    }

    [Fact]
    public async Task Looking_back_finds_the_days_that_a_late_fact_changes()
    {
        const string referent = "kvk:995000007";
        var (_, position) = await Risky(referent);
        var from = DateTime.UtcNow.AddDays(-10).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);

        var hindsight = await server.Get($"/v1/referents/{referent}/hindsight?from={from}");

        Assert.Equal(11, hindsight.GetProperty("days").GetInt32());
        // Everything was learned today: on the ten days before, nothing was known.
        Assert.Equal(10, hindsight.GetProperty("daysOtherwise").GetInt32());
        var period = Assert.Single(hindsight.GetProperty("periods").EnumerateArray());
        Assert.Equal(("none", "medium"), (Text(period, "then"), Text(period, "now")));
        using var then = await server.Client.GetAsync(
            $"/v1/referents/{referent}/risk?asOf={from}&knownAt={from}");
        Assert.Equal(404, (int)then.StatusCode); // The same of a score.
        Assert.Equal(0, hindsight.GetProperty("told").GetInt32());
        Assert.Contains(period.GetProperty("because").EnumerateArray(), one => Text(one, "position") == position);
    }

    [Theory]
    [InlineData("explanations", 404)]
    [InlineData("hindsight", 404)]
    [InlineData("explanations?asOf=9000-01-01T00:00:00Z", 400, "asOf", "in-the-future")]
    [InlineData("explanations?knownAt=9000-01-01T00:00:00Z", 400, "knownAt", "in-the-future")]
    [InlineData("risk?knownAt=9000-01-01T00:00:00Z", 400, "knownAt", "in-the-future")]
    [InlineData("explanations?asOf=2026-01-01T00:00:00Z&since=2026-01-01T00:00:00Z", 400, "since", "not-before")]
    [InlineData("explanations?knownAt=2025-01-01T00:00:00Z&since=2026-01-01T00:00:00Z", 400, "since", "not-before")]
    [InlineData("explanations?since=1999-01-01T00:00:00Z", 400, "since", "too-far-back")]
    [InlineData("explanations?language=SECRET&format=SECRET&since=SECRET", 400, "language", "format", "since")]
    [InlineData("hindsight?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "from", "not-before")]
    [InlineData("hindsight?from=2000-01-01T00:00:00Z", 400, "from", "too-far-back")]
    [InlineData("hindsight?to=9000-01-01T00:00:00Z", 400, "to", "in-the-future")]
    [InlineData("hindsight?since=2026-01-01T00:00:00Z", 400, "since", "unknown-key")]
    public async Task That_cannot_be_given_says_why(string path, int status, params string[] named)
    {
        using var answer = await server.Client.GetAsync($"/v1/referents/kvk:995999999/{path}");
        var problem = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.All(named, text => Assert.Contains(text, problem, StringComparison.Ordinal));
        Assert.DoesNotContain("SECRET", problem, StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private async Task<int> Points(string path) => (await server.Get(path)).GetProperty("points").GetInt32();

    private async Task<HttpResponseMessage> Ask(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await server.Client.SendAsync(request);
    }

    /// <summary>Medium by two warnings and tax arrears, with enough evidence; gives where the arrears are.</summary>
    private async Task<(string Id, string Position)> Risky(string referent, string name = "Proef B.V.")
    {
        await server.Register(referent, sector: "U", name: name);
        for (var number = 0; number < 12; number++)
            await server.Send(
                referent, "application.submitted", $$"""{"applicationId":"a-{{number}}","purpose":"labour"}""");
        foreach (var measure in (string[])["w-1", "w-2"])
            await server.Send(referent, "measure.imposed", $$"""{"measureId":"{{measure}}","kind":"warning"}""");
        await server.Send(
            referent, "check.planned",
            """{"checkId":"c-1","channel":"random","inclusionProbability":0.025,"kind":"desk"}""");
        return await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-06-01"}""",
            "2026-06-01T09:00:00Z");
    }
}
