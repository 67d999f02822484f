using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Supervision.Gateway.Tests.Ingest;

namespace Supervision.Gateway.Tests;

/// <summary>Over real HTTP: each row is answered as it should be, stores nothing and echoes nothing.</summary>
public sealed class Bad_input(Ingest.Gateway gateway) : IClassFixture<Ingest.Gateway>
{
    private static int _good;

    public static TheoryData<string> Names => [.. BadInputs.All.Select(input => input.Name)];

    [Fact]
    public void Is_of_at_least_sixty_kinds() =>
        Assert.True(BadInputs.All.DistinctBy(input => input.Name).Count() >= 60);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_refused_by_its_place_and_leaves_no_trace(string name)
    {
        var input = BadInputs.All.Single(input => input.Name == name);
        var before = await gateway.Heads();

        using var request = Request(input);
        using var response = await gateway.Client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();

        Assert.True(input.Status == (int)response.StatusCode, $"{(int)response.StatusCode}: {answer}");
        Assert.All(input.Places, place => Assert.Contains(place, answer, StringComparison.Ordinal));
        Assert.DoesNotContain("SECRET", answer + response.Headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("7777777", answer, StringComparison.Ordinal);
        Assert.Equal(before.Sum() + input.Stored, (await gateway.Heads()).Sum());
        if (input.Status >= 400)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

        await AcceptsAGoodOne();
    }

    [Fact]
    public async Task Of_a_hundred_megabytes_on_one_line_is_passed_over_and_the_rest_goes_on()
    {
        using var sender = new RawSender(gateway.Address);
        await sender.SendHead("application/x-ndjson");
        await sender.SendChunk(BadInputs.Good("long-1") + "\n");
        var piece = new string('x', 1_000_000);
        for (var count = 0; count < 100; count++)
            await sender.SendChunk(piece);

        await sender.SendChunk("\n" + BadInputs.Good("long-2") + "\n");
        await sender.Send("0\r\n\r\n");
        var refused = await sender.ReadLineWith("\"line\":2,");
        Assert.Contains("too-large", refused, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":2,", await sender.ReadLineWith("summary"), StringComparison.Ordinal);

        await AcceptsAGoodOne();
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 100000")]
    public async Task That_breaks_off_keeps_what_it_has_a_receipt_for(string framing)
    {
        var before = (await gateway.Heads()).Sum();
        using var sender = new RawSender(gateway.Address);
        await sender.SendHead("application/x-ndjson", framing);
        var good = BadInputs.Good("broken-off-" + framing.Length) + "\n";
        var cut = BadInputs.Good("cut-" + framing.Length)[..^5];
        if (framing.StartsWith('T'))
            await sender.SendChunk(good + cut);
        else
            await sender.Send(good + cut);

        Assert.Contains("\"accepted\"", await sender.ReadLineWith("\"line\":1,"), StringComparison.Ordinal);
        sender.BreakOff();
        await sender.WaitForClose();
        Assert.Equal(before + 1, (await gateway.Heads()).Sum());
        await AcceptsAGoodOne();
    }

    [Theory]
    [InlineData("Content-Length: -1", "400")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6", "400")]
    [InlineData("Transfer-Encoding: SECRET", "400")]
    [InlineData("X-Large: SECRET", "431")]
    public async Task Around_the_body_is_refused_by_the_server(string framing, string status)
    {
        using var sender = new RawSender(gateway.Address);
        if (status == "431")
            framing += new string('S', 100_000);

        await sender.SendHead("application/json", framing);
        var answer = await sender.ReadToEnd();
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", answer, StringComparison.Ordinal);
        await AcceptsAGoodOne();
    }

    private async Task AcceptsAGoodOne()
    {
        var good = BadInputs.Good($"after-{Interlocked.Increment(ref _good)}");
        using var content = new StringContent(good, Encoding.UTF8, "application/cloudevents+json");
        using var response = await gateway.Client.PostAsync("/v1/events", content);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static HttpRequestMessage Request(BadInput input)
    {
        var request = new HttpRequestMessage(new HttpMethod(input.Method), input.Path);
        if (input.Method == "GET")
        {
            // Of an officer it is asked first whether a case is judged; no grain has a store here to know that from.
            if (input.Path.Contains("/risk", StringComparison.Ordinal))
                request.Headers.Add("X-Demo-User", "supervisor");
            return request;
        }

        request.Content = new ByteArrayContent(input.Bytes ?? Encoding.UTF8.GetBytes(input.Body));
        if (input.ContentType.Length > 0)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(input.ContentType);
        request.Headers.TransferEncodingChunked = input.IsChunked;
        return request;
    }
}
