using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Reading_a_history(RunningServer server)
{
    private const string Referent = "kvk:993000001";

    [Fact]
    public async Task Says_of_every_event_whether_it_still_counts()
    {
        var (kept, _) = await Submit("a-1");
        var (corrected, _) = await Submit("a-2");
        var (retracted, _) = await Submit("a-3");
        await server.Send(
            Referent, "fact.corrected",
            $$$"""
            {"ofSource":"urn:test","ofId":"{{{corrected}}}","reason":"wrong-value",
             "data":{"applicationId":"a-2","purpose":"study"}}
            """);
        await server.Send(
            Referent, "fact.retracted",
            $$"""{"ofSource":"urn:test","ofId":"{{retracted}}","reason":"registered-twice"}""");

        var status = new Dictionary<string, string>();
        string? cursor = null;
        do
        {
            var page = await server.Get(
                $"/v1/referents/{Referent}/events?pageSize=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                var id = item.GetProperty("event").GetProperty("id").GetString()!;
                status.Add(id, item.GetProperty("status").GetString()!);
            }

            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, status.Count);
        Assert.Equal("in-effect", status[kept]);
        Assert.Equal("corrected", status[corrected]);
        Assert.Equal("retracted", status[retracted]);
    }

    [Fact]
    public async Task Gives_the_event_as_it_was_accepted()
    {
        const string referent = "kvk:993000002";
        var (id, position) = await server.Send(
            referent, "application.submitted", """{"purpose":"labour","applicationId":"a-1"}""");

        var item = (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items")[0];

        Assert.Equal(position, item.GetProperty("position").GetString());
        var happened = item.GetProperty("event");
        Assert.Equal(id, happened.GetProperty("id").GetString());
        Assert.Equal("1.0", happened.GetProperty("specversion").GetString());
        Assert.Equal(referent, happened.GetProperty("subject").GetString());
        Assert.Equal("labour", happened.GetProperty("data").GetProperty("purpose").GetString());
    }

    [Fact]
    public async Task Shows_at_once_and_with_the_reason_what_cannot_work()
    {
        for (var round = 0; round < 10; round++)
        {
            var referent = $"kvk:99300010{round}";
            var (original, _) = await server.Send(
                referent, "application.submitted", """{"applicationId":"a-1","purpose":"labour"}""");
            var (correction, _) = await server.Send(
                referent, "fact.corrected",
                $$$"""
                {"ofSource":"urn:test","ofId":"{{{original}}}","reason":"wrong-value",
                 "data":{"stayId":"s-1","on":"2026-01-05"}}
                """);
            var (retraction, position) = await server.Send(
                referent, "fact.retracted",
                $$"""{"ofSource":"urn:test","ofId":"{{correction}}","reason":"source-error"}""");

            // The first question after the receipt, without waiting for anything.
            var items = (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items");

            Assert.Equal(
                [(original, "in-effect"), (correction, "quarantined"), (retraction, "quarantined")],
                items.EnumerateArray().Select(item => (
                    item.GetProperty("event").GetProperty("id").GetString()!,
                    item.GetProperty("status").GetString()!)));
            Assert.False(items[0].TryGetProperty("quarantine", out _));
            Assert.Equal("correction-of-another-type", CodeOf(items[1]));
            Assert.Equal("target-is-correction", CodeOf(items[2]));
            Assert.NotEqual("", items[2].GetProperty("quarantine").GetProperty("detail").GetString());
            Assert.Equal(position, items[2].GetProperty("position").GetString());
        }
    }

    [Fact]
    public async Task Makes_no_referent_of_one_that_has_only_a_correction_of_anothers_event()
    {
        const string wrong = "kvk:993000201";
        var (original, _) = await server.Send(
            "kvk:993000200", "application.submitted", """{"applicationId":"a-1","purpose":"labour"}""");
        var (correction, position) = await server.Send(
            wrong, "fact.retracted", $$"""{"ofSource":"urn:test","ofId":"{{original}}","reason":"source-error"}""");

        using var risk = await server.Client.GetAsync($"/v1/referents/{wrong}/risk");
        using var referent = await server.Client.GetAsync($"/v1/referents/{wrong}");
        Assert.Equal((404, 404), ((int)risk.StatusCode, (int)referent.StatusCode));
        var item = (await server.Get($"/v1/referents/{wrong}/events")).GetProperty("items")[0];
        Assert.Equal("target-under-another-subject", CodeOf(item));

        var listed = await server.GetUntil(
            $"/v1/quarantine?referentId={wrong}", page => page.GetProperty("items").GetArrayLength() == 1);
        var shown = listed.GetProperty("items")[0];
        Assert.Equal(
            (position, wrong, "urn:test", correction, "supervision.fact.retracted.v1"),
            (shown.GetProperty("position").GetString(), shown.GetProperty("referentId").GetString(),
                shown.GetProperty("source").GetString(), shown.GetProperty("id").GetString(),
                shown.GetProperty("type").GetString()));
        Assert.Equal("target-under-another-subject", CodeOf(shown));
        Assert.StartsWith("all-", listed.GetProperty("position").GetString(), StringComparison.Ordinal);
        var all = await server.Get("/v1/referents?search=993000201");
        Assert.Empty(all.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Lists_what_is_in_quarantine_page_by_page_and_by_code()
    {
        const string referent = "kvk:993000300";
        var (original, _) = await server.Send(
            referent, "application.submitted", """{"applicationId":"a-1","purpose":"labour"}""");
        var (first, _) = await server.Send(
            referent, "fact.retracted", $$"""{"ofSource":"urn:test","ofId":"{{original}}","reason":"source-error"}""");
        for (var i = 0; i < 3; i++)
            await server.Send(
                referent, "fact.retracted", $$"""{"ofSource":"urn:test","ofId":"{{first}}","reason":"source-error"}""");

        var query = $"/v1/quarantine?referentId={referent}&code=target-is-correction";
        await server.GetUntil(query, page => page.GetProperty("items").GetArrayLength() == 3);
        var one = await server.Get($"{query}&pageSize=2");
        var two = await server.Get($"{query}&pageSize=2&cursor={one.GetProperty("next").GetString()}");

        Assert.Equal(
            (2, 1), (one.GetProperty("items").GetArrayLength(), two.GetProperty("items").GetArrayLength()));
        Assert.Null(two.GetProperty("next").GetString());
        var other = await server.Get($"/v1/quarantine?referentId={referent}&code=too-many-items");
        Assert.Empty(other.GetProperty("items").EnumerateArray());
        using var unknown = await server.Client.GetAsync("/v1/quarantine?code=no-such-code");
        Assert.Equal(400, (int)unknown.StatusCode);
    }

    private static string CodeOf(JsonElement item) =>
        item.GetProperty("quarantine").GetProperty("code").GetString()!;

    private Task<(string Id, string Position)> Submit(string application) =>
        server.Send(
            Referent, "application.submitted", $$"""{"applicationId":"{{application}}","purpose":"labour"}""");
}
