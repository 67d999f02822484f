using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Putting_a_fact_right(RunningServer server)
{
    private const string Lead = "team-lead";
    private const string Late =
        """{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"2025-12-01"}""";

    private const string InTime =
        """{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"2025-06-05"}""";

    [Fact]
    public async Task Calculates_the_score_anew_and_keeps_both_visible()
    {
        var (wrong, right) = ("kvk:987000001", "kvk:987000002");
        var id = await Notified(wrong, Late);
        await Notified(right, InTime);
        Assert.NotEqual(await Contributions(right), await Contributions(wrong));

        var (status, answer) = await Rectify(wrong, Order("r-1", "correction", id, InTime));

        Assert.True(status == 200, answer.ToString());
        Assert.Equal(await Contributions(right), await Contributions(wrong));
        var history = (await server.Get($"/v1/referents/{wrong}/events")).GetProperty("items").EnumerateArray()
            .ToArray();
        var original = history.Single(item => item.GetProperty("event").GetProperty("id").GetString() == id);
        Assert.Equal("corrected", original.GetProperty("status").GetString());
        Assert.Equal(
            "2025-12-01", original.GetProperty("event").GetProperty("data").GetProperty("notifiedOn").GetString());
        Assert.Equal(answer.GetProperty("position").GetString(), history[^1].GetProperty("position").GetString());
        Assert.Equal(
            "urn:supervision:rectifications", history[^1].GetProperty("event").GetProperty("source").GetString());
        Assert.DoesNotContain("user:team-lead", string.Concat(history), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_fact_out_by_a_retraction()
    {
        const string referent = "kvk:987000003";
        var id = await Notified(referent, Late);

        var (status, answer) = await Rectify(referent, Order("r-1", "retraction", id, null));

        Assert.True(status == 200, answer.ToString());
        var items = (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items").EnumerateArray();
        Assert.Contains(items, item => item.GetProperty("status").GetString() == "retracted");
    }

    [Fact]
    public async Task Changes_nothing_when_it_is_ordered_again_and_refuses_another_under_its_id()
    {
        const string referent = "kvk:987000004";
        var id = await Notified(referent, Late);
        var first = await Rectify(referent, Order("r-1", "correction", id, InTime));
        var spaced = InTime.Replace(",", " ,  ", StringComparison.Ordinal);
        var again = await Rectify(referent, Order("r-1", "correction", id, spaced));
        var other = await Rectify(referent, Order("r-1", "correction", id, Late.Replace("12-01", "11-01")));
        var retracted = await Rectify(referent, Order("r-1", "retraction", id, null));

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(
            first.Body.GetProperty("position").GetString(), again.Body.GetProperty("position").GetString());
        Assert.Equal("urn:supervision:refusal:rectification-id-taken", TypeOf(other));
        Assert.Equal("urn:supervision:refusal:rectification-id-taken", TypeOf(retracted));
        Assert.Equal(3, (await server.Get($"/v1/referents/{referent}/events")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Records_who_ordered_it_where_the_referent_does_not_look()
    {
        const string referent = "kvk:987000005";
        var id = await Notified(referent, Late);
        await Rectify(referent, Order("letter-7", "correction", id, InTime));
        await server.Post($"/v1/referents/{referent}/holds", """{"ground":"inspection"}""", Lead);
        await server.Post($"/v1/referents/{referent}/erasures", """{"ground":"on-request"}""", Lead);
        await server.Post($"/v1/referents/{referent}/releases", """{"ground":"inspection"}""", Lead);

        var orders = (await server.Get($"/v1/referents/{referent}/orders")).GetProperty("items").EnumerateArray()
            .Select(order => (
                order.GetProperty("kind").GetString(), order.GetProperty("actor").GetString(),
                order.GetProperty("ground").GetString(), order.GetProperty("orderId").GetString(),
                order.GetProperty("notDone").GetString())).ToArray();
        var first = await server.Get($"/v1/referents/{referent}/orders?pageSize=4");
        var next = await server.Get(
            $"/v1/referents/{referent}/orders?pageSize=4&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal(
            [
                ("correction", "user:team-lead", "wrong-value", "letter-7", null),
                ("hold", "user:team-lead", "inspection", null, null),
                ("erasure", "user:team-lead", "on-request", null, null),
                ("erasure", "user:team-lead", "on-request", null, "on-hold"),
                ("release", "user:team-lead", "inspection", null, null),
            ],
            orders);
        var last = Assert.Single(next.GetProperty("items").EnumerateArray());
        Assert.Equal("release", last.GetProperty("kind").GetString());
        Assert.DoesNotContain(
            "user:team-lead", (await server.Get($"/v1/referents/{referent}/dossier")).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_the_list_of_orders_which_was_not_carried_out()
    {
        const string referent = "kvk:987000010";
        var id = await Notified(referent, Late);
        await Rectify(referent, Order("r-1", "correction", id, InTime));
        await Rectify(referent, Order("r-2", "correction", "no-such-event", InTime));
        await server.Post("/v1/referents/kvk:987000011/holds", """{"ground":"inspection"}""", Lead);

        var orders = (await server.Get($"/v1/referents/{referent}/orders")).GetProperty("items");
        var elsewhere = (await server.Get("/v1/referents/kvk:987000011/orders")).GetProperty("items");

        Assert.Equal(
            [("r-1", null), ("r-2", null), ("r-2", "unknown-event")],
            orders.EnumerateArray().Select(order => (
                order.GetProperty("orderId").GetString(), order.GetProperty("notDone").GetString())));
        Assert.Equal(
            orders[1].GetProperty("position").GetString(), orders[2].GetProperty("of").GetString());
        Assert.Equal("unknown-referent", elsewhere[1].GetProperty("notDone").GetString());
    }

    [Theory]
    [InlineData("""{"duty":"notify-employment-ended","occurredOn":"2025-06-02","notifiedOn":"yesterday"}""", 400)]
    [InlineData("""{"applicationId":"a-1","purpose":"labour"}""", 400)]
    [InlineData("""{"duty":"notify-employment-ended","occurredOn":"2025-06-02","bsn":"1"}""", 400)]
    [InlineData(Late, 409)]
    public async Task Refuses_data_that_are_not_of_the_type_of_the_event_or_say_the_same(string data, int expected)
    {
        const string referent = "kvk:987000006";
        var id = await Notified(referent, Late);

        var (status, answer) = await Rectify(referent, Order($"r-{id}", "correction", id, data));

        Assert.True(status == expected, answer.ToString());
        Assert.StartsWith(
            "/data",
            answer.GetProperty("errors")[0].GetProperty("location").GetProperty("pointer").GetString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("yesterday", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_not_there_what_is_itself_a_correction_and_what_was_erased()
    {
        const string referent = "kvk:987000007";
        var id = await Notified(referent, Late);
        var (_, position) = await server.Send(
            referent, "duty.notified", Late.Replace("2025-12-01", "2025-12-02", StringComparison.Ordinal));
        var elsewhere = await Notified("kvk:987000008", Late);
        await Rectify(referent, Order("r-1", "correction", id, InTime));

        Assert.Equal("urn:supervision:refusal:unknown-event", TypeOf(await Rectify(
            referent, Order("r-2", "correction", "no-such-event", InTime))));
        Assert.Equal("urn:supervision:refusal:unknown-event", TypeOf(await Rectify(
            referent, Order("r-3", "correction", elsewhere, InTime))));
        Assert.Equal("urn:supervision:refusal:target-is-correction", TypeOf(await Rectify(
            referent,
            Order("r-4", "correction", $"{referent}/r-1", InTime, source: "urn:supervision:rectifications"))));
        Assert.Equal(404, (await Rectify("kvk:987000009", Order("r-5", "correction", id, InTime))).Status);
        Assert.NotEmpty(position);
    }

    [Theory]
    [InlineData("correction", null, "missing")]
    [InlineData("retraction", InTime, "not-for-retraction")]
    [InlineData("erasure", null, "unknown-word")]
    public async Task Takes_data_with_a_correction_and_none_with_a_retraction(string kind, string? data, string code)
    {
        var (status, answer) = await Rectify("kvk:987000006", Order("r-x", kind, "x", data));

        Assert.Equal((400, code), (status, answer.GetProperty("errors")[0].GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("supervisor")]
    [InlineData("escalation-officer")]
    [InlineData("administrator")]
    [InlineData("service-supervisor")]
    public async Task Is_for_whoever_leads_a_team(string other) =>
        Assert.Equal(403, (await server.Post(
            "/v1/referents/kvk:987000006/rectifications", Order("r-y", "retraction", "x", null), other)).Status);

    private static string? TypeOf((int Status, JsonElement Body) answer) => answer.Body.GetProperty("type").GetString();

    private static string Order(string id, string kind, string ofId, string? data, string source = "urn:test") =>
        $$"""
        {"rectificationId":"{{id}}","kind":"{{kind}}","ofSource":"{{source}}","ofId":"{{ofId}}","reason":"wrong-value"
         {{(data is null ? "" : $",\"data\":{data}")}} }
        """;

    private Task<(int Status, JsonElement Body)> Rectify(string referent, string order) =>
        server.Post($"/v1/referents/{referent}/rectifications", order, Lead);

    private async Task<string> Notified(string referent, string data)
    {
        await server.Register(referent);
        return (await server.Send(referent, "duty.notified", data)).Id;
    }

    /// <summary>Value by value what the score is made of, without where it comes from.</summary>
    private async Task<string> Contributions(string referent) => string.Join(
        '\n', (await server.Get($"/v1/referents/{referent}/risk")).GetProperty("contributions").EnumerateArray()
            .Select(one => $"{one.GetProperty("indicator")} {one.GetProperty("points")} {one.GetProperty("value")} "
                + $"{one.GetProperty("numerator")}/{one.GetProperty("denominator")} {one.GetProperty("evidence")}"));
}
