using System.Globalization;
using System.Text.Json;
using Supervision.Gateway.Tests.Api;
using Supervision.Risk;
using Supervision.Server;

namespace Supervision.Gateway.Tests.Models;

public sealed class A_trial(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Is_said_to_be_one_is_stopped_like_any_model_and_goes_on_when_its_owner_says_so()
    {
        await server.Register("kvk:99007101");
        var until = DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
        var (set, byHand) = await server.Post(
            "/v1/referents/kvk:99007101/override", $$"""{"level":"low","until":"{{until}}","reason":"Visited."}""",
            "supervisor");
        Assert.Equal((200, "insufficient-evidence"), (set, byHand.GetProperty("modelLevel").GetString()));
        var status = await server.Get("/v1/models/status");
        Assert.True(status.GetProperty("isTrial").GetBoolean());
        Assert.True((await server.Get("/v1/models/in-use/card")).GetProperty("isTrial").GetBoolean());

        var (code, stopped) = await server.Post("/v1/models/in-use/stop", """{"reason":"enough"}""", "supervisor");

        Assert.Equal((200, "model-stopped"), (code, stopped.GetProperty("reason").GetString()));
        var risk = await server.Get("/v1/referents/kvk:99007101/risk");
        Assert.Equal(("none", "model-stopped"), (
            risk.GetProperty("level").GetString(), risk.GetProperty("reason").GetString()));
        NoScoreIsShown(risk, "points", "interval");
        NoScoreIsShown(await server.Get("/v1/referents/kvk:99007101/explanations"), "points", "interval");
        NoScoreIsShown(await server.Get("/v1/referents/kvk:99007101"), "points");
        NoScoreIsShown(risk.GetProperty("override"), "modelLevel", "modelPoints");
        NoScoreIsShown(
            (await server.Get("/v1/overrides")).GetProperty("items")[0], "modelLevel", "modelPoints");
        Assert.Equal("user:supervisor", stopped.GetProperty("ended").GetProperty("by").GetString());
        Assert.DoesNotContain("user:", risk.GetProperty("reasonDetail").GetString(), StringComparison.Ordinal);
        var none = await server.GetUntil(
            "/v1/referents?search=99007101", page => page.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal("none", none.GetProperty("items")[0].GetProperty("level").GetString());
        var history = await server.GetUntil(
            "/v1/referents/kvk:99007101/risk-history",
            page => page.GetProperty("items").EnumerateArray().Last().GetProperty("to").GetString() == "none");
        NoScoreIsShown(history.GetProperty("items").EnumerateArray().Last(), "points");
        var levels = (await server.Get("/v1/overview")).GetProperty("levels");
        Assert.Equal("none", levels[0].GetProperty("level").GetString());

        var (no, _) = await server.Post("/v1/models/trial/resume", """{"reason":"go on"}""", "supervisor");
        var (yes, resumed) = await server.Post("/v1/models/trial/resume", """{"reason":"go on"}""", "model-owner");

        Assert.Equal((403, 200, true), (no, yes, resumed.GetProperty("isTrial").GetBoolean()));
        Assert.Equal(
            "insufficient-evidence",
            (await server.Get("/v1/referents/kvk:99007101/risk")).GetProperty("level").GetString());
    }

    [Fact]
    public void Is_refused_where_others_reach_it()
    {
        Assert.Equal(RiskModels.Example, ModelFiles.LoadTrial("example", "http://127.0.0.1:5080;http://localhost:1"));
        Assert.Null(ModelFiles.LoadTrial(null, "http://0.0.0.0:5080"));
        var refused = Assert.Throws<CannotStartException>(() => ModelFiles.LoadTrial("example", "http://0.0.0.0:5080"));
        Assert.Contains("trial without assurance", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Null says that there is none; nought would be a score.</summary>
    private static void NoScoreIsShown(JsonElement shown, params string[] members) => Assert.All(
        members, member => Assert.Equal(JsonValueKind.Null, shown.GetProperty(member).ValueKind));
}
