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

    private Task<(string Id, string Position)> Submit(string application) =>
        server.Send(
            Referent, "application.submitted", $$"""{"applicationId":"{{application}}","purpose":"labour"}""");
}
