using System.Net.Http.Headers;
using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Following_risk_changes(RunningServer server)
{
    [Fact]
    public async Task Goes_on_after_the_last_one_that_was_received()
    {
        const string referent = "kvk:994000001";
        await server.Register(referent);
        await server.GetUntil(
            $"/v1/referents/{referent}/risk-history", page => page.GetProperty("items").GetArrayLength() > 0);
        var all = await Read($"/v1/risk-changes?after=0", null, 1);
        var first = await Read($"/v1/risk-changes?referentId={referent}&after=0", null, 1);

        await server.Register("kvk:994000002");
        var next = await Read("/v1/risk-changes", first[0].Id, 1);

        Assert.NotEmpty(all);
        Assert.Equal(referent, first[0].Change.GetProperty("referentId").GetString());
        Assert.True(long.Parse(next[0].Id) > long.Parse(first[0].Id));
        Assert.Equal(next[0].Id, next[0].Change.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/v1/risk-changes?after=-1", null)]
    [InlineData("/v1/risk-changes?after=x", null)]
    [InlineData("/v1/risk-changes?referentId=X", null)]
    [InlineData("/v1/risk-changes", "not-a-number")]
    [InlineData("/v1/risk-changes?after=99999999", null)]
    [InlineData("/v1/risk-changes", "99999999")]
    public async Task Refuses_a_place_to_start_that_is_none(string path, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    private async Task<List<(string Id, JsonElement Change)>> Read(string path, string? last, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var answer = await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var changes = new List<(string, JsonElement)>();
        var id = "";
        while (changes.Count < count && await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                changes.Add((id, JsonElement.Parse(line[6..])));
        }

        return changes;
    }
}
