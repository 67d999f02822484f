using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Selections;

/// <summary>A draw right after what it rests on, on a server of its own: of it nothing is stored yet.</summary>
public sealed class Drawing_at_once(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Referents = 200;

    [Fact]
    public async Task Leaves_out_nobody_of_whom_was_recorded_before_it()
    {
        await server.Post(
            "/v1/selections",
            """{"from":"2031-01-01","until":"2031-04-01","capacity":12,"strata":"none","reason":"Now."}""",
            "supervisor");
        await server.Post("/v1/selections/selection-1/confirm", """{"reason":"In order."}""", "team-lead");
        await Send();

        var (status, body) = await server.Post("/v1/selections/selection-1/draw", null, "team-lead");

        Assert.True(status == 200, body.ToString());
        Assert.Equal(Referents, body.GetProperty("draw").GetProperty("population").GetInt32());
    }

    private async Task Send()
    {
        var lines = Enumerable.Range(0, Referents).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"specversion":"1.0","source":"urn:example:register","id":"at-once-{{{number}}}",
            "type":"supervision.recognition.granted.v1","subject":"kvk:{{{99_100_000 + number}}}",
            "time":"2026-01-05T10:00:00Z","data":{"purpose":"labour"}}
            """).ReplaceLineEndings(string.Empty));
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await server.Client.PostAsync("/v1/events", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
