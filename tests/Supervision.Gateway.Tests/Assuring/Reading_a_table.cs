using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Supervision.Assurance.Reports;
using Supervision.Gateway.Assuring;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Reading_a_table
{
    [Fact]
    public async Task Counts_its_rows_and_digests_its_bytes()
    {
        const string text = "outcome,score,group:sector\n1,70,J\n,20,\"G, retail\"\n0,20,\n";

        var table = await Read(text, threshold: 40);

        Assert.Empty(table.Errors);
        Assert.Equal(3, table.Counter.Cases);
        Assert.Equal(["sector"], table.Attributes.AsEnumerable());
        Assert.True(table.Counter.Has(0, "G, retail"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.Equal($"sha256:{digest}", table.Digest);
    }

    [Theory]
    [InlineData("score,outcome\n1.5,1\n", "/2/score", "malformed-score")]
    [InlineData("score,outcome\n1,1\n2,SECRET\n", "/3/outcome", "malformed-flag")]
    [InlineData("probability,outcome\n1.2,1\n", "/2/probability", "malformed-probability")]
    [InlineData("selected,outcome\n,1\n", "/2/selected", "malformed-flag")]
    [InlineData("score,outcome,weight\n1,1,0\n", "/2/weight", "malformed-weight")]
    [InlineData("score,outcome,inclusion\n1,1,1.5\n", "/2/inclusion", "malformed-weight")]
    [InlineData("score,stage\n1,SECRET\n", "/2/stage", "unknown-stage")]
    [InlineData("score,outcome\n1\n", "/2", "malformed-row")]
    [InlineData("score,outcome\n1,\"1\n", "/2", "malformed-row")]
    [InlineData("score,SECRET\n1,1\n", "/1/2", "unknown-column")]
    [InlineData("score,score\n1,1\n", "/1/2", "repeated-column")]
    [InlineData("outcome\n1\n", "/1", "no-score")]
    [InlineData("score,probability\n1,1\n", "/1", "two-scores")]
    [InlineData("score,weight,inclusion\n1,1,1\n", "/1", "two-weights")]
    [InlineData("score,period\n1,\n", "/2/period", "malformed-period")]
    [InlineData("score,feature:x\n1,SECRET\n", "/2/feature:x", "malformed-number")]
    [InlineData("score,twin\n1,SECRET\n", "/2/twin", "malformed-score")]
    [InlineData("selected,twin\n1,1\n", "/1", "no-score")]
    [InlineData("score,changed:x\n1,1\n", "/1", "no-threshold")]
    [InlineData("score,feature:\n1,1\n", "/1/2", "unknown-column")]
    [InlineData("selected,without:x\n1,SECRET\n", "/2/without:x", "malformed-flag")]
    [InlineData("score,without:x\n1,1\n", "/1", "no-threshold")]
    [InlineData("score,followed\n1,SECRET\n", "/2/followed", "malformed-flag")]
    [InlineData("score,team\n1,north\n", "/1", "no-followed")]
    [InlineData("score,outcome,channel\n1,1,SECRET\n", "/2/channel", "unknown-channel")]
    [InlineData("score,outcome\n", "/2", "no-rows")]
    [InlineData("", "/1", "columns-malformed")]
    [InlineData("score;outcome\n1;1\n", "/1", "columns-malformed")]
    public async Task Names_every_row_that_is_wrong_and_never_what_it_says(string text, string pointer, string code)
    {
        var table = await Read(text);

        Assert.Contains(table.Errors, error => error.Location.Pointer == pointer && error.Code == code);
        Assert.DoesNotContain("SECRET", string.Join(' ', table.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score,group:a\n1,\"one\ntwo\"\n", "line break")]
    [InlineData("selected,followed,team\n1,1,\"one\ntwo\"\n", "line break")]
    [InlineData("score,period\n1,\"one\ntwo\"\n", "line break")]
    [InlineData("score,period\n1,\n", "needed")]
    [InlineData("score;outcome\n1;1\n", "commas")]
    public async Task Says_what_is_wrong_with_a_text(string text, string said)
    {
        var table = await Read(text);

        Assert.Contains(said, Assert.Single(table.Errors).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_of_a_label_that_is_too_long_how_long_it_may_be()
    {
        var table = await Read($"score,group:a\n1,{new string('x', 81)}\n");

        Assert.Contains("at most 80", Assert.Single(table.Errors).Detail, StringComparison.Ordinal);
    }

    /// <summary>Several rows of one referent would be a group that tells its label.</summary>
    [Fact]
    public async Task Joins_each_referent_once_and_no_fewer_than_a_hundred()
    {
        var whole = await Joined([.. Enumerable.Range(0, 100)]);
        var few = await Joined([.. Enumerable.Range(0, 99)]);
        var repeated = await Joined([.. Enumerable.Range(0, 100), 3, 3]);

        Assert.Empty(whole.Errors);
        Assert.Equal("too-few-referents", Assert.Single(few.Errors).Code);
        Assert.Equal(
            [("/102/referent", "repeated-referent"), ("/103/referent", "repeated-referent")],
            repeated.Errors.Select(error => (error.Location.Pointer!, error.Code)));

        static async Task<TableReading> Joined(int[] referents)
        {
            var rows = string.Concat(referents.Select(i => $"kvk:{99100000 + i},{i}\n"));
            using var body = new MemoryStream(Encoding.UTF8.GetBytes("referent,score\n" + rows));
            return await TableReading.Read(
                body, null, 10_000, new VaultJoin(new LabelsInMemory(), ["origin"]), CancellationToken.None);
        }
    }

    [Fact]
    public async Task Counts_what_moved_and_what_was_tried()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(i =>
            $"{i % 60},{i % 5},202{5 + (i % 2)},{i % 60},{(i % 60) + (i % 20 == 0 ? 40 : 0)}\n"));

        var table = await Read("score,feature:age,period,twin,changed:one-event-lost\n" + rows, threshold: 40);

        Assert.Empty(table.Errors);
        var report = ReportWriting.Write(table.Counter, new ReportPlan(
            [], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95));
        Assert.Equal(["score", "age"], report.Drift!.Periods.Single().Moved.Select(moved => moved.Of));
        Assert.Equal(
            (0L, 400L), (report.Stability!.Twins[0].Different, report.Stability.Twins[0].Share.Count));
        Assert.True(report.Stability.Changes.Single().Share.Value > 0);
    }

    [Fact]
    public async Task Counts_features_against_groups_and_what_people_did()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(i =>
            $"{i % 2},{i % 3 % 2},{(i % 2 == 0 ? "a" : "b")},{i % 2 * 50},{i / 2 % 2},{i % 4 % 2},north,"
            + $"{(i % 4 < 2 ? "risk" : "random")},yes,{(i % 5 == 0 ? "no" : "yes")}\n"));

        var table = await Read(
            "selected,outcome,group:g,feature:size,without:size,followed,team,channel,read:one,read:two\n" + rows);

        Assert.Empty(table.Errors);
        var report = ReportWriting.Write(table.Counter, new ReportPlan(
            ["g"], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95));
        Assert.Equal(1, report.Proxies!.Features.Single().Strength.Value!.Value, 12);
        Assert.Equal("size", report.Proxies.LeftOut.Single().LeftOut);
        Assert.NotNull(report.Scan);
        Assert.Equal(400, report.Use!.Cases);
        Assert.Equal(0.8, report.Use.Agreement.Share.Value!.Value, 12);
        Assert.Equal(2, report.Effect!.Channels.Length);
    }

    [Fact]
    public async Task Names_them_all_and_beyond_a_thousand_how_many_more()
    {
        var rows = string.Concat(Enumerable.Repeat("x,1\n", TableReading.ErrorsMax + 7));

        var table = await Read("score,outcome\n" + rows);

        Assert.Equal(TableReading.ErrorsMax + 1, table.Errors.Length);
        Assert.Equal("/1001/score", table.Errors[TableReading.ErrorsMax - 1].Location.Pointer);
        Assert.StartsWith("7 more", table.Errors[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_at_its_limit_of_rows_and_of_groups()
    {
        var rows = await Read("score\n1\n2\n3\n", rowsMax: 2);
        var groups = await Read(
            "score,group:a\n" + string.Concat(Enumerable.Range(0, 101).Select(i => $"1,g{i}\n")));

        Assert.Equal("too-many-rows", Assert.Single(rows.Errors).Code);
        Assert.Equal("too-many-kinds", Assert.Single(groups.Errors).Code);
    }

    private static async Task<TableReading> Read(string text, decimal? threshold = null, int rowsMax = 10_000)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await TableReading.Read(body, threshold, rowsMax, null, CancellationToken.None);
    }
}
