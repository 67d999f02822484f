using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Supervision.Gateway.Tests.Ingest;

public sealed class Sending_events_while_the_log_is_away(Gateway gateway) : IClassFixture<Gateway>, IDisposable
{
    public void Dispose() => gateway.Log.ComeBack();

    [Theory]
    [InlineData("application/cloudevents+json", "")]
    [InlineData("application/cloudevents-batch+json", "[]")]
    [InlineData("application/x-ndjson", "")]
    public async Task Is_answered_503_with_when_to_try_again_and_then_taken(string type, string around)
    {
        var json = Event($"away-{type.Length}");
        var body = around.Length == 0 ? json : around[..1] + json + around[1..];
        gateway.Log.GoAway();

        using (var refused = await Post(type, body))
        {
            var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal("urn:supervision:problem:unavailable", (string)problem["type"]!);
            Assert.DoesNotContain("server is away", problem.ToJsonString(), StringComparison.Ordinal);
        }

        gateway.Log.ComeBack();
        using var taken = await Post(type, body);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Contains("\"accepted\"", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_a_stream_without_a_receipt_for_what_is_not_stored()
    {
        using var sender = new RawSender(gateway.Address);
        await sender.SendHead("application/x-ndjson");
        await sender.SendChunk(Event("before") + "\n");
        Assert.Contains("\"accepted\"", await sender.ReadLineWith("before"), StringComparison.Ordinal);

        gateway.Log.GoAway();
        await sender.SendChunk(Event("after") + "\n");

        // Neither a receipt nor a summary: the connection ends.
        await Assert.ThrowsAnyAsync<IOException>(() => sender.ReadLineWith("{"));
        gateway.Log.ComeBack();
        using var again = await Post("application/x-ndjson", Event("before") + "\n" + Event("after"));
        var receipts = await again.Content.ReadAsStringAsync();
        Assert.Contains("\"accepted\":1,\"duplicates\":1", receipts, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new(type);
        return await gateway.Client.PostAsync("/v1/events", content);
    }

    private static string Event(string id) =>
        $$$"""
        {"specversion":"1.0","type":"supervision.stay.started.v1","source":"urn:example:away","id":"{{{id}}}",
        "subject":"kvk:99000017","time":"2026-03-02T09:30:00Z","data":{"stayId":"stay-1","on":"2026-03-02"}}
        """.Replace("\n", "", StringComparison.Ordinal);
}
