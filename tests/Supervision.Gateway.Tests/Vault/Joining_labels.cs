using System.Globalization;
using System.Text;
using System.Text.Json;
using Supervision.Gateway.Tests.Api;

namespace Supervision.Gateway.Tests.Vault;

/// <summary>Labels go into the vault, and come out as counts in a report, for vault keepers alone.</summary>
public sealed class Joining_labels(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Labels = "/v1/vault/labels?attribute=origin&purpose=Yearly+report";

    private const string Report = "/v1/assurance/reports?title=Even&purpose=Yearly+report&threshold=40&rounds=200";

    [Fact]
    public async Task Gives_figures_of_groups_that_no_table_named_and_records_each_use()
    {
        var labels = Table("referent,label", 200, i => $"kvk:{99100000 + i},{(i < 96 ? "a" : i < 196 ? "b" : "c")}");
        var cases = Table("referent,score,outcome", 200, i =>
            $"kvk:{99100000 + i},{i * 7 % 80},{(i % 3 == 0 ? 1 : 0)}");

        var (imported, answer) = await Post(Labels, labels, "vault-keeper");
        var (asked, report) = await Post(Report + "&vault=origin", cases, "vault-keeper");

        Assert.Equal((200, 200), (imported, answer.GetProperty("set").GetInt32()));
        Assert.True(asked == 202, report.ToString());
        var made = await server.GetUntil(
            $"/v1/assurance/reports/{report.GetProperty("id").GetString()}",
            one => one.GetProperty("item").GetProperty("state").GetString() == "made");
        var attribute = made.GetProperty("document").GetProperty("report").GetProperty("attributes")[0];
        Assert.Equal("vault:origin", attribute.GetProperty("attribute").GetString());
        var groups = attribute.GetProperty("groups").EnumerateArray()
            .ToDictionary(group => group.GetProperty("group").GetString()!);
        Assert.Equal(["a", "b", "c"], groups.Keys);
        Assert.Equal(JsonValueKind.Null, groups["c"].GetProperty("cases").ValueKind);
        Assert.DoesNotContain("kvk:991", made.ToString(), StringComparison.Ordinal);
        var uses = (await Get("/v1/vault/uses", "auditor")).GetProperty("items").EnumerateArray()
            .Select(use => use.GetProperty("use").GetString()).ToArray();
        Assert.Equal(["imported", "joined"], uses.TakeLast(2));
        Assert.DoesNotContain(
            "kvk:", (await Get("/v1/vault/uses", "auditor")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_nobody_else()
    {
        const string cases = "referent,score\nkvk:99100000,50\n";

        Assert.Equal(403, (await Post(Labels, "referent,label\nkvk:99100000,a\n", "model-owner")).Status);
        Assert.Equal(403, (await Post(Report + "&vault=origin", cases, "auditor")).Status);
        Assert.Equal(400, (await Post(Report, cases, "vault-keeper")).Status);
        var (status, problem) = await Post(Report + "&vault=never-imported", cases, "vault-keeper");
        Assert.Equal(400, status);
        Assert.Contains("unknown-attribute", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Labels, "referent,label\nSECRET,a\n", "/2/referent")]
    [InlineData(Labels, "referent,label\nkvk:99100000\n", "/2")]
    [InlineData(Labels, "label,referent\n", "/1")]
    [InlineData(Labels, "referent;label\nkvk:99100000;a\n", "comma")]
    [InlineData(Labels, "referent,label\nkvk:99100000,\"a\nb\"\n", "line break")]
    [InlineData(Labels, "referent,label\nkvk:99100000,a\nkvk:99100001,a\nkvk:99100000,b\n", "/4/referent")]
    [InlineData("/v1/vault/labels?attribute=origin", "referent,label\n", "purpose")]
    [InlineData("/v1/vault/labels?attribute=Not+A+Name&purpose=x", "referent,label\n", "malformed-name")]
    public async Task Takes_no_label_that_cannot_be_read_nor_one_without_a_purpose(
        string path, string table, string place)
    {
        var (status, problem) = await Post(path, table, "vault-keeper");

        Assert.Equal(400, status);
        Assert.Contains(place, problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_no_number_below_ten_of_what_was_brought_in_and_takes_the_same_row_twice()
    {
        const string path = "/v1/vault/labels?attribute=few&purpose=To+see";

        const string twice = "referent,label\nkvk:99109000,a\nkvk:99109000,a\n";
        Assert.Equal(200, (await Post(path, twice, "vault-keeper")).Status);

        var use = (await Get("/v1/vault/uses", "auditor")).GetProperty("items").EnumerateArray()
            .Single(use => use.GetProperty("attribute").GetString() == "few");
        Assert.False(use.TryGetProperty("count", out var count) && count.ValueKind != JsonValueKind.Null);
    }

    private static string Table(string head, int rows, Func<int, string> row) => Enumerable.Range(0, rows)
        .Aggregate(
            new StringBuilder(head).Append('\n'),
            (text, i) => text.Append(CultureInfo.InvariantCulture, $"{row(i)}\n")).ToString();

    private async Task<(int Status, JsonElement Body)> Post(string path, string table, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Demo-User", user);
        request.Content = new StringContent(table, Encoding.UTF8, "text/csv");
        using var answer = await server.Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private async Task<JsonElement> Get(string path, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Demo-User", user);
        using var answer = await server.Client.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
