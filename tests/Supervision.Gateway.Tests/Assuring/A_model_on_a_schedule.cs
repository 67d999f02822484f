using System.Text.Json;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Tests.Api;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Assuring;

[Collection(nameof(RunningServer))]
public sealed class A_model_on_a_schedule(RunningServer server)
{
    private const string Schedule =
        """
        {"model":"scheduled","version":1,"everyDays":30,"windowDays":365,"onNewVersion":true,"outcome":"breach",
         "groups":["sector"],"reason":"Monthly."}
        """;

    /// <summary>Looks on purpose twice more, so that a second report would be there.</summary>
    [Fact]
    public async Task Has_a_report_of_each_version_made_once_and_is_asked_for_by_who_laid_it_down()
    {
        Assert.Equal(404, (await server.Post("/v1/assurance/schedules", Schedule, "approver")).Status);
        var example = Path.Combine(Repository.Root, "src", "Supervision", "Risk", "Models", "example.json");
        var model = File.ReadAllText(example)
            .Replace("\"id\": \"example\"", "\"id\": \"scheduled\"", StringComparison.Ordinal);
        Assert.Equal(201, (await server.Post("/v1/models", model, "model-owner")).Status);
        var (laid, item) = await server.Post("/v1/assurance/schedules", Schedule, "approver");
        Assert.True(laid == 201, item.ToString());
        const string shadow = "/v1/models/scheduled/versions/1.0.0/shadow";
        Assert.Equal(200, (await server.Post(shadow, """{"reason":"To see."}""", "model-owner")).Status);

        var looking = (ScheduledReports)server.Application.Services.GetService(typeof(ScheduledReports))!;
        await looking.Start(CancellationToken.None);
        var listed = await server.GetUntil("/v1/assurance/reports?pageSize=50", page => Own(page).Any(IsMade));
        await looking.Start(CancellationToken.None);
        await looking.Start(CancellationToken.None);

        var report = Assert.Single(Own(await server.Get("/v1/assurance/reports?pageSize=50")));
        Assert.Equal(Own(listed).Single().GetProperty("id").GetString(), report.GetProperty("id").GetString());
        Assert.Equal(1, report.GetProperty("schedule").GetInt32());
        Assert.Equal(item.GetProperty("by").GetString(), report.GetProperty("by").GetString());
        var schedules = await server.Get("/v1/assurance/schedules");
        Assert.Contains(
            schedules.GetProperty("items").EnumerateArray(),
            one => one.GetProperty("model").GetString() == "scheduled" && one.GetProperty("isInForce").GetBoolean());
    }

    [Theory]
    [InlineData("""{"model":"No Id"}""", "/model")]
    [InlineData("""{"everyDays":0}""", "/everyDays")]
    [InlineData("""{"outcome":"luck"}""", "/outcome")]
    public async Task Is_refused_by_its_place(string json, string place)
    {
        var (status, problem) = await server.Post("/v1/assurance/schedules", json, "approver");

        Assert.Equal(400, status);
        Assert.Contains(place, problem.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Own(JsonElement page) => page.GetProperty("items").EnumerateArray()
        .Where(item => item.TryGetProperty("model", out var of) && of.GetString() == "scheduled@1.0.0");

    private static bool IsMade(JsonElement item) => item.GetProperty("state").GetString() == "made";
}
