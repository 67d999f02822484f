namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class Asking_for_risk(RunningServer server)
{
    [Fact]
    public async Task Reflects_what_was_acknowledged_before()
    {
        const string referent = "kvk:992000001";
        for (var number = 1; number <= 5; number++)
        {
            var (_, position) = await server.Send(
                referent, "application.submitted", $$"""{"applicationId":"a-{{number}}","purpose":"labour"}""");
            var risk = await server.Get($"/v1/referents/{referent}/risk?atLeast={position}");

            Assert.Equal(position, risk.GetProperty("position").GetString());
            Assert.Equal(number, risk.GetProperty("evidence").GetInt32());
        }
    }

    [Fact]
    public async Task Takes_the_position_of_any_list_as_well_as_that_of_a_receipt()
    {
        const string referent = "kvk:992000010";
        await server.Register(referent);
        await server.Post("/v1/escalations", $$"""{"referentId":"{{referent}}","reason":"By hand."}""");
        foreach (var list in (string[])["/v1/referents", "/v1/escalations", "/v1/quarantine"])
        {
            var position = (await server.Get(list)).GetProperty("position").GetString();
            Assert.Matches("^all-[A-Za-z0-9_-]+$", position);

            var risk = await server.Get($"/v1/referents/{referent}/risk?atLeast={position}");

            Assert.Equal(referent, risk.GetProperty("referentId").GetString());
        }
    }

    [Fact]
    public async Task Adds_up_to_the_points()
    {
        const string referent = "kvk:992000002";
        await server.Send(
            referent, "signal.received",
            """{"signalId":"s-1","origin":"labour-inspectorate","reliability":"A","topic":"underpayment"}""",
            "2026-11-01T09:00:00Z");
        await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-11-02"}""",
            "2026-11-02T09:00:00Z");

        var risk = await server.Get($"/v1/referents/{referent}/risk");

        var contributions = risk.GetProperty("contributions").EnumerateArray()
            .Sum(contribution => contribution.GetProperty("points").GetInt32());
        Assert.Equal(risk.GetProperty("points").GetInt32(), contributions);
        Assert.True(contributions > 0, risk.ToString());
        Assert.Matches("^sha256:[0-9a-f]{64}$", risk.GetProperty("model").GetProperty("hash").GetString());
    }

    [Fact]
    public async Task As_of_a_moment_leaves_out_what_happened_after_it()
    {
        const string referent = "kvk:992000003";
        await server.Register(referent);
        await server.Send(
            referent, "finance.observed", """{"kind":"tax-arrears","state":"present","asOf":"2026-06-01"}""",
            "2026-06-01T09:00:00Z");

        var before = await server.Get($"/v1/referents/{referent}/risk?asOf=2026-05-01T00:00:00Z");
        var after = await server.Get($"/v1/referents/{referent}/risk?asOf=2026-06-02T00:00:00Z");

        Assert.Equal(0, before.GetProperty("points").GetInt32());
        Assert.True(after.GetProperty("points").GetInt32() > 0, after.ToString());
    }

    [Theory]
    [InlineData("risk?asOf=2026-01-04T23:00:00Z", 404)]
    [InlineData("risk?asOf=2026-01-05T00:00:00Z", 200)]
    [InlineData("risk?knownAt=2026-01-06T00:00:00Z", 404)]
    [InlineData("explanations?asOf=2026-01-04T23:00:00Z", 404)]
    [InlineData("explanations?asOf=2026-01-05T00:00:00Z", 200)]
    [InlineData("hindsight?to=2026-01-04", 404)]
    [InlineData("hindsight?to=2026-01-05", 200)]
    [InlineData("hindsight?to=2026-01-05T23:00:00Z&from=2026-01-01T00:00:00Z", 200)]
    public async Task Before_anything_was_heard_of_it_there_is_nothing(string path, int status)
    {
        const string referent = "kvk:992000011";
        await server.Register(referent);

        using var answer = await server.Client.GetAsync($"/v1/referents/{referent}/{path}");

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/referents/kvk:992999999", 404)]
    [InlineData("/v1/referents/kvk:992999999/risk", 404)]
    [InlineData("/v1/referents/kvk:992999999/risk?asOf=2026-01-01T00:00:00Z", 404)]
    [InlineData("/v1/referents/kvk:992999999/risk-history", 404)]
    [InlineData("/v1/referents/kvk:992999999/events", 404)]
    [InlineData("/v1/referents/KVK:1/risk", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?asOf=9999-01-01T00:00:00Z", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?asOf=tomorrow", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?atLeast=0-999999999", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?atLeast=x", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?atLeast=all-", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?atLeast=all-AAAA", 400)]
    [InlineData("/v1/referents/kvk:992999999/risk?atLeast=all-_____________________________________w", 400)]
    public async Task Of_what_is_not_there_says_so(string path, int status)
    {
        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
