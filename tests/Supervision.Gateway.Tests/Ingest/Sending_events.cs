using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Supervision.Gateway.Tests.Ingest;

public sealed class Sending_events(Gateway gateway) : IClassFixture<Gateway>
{
    [Fact]
    public async Task One_by_one_gives_a_receipt_and_the_same_position_again()
    {
        var json = Event("one-1");
        var (first, receipt) = await Post("application/cloudevents+json", json);
        var (second, again) = await Post("application/json; charset=utf-8", json);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first, second));
        Assert.Equal("accepted", (string)receipt[0]["status"]!);
        Assert.Equal("duplicate", (string)again[0]["status"]!);
        Assert.Equal((string)receipt[0]["position"]!, (string)again[0]["position"]!);
        Assert.Equal("one-1", (string)receipt[0]["id"]!);
    }

    [Fact]
    public async Task Tells_of_a_conflict_when_the_content_is_other()
    {
        await Post("application/cloudevents+json", Event("conflict-1"));
        var (status, answer) = await Post("application/cloudevents+json", Event("conflict-1", "other"));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("urn:supervision:refusal:event-conflict", (string)answer[0]["type"]!);
    }

    [Fact]
    public async Task As_a_batch_gives_a_receipt_for_each_in_order()
    {
        var (status, lines) = await Post(
            "application/cloudevents-batch+json",
            $"[{Event("batch-1")}, {Event("batch-2", "a\\u0000b")},\n{Event("batch-1")},{Event("batch-1", "x")},7]");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(
            ["accepted", "refused", "duplicate", "conflict", "refused"],
            lines.SkipLast(1).Select(line => (string)line["status"]!));
        Assert.Equal([1, 2, 3, 4, 5], lines.SkipLast(1).Select(line => (int)line["line"]!));
        Assert.Equal(
            """{"received":5,"accepted":1,"duplicates":1,"conflicts":1,"refused":2}""",
            lines[^1]["summary"]!.ToJsonString());
        Assert.Equal(
            "/data/stayId",
            (string)lines[1]["problem"]!["errors"]![0]!["location"]!["pointer"]!);
    }

    [Fact]
    public async Task Is_refused_where_it_corrects_a_correction_that_came_with_it()
    {
        var (_, lines) = await Post(
            "application/x-ndjson",
            $"{Event("with-1")}\n{Retraction("with-2", "with-1")}\n{Retraction("with-3", "with-2")}\n"
            + $"{Retraction("with-4", "with-1")}\n{Retraction("with-5", "with-5")}\n");
        var (single, problem) = await Post("application/cloudevents+json", Retraction("with-6", "with-6"));

        Assert.Equal(
            ["accepted", "accepted", "refused", "accepted", "refused"],
            lines.SkipLast(1).Select(line => (string)line["status"]!));
        var error = lines[2]["problem"]!["errors"]![0]!;
        Assert.Equal(
            ("/data/ofId", "target-is-correction", "with-3"),
            ((string)error["location"]!["pointer"]!, (string)error["code"]!, (string)lines[2]["id"]!));
        Assert.Equal(HttpStatusCode.BadRequest, single);
        Assert.Equal("target-is-correction", (string)problem[0]["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task As_a_stream_gives_a_receipt_for_each_in_order()
    {
        var body = string.Concat(Enumerable.Range(0, 5_000).Select(number => Event($"stream-{number}") + "\r\n"))
            + "\n  \n{}\n" + Event("stream-last");
        var (status, lines) = await Post("application/x-ndjson", body);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(5_003, lines.Count);
        Assert.Equal(
            Enumerable.Range(1, 5_000).Append(5_003).Append(5_004),
            lines.SkipLast(1).Select(line => (int)line["line"]!));
        Assert.Equal("stream-last", (string)lines[^2]["id"]!);
        Assert.Equal(
            """{"received":5002,"accepted":5001,"duplicates":0,"conflicts":0,"refused":1}""",
            lines[^1]["summary"]!.ToJsonString());
    }

    [Fact]
    public async Task With_a_wish_for_little_gives_only_what_was_not_accepted()
    {
        using var request = Request("application/x-ndjson", Event("minimal-1") + "\n{\n" + Event("minimal-1") + "\n");
        request.Headers.Add("Prefer", "return=minimal");
        var (_, lines) = await Send(request);
        Assert.Equal(["refused", null], lines.Select(line => (string?)line["status"]));
        Assert.Equal(2, (int)lines[0]["line"]!);
        Assert.Equal(1, (int)lines[1]["summary"]!["duplicates"]!);
    }

    [Fact]
    public async Task Gives_receipts_while_the_stream_goes_on()
    {
        using var sender = new RawSender(gateway.Address);
        await sender.SendHead("application/x-ndjson");
        await sender.SendChunk(Event("slow-1") + "\n");
        Assert.Contains("\"accepted\"", await sender.ReadLineWith("slow-1"), StringComparison.Ordinal);

        await sender.SendChunk(Event("slow-2"));
        await sender.Send("0\r\n\r\n");
        Assert.Contains("\"accepted\"", await sender.ReadLineWith("slow-2"), StringComparison.Ordinal);
        Assert.Contains("\"received\":2", await sender.ReadLineWith("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_receipts_for_a_sender_that_reads_only_at_the_end()
    {
        // More receipts than any buffer between us holds: 120,000 of about 100 bytes.
        const int Count = 120_000;
        using var sender = new RawSender(gateway.Address);
        await sender.SendHead("application/x-ndjson");
        for (var number = 0; number < Count; number += 1_000)
        {
            await sender.SendChunk(
                string.Concat(Enumerable.Range(number, 1_000).Select(id => Event($"late-reader-{id}") + "\n")));
        }

        await sender.Send("0\r\n\r\n");
        var answer = await sender.ReadToEnd();
        Assert.Contains($"\"received\":{Count},\"accepted\":{Count},", answer, StringComparison.Ordinal);
        Assert.Contains($"\"line\":{Count},", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_explained_by_a_schema_and_an_example_that_works()
    {
        var list = JsonNode.Parse(await gateway.Client.GetStringAsync("/v1/event-types"))!["items"]!.AsArray();
        Assert.Equal(28, list.Count);
        foreach (var type in list)
        {
            var details = JsonNode.Parse(await gateway.Client.GetStringAsync($"/v1/event-types/{type!["type"]}"))!;
            Assert.Equal((string)type["type"]!, (string)details["schema"]!["title"]!);
            var (status, _) = await Post("application/cloudevents+json", details["example"]!.ToJsonString());
            Assert.Equal(
                (bool)type["acceptedFromOutside"]! ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, status);
        }
    }

    private static string Event(string id, string stay = "stay-1") =>
        $$$"""
        {"specversion":"1.0","type":"supervision.stay.started.v1","source":"urn:example:permits","id":"{{{id}}}",
        "subject":"kvk:99000017","time":"2026-03-02T09:30:00Z","data":{"stayId":"{{{stay}}}","on":"2026-03-02"}}
        """.Replace("\n", "", StringComparison.Ordinal);

    private static string Retraction(string id, string ofId) =>
        $$$"""
        {"specversion":"1.0","type":"supervision.fact.retracted.v1","source":"urn:example:permits","id":"{{{id}}}",
        "subject":"kvk:99000017","time":"2026-03-02T09:30:00Z",
        "data":{"ofSource":"urn:example:permits","ofId":"{{{ofId}}}","reason":"source-error"}}
        """.Replace("\n", "", StringComparison.Ordinal);

    private async Task<(HttpStatusCode Status, List<JsonNode> Lines)> Post(string type, string body)
    {
        using var request = Request(type, body);
        return await Send(request);
    }

    private static HttpRequestMessage Request(string type, string body) => new(HttpMethod.Post, "/v1/events")
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse(type) },
        },
    };

    private async Task<(HttpStatusCode Status, List<JsonNode> Lines)> Send(HttpRequestMessage request)
    {
        using var response = await gateway.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)]);
    }

    private static JsonNode ParseLine(string line) =>
        JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
}
