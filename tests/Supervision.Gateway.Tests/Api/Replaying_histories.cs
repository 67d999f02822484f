using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Replaying_histories(RunningServer server)
{
    private readonly ReplayClient _replays = new(server.Client);

    [Fact]
    public async Task Gives_features_and_scores_as_figures_and_as_rows()
    {
        await Two("kvk:99081001", "kvk:99081002");

        var (id, replay) = await _replays.Run(
            """
            {"kind":"features-and-scores","asOf":"2026-03-01T00:00:00Z",
             "referents":{"ids":["kvk:99081001","kvk:99081002"]}}
            """);
        var result = await _replays.Get($"/v1/replays/{id}/result");
        var rows = await _replays.Rows(id);

        var progress = replay.GetProperty("progress");
        Assert.Equal((2, 2, 3), (Number(progress, "done"), Number(progress, "total"), Number(progress, "events")));
        Assert.Equal(2, Number(result, "referents"));
        Assert.Equal(2, rows.Count);
        Assert.Equal(("kvk:99081001", "J", "1"), (rows[0]["referentId"], rows[0]["sector"], rows[0]["valid-warnings"]));
        Assert.Equal(("kvk:99081002", "F", "0"), (rows[1]["referentId"], rows[1]["sector"], rows[1]["valid-warnings"]));
        Assert.Equal("", rows[0]["share-refused-365"]); // No decisions: a share of nothing is no figure.
        var risk = await server.Get("/v1/referents/kvk:99081001/risk?asOf=2026-03-01T00:00:00Z");
        Assert.Equal(risk.GetProperty("level").GetString(), rows[0]["level"]);
        Assert.Equal(Number(risk, "points"), int.Parse(rows[0]["points"], CultureInfo.InvariantCulture));
        Assert.Equal(
            Number(risk, "points"),
            RiskModels.Example.Document.Base + rows[0].Where(cell => cell.Key.StartsWith("points-of-"))
                .Sum(cell => cell.Value.Length == 0 ? 0 : int.Parse(cell.Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Gives_the_same_rows_as_Parquet()
    {
        await Two("kvk:99081011", "kvk:99081012");
        var (id, _) = await _replays.Run(
            """
            {"kind":"features-and-scores","asOf":"2026-03-01T00:00:00Z",
             "referents":{"ids":["kvk:99081012","kvk:99081011"]}}
            """);
        var rows = await _replays.Rows(id);

        using var file = new MemoryStream(await _replays.Parquet(id));
        await using var reader = await ParquetReader.CreateAsync(file);
        var fields = reader.Schema.DataFields;
        Assert.Equal(rows[0].Keys, fields.Select(field => field.Name));
        Assert.Equal(2, reader.RowGroups[0].RowCount);
        foreach (var field in fields)
            Assert.Equal(rows.Select(row => row[field.Name]), await Column(reader.RowGroups[0], field));
    }

    [Fact]
    public async Task Knows_only_what_was_recorded_by_a_moment_and_skips_who_was_not_there()
    {
        await Two("kvk:99081021", "kvk:99081022");

        var (early, _) = await _replays.Run(
            """{"kind":"features-and-scores","asOf":"2026-01-01T00:00:00Z","referents":{"ids":["kvk:99081021"]}}""");
        var (unheard, _) = await _replays.Run(
            """
            {"kind":"features-and-scores","asOf":"2026-03-01T00:00:00Z","knownAt":"2026-03-01T00:00:00Z",
             "referents":{"ids":["kvk:99081021"]}}
            """);
        var (narrowed, _) = await _replays.Run(
            """
            {"kind":"features-and-scores","asOf":"2026-03-01T00:00:00Z",
             "referents":{"ids":["kvk:99081021","kvk:99081022"],"sector":"F"}}
            """);

        Assert.Empty(await _replays.Rows(early));
        Assert.Empty(await _replays.Rows(unheard)); // It happened before, and was recorded today.
        Assert.Equal(["kvk:99081022"], (await _replays.Rows(narrowed)).Select(row => row["referentId"]));
    }

    [Fact]
    public async Task Holds_what_was_known_then_against_what_came_afterwards()
    {
        await Two("kvk:99081031", "kvk:99081032");
        await server.Send(
            "kvk:99081031", "recognition.withdrawn", """{"purpose":"labour","ground":"debarment"}""",
            "2026-02-10T09:00:00Z");
        var (retracted, _) = await server.Send(
            "kvk:99081032", "recognition.withdrawn", """{"purpose":"labour","ground":"debarment"}""",
            "2026-02-11T09:00:00Z");
        await server.Send(
            "kvk:99081032", "fact.retracted",
            $$"""{"ofSource":"urn:test","ofId":"{{retracted}}","reason":"source-error"}""", "2026-02-12T09:00:00Z");

        var (id, _) = await _replays.Run(
            """
            {"kind":"back-test","asOf":"2026-02-01T00:00:00Z",
             "outcome":{"type":"supervision.recognition.withdrawn.v1","withinDays":20},
             "referents":{"ids":["kvk:99081031","kvk:99081032"]}}
            """);
        var rows = await _replays.Rows(id);
        var result = await _replays.Get($"/v1/replays/{id}/result");

        Assert.Equal(["1", "0"], rows.Select(row => row["outcome"]));
        Assert.Equal(["2026-02-10", ""], rows.Select(row => row["outcomeOn"]));
        var all = result.GetProperty("levels").EnumerateArray().ToArray();
        Assert.Equal(1, all.Sum(level => Number(level, "withOutcome")));
        Assert.Equal(2, all.Sum(level => Number(level.GetProperty("rate"), "count")));
        var area = result.GetProperty("discrimination").EnumerateArray().Last();
        Assert.Equal((2, 1), (Number(area, "referents"), Number(area, "withOutcome")));
        Assert.Equal("too-few-cases", area.GetProperty("lack").GetString());
    }

    [Fact]
    public async Task Says_who_would_have_another_level_by_a_draft()
    {
        await Two("kvk:99081041", "kvk:99081042");
        var draft = JsonNode.Parse(RiskModels.Example.Canonical.Span)!;
        (draft["id"], draft["version"], draft["minimumEvidence"]) = ("replayed", "1.0.0", 0);
        var (status, drafted) = await server.Post("/v1/models", draft.ToJsonString(), "model-owner");
        Assert.True(status == 201, drafted.ToString());

        var (id, _) = await _replays.Run(
            """
            {"kind":"who-changes-level","compareWith":{"id":"replayed","version":"1.0.0"},
             "asOf":"2026-03-01T00:00:00Z","referents":{"ids":["kvk:99081041","kvk:99081042"]}}
            """);
        var result = await _replays.Get($"/v1/replays/{id}/result");

        var change = Assert.Single(result.GetProperty("changes").EnumerateArray());
        Assert.Equal(("insufficient-evidence", "low", 2), (
            change.GetProperty("from").GetString(), change.GetProperty("to").GetString(),
            Number(change, "referents")));
        Assert.Equal(["low", "low"], (await _replays.Rows(id)).Select(row => row["comparedLevel"]));
    }

    [Fact]
    public async Task Adds_up_hindsight_and_reproduces_what_was_told()
    {
        await Two("kvk:99081051", "kvk:99081052");
        await server.GetUntil(
            "/v1/referents/kvk:99081051/risk-history", page => page.GetProperty("items").GetArrayLength() > 0);

        var (looked, _) = await _replays.Run(
            """{"kind":"hindsight","referents":{"ids":["kvk:99081051","kvk:99081052"]}}""");
        var (reproduced, _) = await _replays.Run(
            """{"kind":"reproduce","count":10000,"seed":7,"referents":{"ids":["kvk:99081051"]}}""");

        var hindsight = (await _replays.Get($"/v1/replays/{looked}/result")).GetProperty("hindsight");
        Assert.Equal(2 * 366, Number(hindsight, "days"), 2d);
        var one = Assert.Single(
            (await _replays.Get($"/v1/replays/{reproduced}/result")).GetProperty("reproduced").EnumerateArray());
        Assert.Equal("equal", one.GetProperty("outcome").GetString());
        Assert.Equal(
            (await _replays.Rows(reproduced)).Count, one.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Looks_at_every_referent_of_the_log_when_none_is_named()
    {
        await Two("kvk:99081061", "kvk:99081062");

        var (id, replay) = await _replays.Run("""{"kind":"features-and-scores","asOf":"2026-03-01T00:00:00Z"}""");

        var rows = await _replays.Rows(id);
        Assert.Contains(rows, row => row["referentId"] == "kvk:99081061");
        Assert.Equal(
            rows.Select(row => row["referentId"]).Order(StringComparer.Ordinal), rows.Select(row => row["referentId"]));
        var progress = replay.GetProperty("progress");
        Assert.Equal(Number(progress, "total"), Number(progress, "done"));
        Assert.True(Number(progress, "done") >= rows.Count);
    }

    [Fact]
    public async Task Is_on_the_record_of_who_read_what_once_with_what_it_is_over()
    {
        await Two("kvk:99081071", "kvk:99081072");

        var (id, _) = await _replays.Run(
            """{"kind":"features-and-scores","referents":{"ids":["kvk:99081071"],"sector":"J"}}""");
        await _replays.Rows(id);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/reads?actor=user:model-owner&pageSize=100");
        request.Headers.Add("X-Demo-User", "auditor");
        using var answer = await server.Client.SendAsync(request);
        var reads = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("items").EnumerateArray()
            .Where(read => read.GetProperty("scope").GetString()?.Contains(id) is true).ToArray();
        Assert.Equal(
            ["getReplayRows", "startReplay"], reads.Select(read => read.GetProperty("operation").GetString()));
        Assert.All(reads, read => Assert.Contains(
            "sector J of kvk:99081071", read.GetProperty("scope").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Can_be_removed_once_it_has_ended_and_is_not_ended_or_resumed_then()
    {
        var (id, _) = await _replays.Run(
            """{"kind":"features-and-scores","referents":{"ids":["kvk:99081081"]}}""");

        var cancelled = await _replays.Send(HttpMethod.Post, $"/v1/replays/{id}/cancel");
        var resumed = await _replays.Send(HttpMethod.Post, $"/v1/replays/{id}/resume");
        var removed = await _replays.Send(HttpMethod.Post, $"/v1/replays/{id}/remove");

        Assert.Equal((409, 409, 200), (cancelled.Status, resumed.Status, removed.Status));
        Assert.Contains("replay-over", cancelled.Body, StringComparison.Ordinal);
        foreach (var path in (string[])["", "/result", "/rows"])
            Assert.Equal(404, (await _replays.Send(HttpMethod.Get, $"/v1/replays/{id}{path}")).Status);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "{}", "/kind", "missing" },
        { """{"kind":"other"}""", "/kind", "unknown-word" },
        { """{"kind":"hindsight","extra":1}""", "/extra", "unknown-member" },
        { """{"kind":"hindsight","asOf":"2026-01-01T00:00:00Z"}""", "/asOf", "out-of-place" },
        { """{"kind":"hindsight","from":"2026-02-01","to":"2026-01-01"}""", "/from", "not-before" },
        { """{"kind":"hindsight","from":"2000-01-01","to":"2026-01-01"}""", "/from", "too-far-back" },
        { """{"kind":"hindsight","to":"2999-01-01"}""", "/to", "in-the-future" },
        { """{"kind":"features-and-scores","asOf":"2999-01-01T00:00:00Z"}""", "/asOf", "in-the-future" },
        { """{"kind":"features-and-scores","asOf":"yesterday"}""", "/asOf", "malformed-instant" },
        {
            """{"kind":"features-and-scores","model":{"id":"no-such","version":"1"}}""", "/model", "unknown-version"
        },
        { """{"kind":"features-and-scores","model":{"id":"no-such"}}""", "/model/version", "missing" },
        { """{"kind":"features-and-scores","referents":{"ids":["x"]}}""", "/referents/ids", "malformed-id" },
        { """{"kind":"features-and-scores","referents":{"sector":"x"}}""", "/referents/sector", "unknown-word" },
        { """{"kind":"who-changes-level"}""", "/compareWith", "missing" },
        {
            """{"kind":"who-changes-level","compareWith":{"id":"example","version":"1.0.0"}}""",
            "/compareWith", "same-version"
        },
        { """{"kind":"back-test","asOf":"2020-01-01T00:00:00Z"}""", "/outcome", "missing" },
        {
            """{"kind":"back-test","outcome":{"type":"supervision.check.completed.v1","withinDays":1}}""",
            "/asOf", "missing"
        },
        {
            """{"kind":"back-test","asOf":"2020-01-01T00:00:00Z","outcome":{"type":"x","withinDays":1}}""",
            "/outcome/type", "unknown-type"
        },
        {
            """
            {"kind":"back-test","asOf":"2025-01-01T00:00:00Z",
             "outcome":{"type":"supervision.check.completed.v1","withinDays":3650}}
            """,
            "/outcome/withinDays", "not-over-yet"
        },
        { """{"kind":"reproduce","count":0}""", "/count", "out-of-range" },
        { """{"kind":"reproduce","referents":{"sector":"J"}}""", "/referents/sector", "out-of-place" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Is_refused_by_its_place(string order, string pointer, string code)
    {
        var (status, body) = await _replays.Send(HttpMethod.Post, "/v1/replays", order);

        Assert.True(status == 400, body);
        Assert.Contains(
            JsonElement.Parse(body).GetProperty("errors").EnumerateArray(),
            error => error.GetProperty("code").GetString() == code
                && error.GetProperty("location").GetProperty("pointer").GetString() == pointer);
    }

    [Theory]
    [InlineData(
        """
        {"kind":"other","extra":1,"asOf":"yesterday","knownAt":"2999-01-01T00:00:00Z","from":"x","count":0,
         "referents":{"ids":7},"outcome":{"withinDays":0}}
        """,
        "/kind unknown-word, /extra unknown-member, /asOf malformed-instant, /knownAt in-the-future, "
        + "/from malformed-day, /count out-of-range, /referents/ids wrong-type, /outcome/type missing, "
        + "/outcome/withinDays out-of-range")]
    [InlineData(
        """{"kind":"hindsight","from":"2026-13-01","to":"2026-01-32","asOf":"x"}""",
        "/asOf out-of-place, /from malformed-day, /to malformed-day")]
    [InlineData("""{"kind":"hindsight","from":"2026-13-01","to":"2026-02-01"}""", "/from malformed-day")]
    [InlineData(
        """{"kind":"back-test","asOf":"2999-01-01T00:00:00Z","outcome":{"type":"x","withinDays":1}}""",
        "/asOf in-the-future, /outcome/type unknown-type")]
    public async Task Is_refused_with_everything_that_is_wrong_and_nothing_else(string order, string expected)
    {
        var (status, body) = await _replays.Send(HttpMethod.Post, "/v1/replays", order);

        Assert.True(status == 400, body);
        Assert.Equal(
            expected.Split(", ").Order(StringComparer.Ordinal),
            JsonElement.Parse(body).GetProperty("errors").EnumerateArray()
                .Select(error => error.GetProperty("location").GetProperty("pointer").GetString()
                    + " " + error.GetProperty("code").GetString())
                .Order(StringComparer.Ordinal));
    }

    private async Task Two(string one, string other)
    {
        await server.Register(one, sector: "J");
        await server.Register(other, sector: "F");
        await server.Send(
            one, "measure.imposed", """{"measureId":"m-1","kind":"warning"}""", "2026-01-20T09:00:00Z");
    }

    private static async Task<string[]> Column(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType != typeof(long))
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory());
            return [.. texts.Select(text => text ?? "")];
        }

        var numbers = new long?[group.RowCount];
        await group.ReadAsync<long>(field, numbers.AsMemory());
        return [.. numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "")];
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
