using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Finding_referents(RunningServer server)
{
    [Fact]
    public async Task Pages_through_all_of_them_once_and_in_order()
    {
        for (var number = 0; number < 23; number++)
            await server.Register($"kvk:9910000{number:00}", name: "Bladerproef");
        await server.GetUntil("/v1/referents?search=bladerproef&pageSize=500", page => Items(page).Length == 23);

        var ids = new List<string>();
        var path = "/v1/referents?search=bladerproef&pageSize=5";
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await server.Get(cursor.Length == 0 ? path : $"{path}&cursor={cursor}");
            ids.AddRange(Items(page));
            Assert.True(Items(page).Length <= 5);
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(23, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Narrows_by_sector_status_and_words()
    {
        await server.Register("kvk:991100001", "A", "Akkerbouw Smal B.V.");
        await server.Register("kvk:991100002", "J", "Software Smal B.V.");
        await server.Send("kvk:991100002", "recognition.granted", """{"purpose":"study"}""");

        var bySector = await server.GetUntil("/v1/referents?search=smal&sector=A", page => Items(page).Length > 0);
        var byStatus = await server.GetUntil(
            "/v1/referents?search=smal&purpose=study&status=recognised", page => Items(page).Length > 0);
        var none = await server.Get("/v1/referents?search=smal&purpose=study&status=withdrawn");

        Assert.Equal(["kvk:991100001"], Items(bySector));
        Assert.Equal(["kvk:991100002"], Items(byStatus));
        Assert.Empty(Items(none));
    }

    [Fact]
    public async Task Sorts_by_points_both_ways()
    {
        var most = await server.Get("/v1/referents?sort=-points&pageSize=500");
        var least = await server.Get("/v1/referents?sort=points&pageSize=500");

        Assert.Equal(Points(most).OrderDescending(), Points(most));
        Assert.Equal(Points(least).Order(), Points(least));
    }

    [Fact]
    public async Task Refuses_a_cursor_of_another_query()
    {
        await server.Register("kvk:991200001", name: "Andere vraag een");
        await server.Register("kvk:991200002", name: "Andere vraag twee");
        var page = await server.GetUntil(
            "/v1/referents?search=andere&pageSize=1", page => page.GetProperty("next").GetString() is not null);
        var cursor = page.GetProperty("next").GetString();

        using var answer = await server.Client.GetAsync($"/v1/referents?search=anders&pageSize=1&cursor={cursor}");

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("malformed-cursor", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string[] Items(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("referentId").GetString()!)];

    /// <summary>Whoever has no score is last from the top, as whoever has no points.</summary>
    private static int[] Points(JsonElement page) =>
        [
            .. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("points"))
                .Select(points => points.ValueKind == JsonValueKind.Null ? 0 : points.GetInt32()),
        ];
}
