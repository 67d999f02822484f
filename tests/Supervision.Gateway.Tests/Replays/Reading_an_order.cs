using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Gateway.Replays;
using Supervision.Gateway.Requests;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Replays;

/// <summary>An order of a replay, read with no server behind it.</summary>
public sealed class Reading_an_order
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(
        """{"kind":"hindsight","to":"2027-01-01","asOf":"2026-01-01T00:00:00Z"}""",
        "/asOf out-of-place, /to in-the-future, /model no-model-in-use")]
    [InlineData("""{"kind":"back-test"}""", "/asOf missing, /outcome missing, /model no-model-in-use")]
    [InlineData(
        """{"kind":"features-and-scores","asOf":"x","model":{"id":"a","version":"1.0.0"}}""",
        "/model unknown-version, /asOf malformed-instant")]
    [InlineData("""{"kind":"reproduce","count":0}""", "/count out-of-range")]
    [InlineData("""{"kind":"other"}""", "/kind unknown-word")]
    public async Task With_no_model_in_use_names_that_among_all_that_is_wrong(string order, string expected) =>
        Assert.Equal(expected, string.Join(", ", await Errors(order, inUse: null)));

    [Fact]
    public async Task With_no_model_in_use_and_nothing_else_wrong_is_refused_for_that()
    {
        var (request, reading) = await Reading("""{"kind":"hindsight"}""", inUse: null);

        var (order, refusal) = reading.Read("user:a", ReadingPurpose.ModelAssurance);

        Assert.Null(order);
        Assert.Null(request.Problem);
        Assert.Equal(("no-model-in-use", "/model"), (refusal!.Code, refusal.Pointer));
    }

    [Theory]
    [InlineData("""{"kind":"hindsight","from":"2026-03-03"}""", "/from in-the-future")]
    [InlineData(
        """{"kind":"hindsight","from":"2026-03-03","to":"2026-03-04"}""", "/to in-the-future, /from in-the-future")]
    [InlineData("""{"kind":"hindsight","from":"2026-03-02"}""", "")]
    [InlineData("""{"kind":"hindsight","from":"2026-02-01","to":"2026-01-01"}""", "/from not-before")]
    public async Task Takes_days_that_have_been_in_their_order(string order, string expected) =>
        Assert.Equal(expected, string.Join(", ", await Errors(order, RiskModels.Example)));

    [Theory]
    [InlineData("""{"kind":"reproduce","seed":"x"}""", "/seed", "Takes a number.")]
    [InlineData("""{"kind":"reproduce","referents":{"ids":"x"}}""", "/referents/ids", "Takes a list.")]
    [InlineData("""{"kind":"reproduce","referents":[]}""", "/referents", "Takes an object.")]
    public async Task Says_what_a_member_takes(string order, string pointer, string detail)
    {
        var (request, reading) = await Reading(order, RiskModels.Example);

        reading.Read("user:a", ReadingPurpose.ModelAssurance);

        var error = Assert.Single(request.Problem!.Value.Errors!.Value);
        Assert.Equal((pointer, detail), (error.Location.Pointer, error.Detail));
    }

    private static async Task<IEnumerable<string>> Errors(string order, RiskModel? inUse)
    {
        var (request, reading) = await Reading(order, inUse);
        reading.Read("user:a", ReadingPurpose.ModelAssurance);
        return request.Problem?.Value.Errors!.Value.Select(error => $"{error.Location.Pointer} {error.Code}") ?? [];
    }

    private static async Task<(RequestReader Request, ReplayOrderReading Reading)> Reading(
        string order, RiskModel? inUse)
    {
        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(order).ValueKind);
        var request = RequestReader.Of(new DefaultHttpContext
        {
            Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(order)) },
        });
        var body = await request.Body(CancellationToken.None, ReplayOrderReading.Members);
        return (request, new ReplayOrderReading(request, body, ModelRegister.Empty, inUse, Now));
    }
}
