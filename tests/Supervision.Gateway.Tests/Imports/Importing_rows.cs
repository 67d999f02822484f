using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Gateway.Imports;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Imports;

public sealed class Importing_rows : IDisposable
{
    private const string Header = "nr,who,day,grade\n";

    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Makes_events_of_them()
    {
        var report = await _folder.Run(ImportFolder.Mapping(), Header + "1,\"Acme, Inc.\",2013-05-06, GOOD \n");
        var logged = Assert.Single(await _folder.Logged());

        Assert.Equal((1, 1, 1, 1), (report.Rows, report.Events, report.Accepted, report.Referents));
        Assert.Equal(new EventKey("urn:test:plain", "1~acme-inc~signal"), logged.Key);
        Assert.Equal("t:acme-inc", logged.Subject);
        Assert.Equal(new DateTimeOffset(2013, 5, 6, 12, 30, 0, TimeSpan.Zero), logged.Time);
        Assert.Equal(
            """{"origin":"police","reliability":"A","signalId":"1","topic":"other"}""",
            Encoding.UTF8.GetString(logged.Data.Span));
    }

    [Theory]
    [InlineData("1,Acme,2013-05-06,good,more", "row-malformed", "")]
    [InlineData("1,Acme,2013-05-06", "row-malformed", "")]
    [InlineData("1,---,2013-05-06,good", "subject-empty", "who")]
    [InlineData("1,Acme,06/05/2013,good", "not-a-date", "day")]
    [InlineData("1,Acme,,good", "value-missing", "day")]
    [InlineData("1,Acme,2013-05-06,", "value-missing", "grade")]
    [InlineData("1,Acme,2013-05-06,odd", "value-not-mapped", "grade")]
    [InlineData("1,Acme,1889-05-06,good", "time-too-early", "/time")]
    [InlineData("1,Acme,9999-05-06,good", "time-in-future", "/time")]
    public async Task Rejects_one_with_its_number_a_code_and_the_column(string row, string code, string column)
    {
        var report = await _folder.Run(ImportFolder.Mapping(), Header + row + "\n2,Acme,2013-05-06,bad\n");

        Assert.Equal((2, 1), (report.Rows, report.Accepted));
        Assert.Equal([KeyValuePair.Create(code, 1L)], report.RejectsByReason);
        Assert.Equal(
            ["row,code,column", $"2,{code},{column}"], await File.ReadAllLinesAsync(report.RejectsPath));
    }

    [Fact]
    public async Task Skips_what_the_mapping_says_and_counts_it_by_reason()
    {
        var mapping = ImportFolder.Mapping(changed => changed["skip"] = JsonNode.Parse(
            """[{ "reason": "test-row", "when": [{ "column": "who", "matches": "^TEST" }] }]"""));
        var report = await _folder.Run(mapping, Header + "1,TEST,x,y\n2,Acme,2013-05-06,bad\n3,TESTER,x,y\n");

        Assert.Equal([KeyValuePair.Create("test-row", 2L)], report.SkipsByReason);
        Assert.Equal((3, 1), (report.Rows, report.Accepted));
        Assert.Empty(report.RejectsByReason);
    }

    [Theory]
    [InlineData("2013-05-06,2013-05-05", "order")]
    [InlineData("2013-05-06,2013-05-06", null)]
    [InlineData("2013-05-06,2013-05-16", null)]
    [InlineData("2013-05-06,2013-05-17", "order")]
    [InlineData("2013-05-06,soon", "not-a-date")]
    public async Task Rejects_dates_that_contradict_each_other(string days, string? code)
    {
        var mapping = ImportFolder.Mapping(changed => changed["checks"] = JsonNode.Parse("""
            [{ "reason": "order", "first": { "columns": ["day"] }, "second": { "columns": ["later"] },
               "daysLeast": 0, "daysMost": 10 }]
            """));
        var report = await _folder.Run(mapping, $"nr,who,day,later,grade\n1,Acme,{days},good\n");

        Assert.Equal(code is null ? [] : [code], report.RejectsByReason.Keys);
    }

