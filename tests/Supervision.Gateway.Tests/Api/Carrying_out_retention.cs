using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Carrying_out_retention(RunningServer server)
{
    private const string Lead = "team-lead";
    private const string Old = "2016-03-01T09:00:00Z";

    [Fact]
    public async Task Previews_erases_beside_the_running_server_and_reports()
    {
        var (due, held) = ("kvk:988000001", "kvk:988000002");
        foreach (var referent in (string[])[due, held])
        {
            await server.Register(referent);
            await server.Send(referent, "signal.received", Signal, Old);
        }

        await server.Post($"/v1/referents/{held}/holds", """{"ground":"legal-proceedings"}""", Lead);

        var preview = await Run("preview");
        Assert.Equal(("preview", "done", "user:team-lead"), Said(preview));
        Assert.True(CountOf(preview, "signal") >= 1);
        Assert.Equal(0, preview.GetProperty("erased").GetInt32());
        Assert.Contains(
            preview.GetProperty("held").EnumerateArray(), one => one.GetProperty("because").GetString() == "on-hold");
        Assert.Equal(["in-effect", "in-effect"], await Statuses(due));

        var applied = await Run("apply");
        Assert.Equal(("apply", "done", "user:team-lead"), Said(applied));
        Assert.True(applied.GetProperty("erased").GetInt32() >= 1);
        Assert.Equal(["in-effect", "erased", "in-effect"], await Statuses(due));
        Assert.Equal(["in-effect", "in-effect", "in-effect"], await Statuses(held));
        Assert.Equal(0, CountOf(await Run("preview"), "signal"));

        var listed = (await server.Get("/v1/retention-runs")).GetProperty("items").EnumerateArray()
            .Select(run => run.GetProperty("runId").GetString()).ToArray();
        Assert.True(
            Array.IndexOf(listed, applied.GetProperty("runId").GetString())
                < Array.IndexOf(listed, preview.GetProperty("runId").GetString()));
    }

    [Theory]
    [InlineData("supervisor")]
    [InlineData("auditor")]
    [InlineData("administrator")]
    [InlineData("service-supervisor")]
    public async Task Is_ordered_by_whoever_leads_a_team(string other) =>
        Assert.Equal(403, (await server.Post("/v1/retention-runs", """{"mode":"preview"}""", other)).Status);

    [Theory]
    [InlineData("""{"mode":"everything"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"mode":"apply","before":"2026-01-01"}""")]
    public async Task Refuses_an_order_that_it_does_not_know(string body) =>
        Assert.Equal(400, (await server.Post("/v1/retention-runs", body, Lead)).Status);

    [Fact]
    public async Task Knows_no_run_that_there_was_not()
    {
        using var answer = await server.Client.GetAsync("/v1/retention-runs/none");

        Assert.Equal(404, (int)answer.StatusCode);
    }

    private const string Signal =
        """{"signalId":"g-1","origin":"labour-inspectorate","reliability":"B","topic":"underpayment"}""";

    private async Task<JsonElement> Run(string mode)
    {
        var (status, begun) = await server.Post("/v1/retention-runs", $$"""{"mode":"{{mode}}"}""", Lead);
        Assert.True(status == 201, begun.ToString());
        return await server.GetUntil(
            $"/v1/retention-runs/{begun.GetProperty("runId").GetString()}",
            run => run.GetProperty("state").GetString() != "running");
    }

    private static (string?, string?, string?) Said(JsonElement run) => (
        run.GetProperty("mode").GetString(), run.GetProperty("state").GetString(), run.GetProperty("by").GetString());

    private static int CountOf(JsonElement run, string kind) => run.GetProperty("due").EnumerateArray()
        .Where(due => due.GetProperty("kind").GetString() == kind).Sum(due => due.GetProperty("count").GetInt32());

    private async Task<string[]> Statuses(string referent) =>
    [
        .. (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("status").GetString()!),
    ];
}
