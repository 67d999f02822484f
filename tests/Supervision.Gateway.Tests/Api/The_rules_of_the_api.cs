using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class The_rules_of_the_api(RunningServer server)
{
    [Theory]
    [InlineData("GET", "/v1/referents/", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("DELETE", "/v1/referents", 405)]
    [InlineData("GET", "/v1/events", 405)]
    [InlineData("PUT", "/v1/escalations", 405)]
    public async Task Every_error_is_a_problem(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Every_answer_names_the_version_and_is_not_stored()
    {
        using var answer = await server.Client.GetAsync("/v1/overview");

        Assert.Equal(["1.0.0"], answer.Headers.GetValues("API-Version"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Head_answers_as_get_does_without_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/referents");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_of_the_stream_ends()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/risk-changes");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Options_lists_the_methods()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/escalations");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("application/json", 200)]
    [InlineData("application/*, text/html", 200)]
    [InlineData("*/*", 200)]
    public async Task What_the_client_accepts_counts(string accept, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/overview");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_not_taken()
    {
        using var content = new StringContent("a=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await server.Client.PostAsync("/v1/escalations", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_taken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/escalations");
        request.Content = new ByteArrayContent(new byte[70_000]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_no_value_of_it()
    {
        using var answer = await server.Client.GetAsync(
            "/v1/referents?colour=purple-haze&level=purple-haze&pageSize=77777&changedSince=purple-haze");
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(4, JsonElement.Parse(body).GetProperty("errors").GetArrayLength());
        Assert.DoesNotContain("purple", body, StringComparison.Ordinal);
        Assert.DoesNotContain("77777", body, StringComparison.Ordinal);
        Assert.Contains("colour", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_counts_every_referent_once()
    {
        await server.Register("kvk:996000001");

        await server.GetUntil("/v1/overview", answer =>
            answer.GetProperty("lag").GetProperty("notStored").GetInt64() == 0);
        // Who has a case to judge, as another test may have given the user of this one, is not told the levels.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/overview");
        request.Headers.Add("X-Demo-User", "supervisor");
        using var answer = await server.Client.SendAsync(request);
        var overview = JsonElement.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(
            overview.GetProperty("referents").GetInt32(),
            overview.GetProperty("levels").EnumerateArray().Sum(level => level.GetProperty("count").GetInt32()));
        Assert.True(overview.GetProperty("referents").GetInt32() > 0);
        Assert.Equal(16, overview.GetProperty("partitions").GetArrayLength());
        Assert.False(overview.GetProperty("harmLimiter").GetProperty("holding").GetBoolean());
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task A_probe_is_answered(string path, string status) =>
        Assert.Equal(status, (await server.Get(path)).GetProperty("status").GetString());

    [Fact]
    public async Task The_model_in_use_is_shown_with_its_schema()
    {
        var model = await server.Get("/v1/models/in-use");

        Assert.True(model.GetProperty("isExample").GetBoolean());
        Assert.Equal("object", model.GetProperty("schema").GetProperty("type").GetString());
        Assert.NotEmpty(model.GetProperty("document").GetProperty("indicators").EnumerateArray());
        Assert.NotEmpty((await server.Get("/v1/features")).GetProperty("items").EnumerateArray());
    }
}