    [Fact]
    public async Task Finds_a_date_within_a_text_and_as_a_day_of_the_year()
    {
        var mapping = ImportFolder.Mapping(changed => changed["events"]![0]!["time"] = JsonNode.Parse("""
            { "date": { "columns": ["none", "day"], "within": "^C-([0-9]{5})-", "formats": ["yyDDD"] } }
            """));
        await _folder.Run(mapping, "nr,who,none,day,grade\n1,Acme,,C-08366-7,good\n");

        Assert.Equal(
            new DateTimeOffset(2008, 12, 31, 0, 0, 0, TimeSpan.Zero), Assert.Single(await _folder.Logged()).Time);
    }

    [Fact]
    public async Task Numbers_rows_of_one_name_and_takes_an_equal_row_for_the_same()
    {
        var rows = Header + "1,Acme,2013-05-06,good\n1,Acme,2013-05-06,bad\n1,Acme,2013-05-06,good\n"
            + "1,Acme,2013-05-07,bad\n1,Acme,2013-05-06,bad\n1,Other,2013-05-06,good\n";
        var report = await _folder.Run(ImportFolder.Mapping(), rows);

        Assert.Equal((6, 4, 2, 0), (report.Events, report.Accepted, report.Duplicates, report.Conflicts));
        Assert.Equal(
            ["1~acme~signal", "1~acme~2~signal", "1~acme~3~signal"],
            (await _folder.Logged()).Where(logged => logged.Subject == "t:acme").Select(logged => logged.Key.EventId));
    }

    [Fact]
    public async Task Tells_a_conflict_when_a_file_says_something_else_of_a_row_that_is_known()
    {
        await _folder.Run(ImportFolder.Mapping(), Header + "1,Acme,2013-05-06,good\n");
        var report = await _folder.Run(ImportFolder.Mapping(), Header + "1,Acme,2013-05-06,bad\n");

        Assert.Equal((0, 1), (report.Accepted, report.Conflicts));
        Assert.Equal(["row,code,column", "2,id-conflict,"], await File.ReadAllLinesAsync(report.RejectsPath));
    }

    [Fact]
    public async Task Sends_an_event_or_a_member_only_when_its_conditions_hold()
    {
        var mapping = ImportFolder.Mapping(changed =>
        {
            changed["events"]![0]!["when"] = JsonNode.Parse(
                """[{ "column": "grade", "matches": "^none$", "not": true }]""");
        });
        var report = await _folder.Run(mapping, Header + "1,Acme,2013-05-06,none\n2,Acme,2013-05-06,good\n");

        Assert.Equal((2, 1, 1), (report.Rows, report.Events, report.Accepted));
        Assert.Empty(report.RejectsByReason);
    }

    [Theory]
    [InlineData("""{ "columns": ["v"], "as": "integer" }""", "12", "12")]
    [InlineData("""{ "columns": ["v"], "as": "integer", "groupMark": "," }""", "1,200", "1200")]
    [InlineData("""{ "columns": ["v"], "as": "integer" }""", "1.5", "not-a-whole-number")]
    [InlineData("""{ "columns": ["v"], "as": "integer" }""", "twelve", "not-a-number")]
    [InlineData("""{ "columns": ["v"], "as": "cents" }""", "12.34", "1234")]
    [InlineData("""{ "columns": ["v"], "as": "cents", "decimalMark": ",", "groupMark": "." }""", "1.012,34", "101234")]
    [InlineData("""{ "columns": ["v"], "as": "cents" }""", "12.345", "not-a-whole-number")]
    [InlineData("""{ "columns": ["v"], "as": "integer", "default": "7" }""", "", "7")]
    [InlineData("""{ "columns": ["v"], "as": "integer", "optional": true }""", "", "absent")]
    [InlineData("""
        { "columns": ["v"], "as": "integer", "patterns": [{ "matches": "^a", "value": "1" }], "otherwise": "2" }
        """, "abc", "1")]
    [InlineData("""
        { "columns": ["v"], "as": "integer", "patterns": [{ "matches": "^a", "value": "1" }], "otherwise": "2" }
        """, "xyz", "2")]
    [InlineData("""
        { "columns": ["v"], "as": "integer", "optional": true, "when": [{ "column": "v", "matches": "^9" }] }
        """, "8", "absent")]
    [InlineData("""{ "columns": ["v"], "as": "integer", "when": [{ "column": "v", "matches": "^9" }] }""",
        "8", "condition-not-met")]
    public async Task Writes_a_value_as_the_mapping_says(string rule, string text, string expected)
    {
        var mapping = ImportFolder.Mapping(changed => changed["events"]![0] = JsonNode.Parse($$"""
            { "name": "fine", "type": "supervision.measure.imposed.v1", "time": { "date": { "columns": ["day"] } },
              "data": { "measureId": { "columns": ["nr"] }, "kind": { "value": "fine" }, "amountCents": {{rule}} } }
            """));
        var report = await _folder.Run(mapping, $"nr,who,day,v\n1,Acme,2013-05-06,\"{text}\"\n");
        var data = (await _folder.Logged()).Select(logged => JsonNode.Parse(logged.Data.Span)!["amountCents"]);

        Assert.Equal(
            expected, report.RejectsByReason.Keys.SingleOrDefault() ?? data.Single()?.ToJsonString() ?? "absent");
    }

