using System.Globalization;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Models;

[Collection(nameof(RunningServer))]
public sealed class A_level_set_by_hand(RunningServer server)
{
    [Fact]
    public async Task Stands_beside_the_one_of_the_model_in_every_answer_and_is_counted()
    {
        await server.Register("kvk:99007001");
        await server.GetUntil("/v1/referents?search=99007001", page => page.GetProperty("items").GetArrayLength() == 1);
        var body = Body("low", 30);
        var before = await CountOfLow();

        var (status, set) = await server.Post("/v1/referents/kvk:99007001/override", body, "supervisor");
        var (again, _) = await server.Post("/v1/referents/kvk:99007001/override", body, "supervisor");

        Assert.Equal((200, 200), (status, again));
        Assert.Equal(("low", "user:supervisor"), (
            set.GetProperty("level").GetString(), set.GetProperty("by").GetString()));
        var risk = await server.Get("/v1/referents/kvk:99007001/risk");
        Assert.Equal("insufficient-evidence", risk.GetProperty("level").GetString());
        Assert.Equal("low", risk.GetProperty("override").GetProperty("level").GetString());
        var explained = await server.Get("/v1/referents/kvk:99007001/explanations");
        Assert.Equal("low", explained.GetProperty("override").GetProperty("level").GetString());
        var listed = (await server.Get("/v1/referents?search=99007001")).GetProperty("items")[0];
        Assert.Equal("low", listed.GetProperty("override").GetProperty("level").GetString());
        var held = (await server.Get("/v1/overrides")).GetProperty("items").EnumerateArray();
        Assert.Contains(held, item => item.GetProperty("referentId").GetString() == "kvk:99007001");
        Assert.Equal(before + 1, await CountOfLow());
    }

    [Fact]
    public async Task Ends_when_a_person_says_so()
    {
        await server.Register("kvk:99007002");
        await server.Post("/v1/referents/kvk:99007002/override", Body("high", 3), "team-lead");

        var (status, _) = await server.Post(
            "/v1/referents/kvk:99007002/override/end", """{"reason":"looked again"}""", "supervisor");

        Assert.Equal(200, status);
        Assert.False((await server.Get("/v1/referents/kvk:99007002/risk")).TryGetProperty("override", out _));
        var (again, _) = await server.Post(
            "/v1/referents/kvk:99007002/override/end", """{"reason":"looked again"}""", "supervisor");
        Assert.Equal(200, again);
        var (other, problem) = await server.Post(
            "/v1/referents/kvk:99007002/override/end", """{"reason":"another"}""", "supervisor");
        Assert.Equal(
            (404, "urn:supervision:refusal:override-unknown"), (other, problem.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("kvk:99007006", "override-unknown")]
    [InlineData("kvk:99007998", "unknown-referent")]
    public async Task Cannot_be_ended_where_there_is_none(string referent, string code)
    {
        await server.Register("kvk:99007006");

        var (status, problem) = await server.Post(
            $"/v1/referents/{referent}/override/end", """{"reason":"looked again"}""", "supervisor");

        Assert.Equal((404, $"urn:supervision:refusal:{code}"), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Is_told_of_a_moment_of_the_past_too_and_in_the_letter()
    {
        await server.Register("kvk:99007007");
        var (_, set) = await server.Post("/v1/referents/kvk:99007007/override", Body("low", 30), "supervisor");
        var at = set.GetProperty("setAt").GetDateTimeOffset();
        await server.Post("/v1/referents/kvk:99007007/override/end", """{"reason":"looked again"}""", "supervisor");

        foreach (var path in (string[])["risk", "explanations"])
        {
            var held = await server.Get($"/v1/referents/kvk:99007007/{path}?asOf={Text(at)}");
            Assert.Equal("low", held.GetProperty("override").GetProperty("level").GetString());
            var before = await server.Get($"/v1/referents/kvk:99007007/{path}?asOf={Text(at.AddSeconds(-1))}");
            Assert.False(before.TryGetProperty("override", out _));
        }

        var letter = (await server.Get(
            $"/v1/referents/kvk:99007007/explanations?language=en&asOf={Text(at)}")).GetProperty("letter").ToString();
        Assert.Contains("a level holds that an official set by hand: low.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("user:", letter, StringComparison.Ordinal);

        static string Text(DateTimeOffset at) => Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Is_in_the_export_for_the_referent_without_the_name_of_who_set_it()
    {
        await server.Register("kvk:99007005");
        await server.Post("/v1/referents/kvk:99007005/override", Body("high", 3), "team-lead");

        var dossier = (await server.Get("/v1/referents/kvk:99007005/dossier")).ToString();

        Assert.Contains("supervision.override.set.v1", dossier, StringComparison.Ordinal);
        Assert.DoesNotContain("user:", dossier, StringComparison.Ordinal);
        Assert.DoesNotContain("99007001", dossier, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("low", 200, 400, "until-invalid")]
    [InlineData("none", 3, 400, "unknown-word")]
    [InlineData("none", 200, 400, "unknown-word", "until-invalid")]
    [InlineData("severe", 3, 400, "unknown-word")]
    public async Task Is_refused_by_its_place(
        string level, int days, int expected, params string[] codes)
    {
        await server.Register("kvk:99007003");
        var (status, problem) = await server.Post(
            "/v1/referents/kvk:99007003/override", Body(level, days), "supervisor");

        Assert.Equal(expected, status);
        Assert.Equal(
            codes,
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()));
        if (codes[0] == "unknown-word")
            Assert.Equal(
                "Takes one of: low, medium, high.",
                problem.GetProperty("errors")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Is_not_for_services_nor_on_a_referent_that_nobody_knows()
    {
        await server.Register("kvk:99007004");
        var body = Body("low", 3);

        Assert.Equal(
            403, (await server.Post("/v1/referents/kvk:99007004/override", body, "service-supervisor")).Status);
        Assert.Equal(404, (await server.Post("/v1/referents/kvk:99007999/override", body, "supervisor")).Status);
    }

    /// <summary>Others who share the server set levels too.</summary>
    private async Task<int> CountOfLow() =>
        (await server.Get("/v1/overrides/counts")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("level").GetString() == "low")
            .Sum(item => item.GetProperty("count").GetInt32());

    private static string Body(string level, int days)
    {
        var until = DateTimeOffset.UtcNow.Date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $$"""{"level":"{{level}}","until":"{{until}}T00:00:00Z","reason":"Visited."}""";
    }
}
