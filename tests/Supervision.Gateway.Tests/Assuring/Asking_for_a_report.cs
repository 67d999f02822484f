using System.Text;
using System.Text.Json;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Assuring;

[Collection(nameof(RunningServer))]
public sealed class Asking_for_a_report(RunningServer server)
{
    private const string Query = "title=Another%27s+model&purpose=To+see&threshold=40&rounds=200";

    [Fact]
    public async Task Gives_one_that_is_kept_under_its_hash_and_comes_out_the_same_again()
    {
        var first = await Made(Query);
        var second = await Made(Query);
        var seeded = await Made(Query + "&seed=2");

        Assert.Equal(Hash(first), Hash(second));
        Assert.NotEqual(Hash(first), Hash(seeded));
        var id = first.GetProperty("item").GetProperty("id").GetString();
        using var request = Asked($"/v1/assurance/reports/{id}/document", "auditor");
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(Hash(first), ReportDocument.HashOf(await answer.Content.ReadAsByteArrayAsync()));
        var document = first.GetProperty("document");
        Assert.Equal(200, document.GetProperty("data").GetProperty("cases").GetInt32());
        Assert.StartsWith("supervision ", document.GetProperty("software").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            document.GetProperty("report").GetProperty("verdicts").EnumerateArray(),
            verdict => verdict.GetProperty("question").GetString() == "roc-area");
    }

    [Fact]
    public async Task Is_listed_the_newest_first_page_by_page()
    {
        await Made(Query);
        await Made(Query);

        var page = await Get("/v1/assurance/reports?pageSize=1");
        var next = await Get($"/v1/assurance/reports?pageSize=1&cursor={page.GetProperty("next").GetString()}");

        Assert.True(Number(page) > Number(next));

        static int Number(JsonElement page) =>
            int.Parse(page.GetProperty("items")[0].GetProperty("id").GetString()!["report-".Length..]);
    }

    [Theory]
    [InlineData("purpose=x", "score\n1\n", 400, "title")]
    [InlineData("title=x&purpose=x&version=1", "score\n1\n", 400, "without-model")]
    [InlineData("title=x&purpose=x&model=nobody-has-it&version=1", "score\n1\n", 404, "not-found")]
    [InlineData("title=x&purpose=x&rounds=3", "score\n1\n", 400, "rounds")]
    [InlineData("title=x&purpose=x&threshold=much", "score\n1\n", 400, "malformed-number")]
    [InlineData("title=x&purpose=x&references=sector", "score\n1\n", 400, "malformed-references")]
    [InlineData("title=x&purpose=x&references=sector=Q", "score,group:sector\n1,J\n", 400, "unknown-group")]
    [InlineData("title=x&purpose=x", "score\nx\n", 400, "/2/score")]
    public async Task Is_refused_by_its_place(string query, string table, int expected, string place)
    {
        var (status, problem) = await Post(query, table, "auditor");

        Assert.Equal(expected, status);
        Assert.Contains(place, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_table_and_nothing_else()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var request = Asked($"/v1/assurance/reports?{Query}", "auditor");
        request.Method = HttpMethod.Post;
        request.Content = content;
        using var answer = await server.Client.SendAsync(request);

        Assert.Equal(415, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"Not an id","version":1,"owner":"o","justification":"j","gates":[]}""", 400, "/gates")]
    [InlineData("not json", 400, "malformed-gates")]
    [InlineData(
        """
        {"id":"no-such-model","version":1,"owner":"o","justification":"j","gates":[{"question":"roc-aera","atLeast":0.6,
         "minimumCases":1,"confidence":0.9,"blocksWhenUnsure":true,"isHard":true,"owner":"o","justification":"j"}]}
        """,
        400, "/gates/0/question")]
    public async Task Judges_by_no_gates_that_are_not_well_formed(string gates, int expected, string place)
    {
        var (status, problem) = await server.Post("/v1/assurance/gates", gates, "approver");

        Assert.Equal(expected, status);
        Assert.Contains(place, problem.ToString(), StringComparison.Ordinal);
    }

    private static string? Hash(JsonElement report) => report.GetProperty("item").GetProperty("hash").GetString();

    private async Task<JsonElement> Made(string query)
    {
        var (status, asked) = await Post(query, AssuranceExamples.Table, "auditor");
        Assert.True(status == 202, asked.ToString());
        return await server.GetUntil(
            $"/v1/assurance/reports/{asked.GetProperty("id").GetString()}",
            report => report.GetProperty("item").GetProperty("state").GetString() == "made");
    }

    private async Task<(int Status, JsonElement Body)> Post(string query, string table, string user)
    {
        using var request = Asked($"/v1/assurance/reports?{query}", user);
        request.Method = HttpMethod.Post;
        request.Content = new StringContent(table, Encoding.UTF8, "text/csv");
        using var answer = await server.Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private Task<JsonElement> Get(string path) => server.Get(path);

    private static HttpRequestMessage Asked(string path, string user)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        return request;
    }
}