    [Theory]
    [InlineData("The A.B. O'Neill & Sons Co., LLC", "ab-oneill-and-sons")]
    [InlineData("PEÑA  Café", "pena-cafe")]
    [InlineData("LLC", "llc")]
    [InlineData("The Inc", "the")]
    public async Task Folds_the_spellings_of_a_name(string name, string folded)
    {
        var mapping = ImportFolder.Mapping(changed => changed["subject"]!["folding"] = JsonNode.Parse("""
            { "remove": "'.", "replace": { "&": " and " }, "dropLast": ["llc", "co", "inc"], "dropFirst": ["the"] }
            """));
        await _folder.Run(mapping, $"nr,who,day,grade\n1,\"{name}\",2013-05-06,good\n");

        Assert.Equal($"t:{folded}", Assert.Single(await _folder.Logged()).Subject);
    }

    [Fact]
    public async Task Keeps_two_long_names_apart()
    {
        var start = new string('x', 100);
        await _folder.Run(
            ImportFolder.Mapping(), Header + $"1,{start} a,2013-05-06,good\n1,{start} b,2013-05-06,good\n");

        Assert.Equal(2, (await _folder.Logged()).Select(logged => logged.Subject).Distinct().Count());
    }

    [Fact]
    public async Task Unpacks_and_decodes_the_file()
    {
        var mapping = ImportFolder.Mapping(changed => changed["file"] = JsonNode.Parse(
            """{ "delimiter": ";", "encoding": "iso-8859-1" }"""));
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await zip.WriteAsync(Encoding.Latin1.GetBytes("nr;who;day;grade\n1;Peña;2013-05-06;good\n"));

        await _folder.Run(mapping, packed.ToArray(), "rows.csv.gz");

        Assert.Equal("t:pena", Assert.Single(await _folder.Logged()).Subject);
    }

    [Theory]
    [InlineData("", "file-empty")]
    [InlineData("nr,who,day\n", "column-missing")]
    [InlineData("nr,who,day,grade,grade\n", "columns-malformed")]
    public async Task Does_not_begin_without_the_columns_it_needs(string rows, string code)
    {
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => _folder.Run(ImportFolder.Mapping(), rows));

        Assert.Equal(code, Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Does_not_begin_on_a_file_that_is_not_packed_as_its_name_says()
    {
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(
            () => _folder.Run(ImportFolder.Mapping(), "nr,who\n", "rows.csv.gz"));

        Assert.Equal("not-gzip", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Does_not_take_a_packed_file_that_was_cut_off_for_the_whole_one()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await zip.WriteAsync("nr,who,day,grade\n1,a,2013-05-06,good\n2,b,2013-05-06,good\n"u8.ToArray());

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(
            () => _folder.Run(ImportFolder.Mapping(), packed.ToArray()[..^10], "rows.csv.gz"));

        Assert.Equal("not-gzip", Assert.Single(refused.Refusals).Code);
    }
}
