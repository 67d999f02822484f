using System.Text;
using Supervision.Events;

namespace Supervision.Tests.Events;

public sealed class Refusing_an_event
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CloudEventReader _reader = new(EventLimits.Default, 16);

    // The data of an application.submitted, where to look, and what to find there.
    [Theory]
    [InlineData("""{}""", "/data/applicationId missing-member; /data/purpose missing-member")]
    [InlineData("""null""", "/data wrong-type")]
    [InlineData("""[]""", "/data wrong-type")]
    [InlineData(""" "x" """, "/data wrong-type")]
    [InlineData("""{"applicationId":1,"purpose":"labour"}""", "/data/applicationId wrong-type")]
    [InlineData("""{"applicationId":null,"purpose":"labour"}""", "/data/applicationId wrong-type")]
    [InlineData("""{"applicationId":"","purpose":"labour"}""", "/data/applicationId too-short")]
    [InlineData("""{"applicationId":"a","purpose":"LABOUR"}""", "/data/purpose not-in-list")]
    [InlineData("""{"applicationId":"a","purpose":"labour,study"}""", "/data/purpose not-in-list")]
    [InlineData("""{"applicationId":"a","purpose":0}""", "/data/purpose wrong-type")]
    [InlineData("""{"applicationId":"a","purpose":"labour","headCount":0}""", "/data/headCount out-of-range")]
    [InlineData("""{"applicationId":"a","purpose":"labour","headCount":"1"}""", "/data/headCount wrong-type")]
    [InlineData("""{"applicationId":"a","purpose":"labour","headCount":1.0}""", "/data/headCount wrong-type")]
    [InlineData("""{"applicationId":"a","purpose":"labour","headCount":1e400}""", "/data/headCount wrong-type")]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","headCount":1000000000000000000000000000000}""",
        "/data/headCount out-of-range")]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","salaryPerMonthCents":{"eur":1}}""",
        "/data/salaryPerMonthCents wrong-type")]
    [InlineData("""{"applicationId":"a","purpose":"labour","startOn":"9999-12-31"}""", "/data/startOn out-of-range")]
    [InlineData("""{"applicationId":"a","purpose":"labour","startOn":"2026-02-30"}""", "/data/startOn wrong-form")]
    [InlineData("""{"applicationId":"a","purpose":"labour","startOn":20260201}""", "/data/startOn wrong-type")]
    [InlineData("""{"applicationId":"a","purpose":"labour","purpose":"study"}""", "/data/purpose duplicate-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","salary":1}""", "/data/salary unknown-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","Purpose":"study"}""", "/data/Purpose unknown-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","nationality":"x"}""", "/data/nationality forbidden-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","Birth_Place":"x"}""", "/data/Birth_Place forbidden-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","geboorteland":1}""", "/data/geboorteland forbidden-member")]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","nation\u0061lity":1}""", "/data/nationality forbidden-member")]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","extra":{"deep":[{"person":{"bsn":1}}]}}""",
        "/data/extra unknown-member; /data/extra/deep/0/person/bsn forbidden-member")]
    [InlineData(
        """{"applicationId":{"religion":1},"purpose":"labour"}""",
        "/data/applicationId wrong-type; /data/applicationId/religion forbidden-member")]
    [InlineData("""{"applicationId":"a\u0000b","purpose":"labour"}""", "/data/applicationId control-character")]
    [InlineData("""{"applicationId":"a\nb","purpose":"labour"}""", "/data/applicationId control-character")]
    [InlineData("""{"applicationId":"a\ud800b","purpose":"labour"}""", "/data/applicationId lone-surrogate")]
    [InlineData("""{"applicationId":"a\udc00\ud800","purpose":"labour"}""", "/data/applicationId lone-surrogate")]
    [InlineData("""{"applicationId":"a","purpose":"\ud800"}""", "/data/purpose lone-surrogate")]
    [InlineData("""{"applicationId":"a","purpose":"labour","a/b~c":1}""", "/data unknown-member")]
    [InlineData("""{"applicationId":"a","purpose":"labour","a\u0007b":1}""", "/data unknown-member")]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","\ud800":"\u0000"}""",
        "/data unknown-member; /data control-character")]
    [InlineData("""{"headCount":-1,"criterion":"x","startOn":"x"}""", """
        /data/headCount out-of-range; /data/criterion not-in-list; /data/startOn wrong-form;
        /data/applicationId missing-member; /data/purpose missing-member
        """)]
    public void Tells_every_place_in_the_data(string data, string expected) =>
        Tells(expected, Event("supervision.application.submitted.v1", data));

    [Theory]
    [InlineData("check.completed", """{"checkId":"c","findings":null}""", "/data/findings wrong-type")]
    [InlineData("check.completed", """{"checkId":"c","findings":{}}""", "/data/findings wrong-type")]
    [InlineData("check.completed", """{"checkId":"c","findings":[null]}""", "/data/findings/0 wrong-type")]
    [InlineData(
        "check.completed",
        """{"checkId":"c","findings":[{"duty":"care","severity":"minor","breach":true},{"duty":"care","breach":0}]}""",
        "/data/findings/1/breach wrong-type; /data/findings/1/severity missing-member")]
    [InlineData(
        "check.planned",
        """{"checkId":"c","channel":"risk","kind":"desk","inclusionProbability":1.5,"modelHash":"sha256:00"}""",
        "/data/inclusionProbability out-of-range; /data/modelHash wrong-form")]
    [InlineData(
        "check.planned",
        """{"checkId":"c","channel":"risk","kind":"desk","inclusionProbability":1e-30}""",
        "/data/inclusionProbability out-of-range")]
    [InlineData(
        "check.planned",
        """{"checkId":"c","channel":"risk","kind":"desk","inclusionProbability":1e400}""",
        "/data/inclusionProbability out-of-range")]
    [InlineData("payroll.observed", """{"stayId":"s","month":"9999-01","paidCents":1}""", "/data/month out-of-range")]
    [InlineData("payroll.observed", """{"stayId":"s","month":"2026-13","paidCents":1}""", "/data/month wrong-form")]
    [InlineData(
        "payroll.observed", """{"stayId":"s","month":"2026-03","paidCents":"x"}""", "/data/paidCents wrong-type")]
    [InlineData("information.received", """{"requestId":"r","complete":1}""", "/data/complete wrong-type")]
    [InlineData("signal.received", """{"signalId":"s","origin":"x","reliability":"G","topic":"other"}""",
        "/data/origin not-in-list; /data/reliability not-in-list")]
    public void Tells_every_place_in_the_data_of_other_types(string type, string data, string expected) =>
        Tells(expected, Event($"supervision.{type}.v1", data));

    [Theory]
    [InlineData(
        """{"applicationId":"a","purpose":"labour","headCount":0}""",
        "/data/data/headCount out-of-range")]
    [InlineData(
        """{"stayId":"s","month":"2026-03","paidCents":1,"nationality":"x"}""",
        "/data/data/nationality forbidden-member")]
    [InlineData(
        """7""",
        "/data/data wrong-type")]
    [InlineData(
        """{"ofSource":"s","ofId":"1","reason":"other"}""",
        """
        /data/data/ofSource unknown-member; /data/data/ofId unknown-member; /data/data/reason unknown-member;
        /data/data/purpose missing-member
        """)]
    public void Tells_every_place_by_the_type_that_a_correction_is_closest_to(string data, string expected) =>
        Tells(
            expected,
            Event(
                "supervision.fact.corrected.v1",
                $$"""{"ofSource":"s","ofId":"1","reason":"wrong-value","data":{{data}}}"""));

    // A member of the event around the data, another value for it, and what to find.
    [Theory]
    [InlineData("specversion", "\"0.3\"", "/specversion not-in-list")]
    [InlineData("specversion", "1.0", "/specversion wrong-type")]
    [InlineData("type", "\"supervision.stay.begun.v1\"", "/type unknown-type")]
    [InlineData("type", "\"supervision.escalation.concluded.v1\"", "/type reserved-type")]
    [InlineData("type", "\"supervision.dossier.read.v1\"", "/type reserved-type")]
    [InlineData("type", "null", "/type wrong-type")]
    [InlineData("source", "\"\"", "/source invalid-source")]
    [InlineData("source", "\"two words\"", "/source invalid-source")]
    [InlineData("source", "\"urn:%zz\"", "/source invalid-source")]
    [InlineData("id", "\"\"", "/id too-short")]
    [InlineData("id", "17", "/id wrong-type")]
    [InlineData("id", "\"a\\u0000\"", "/id control-character")]
    [InlineData("subject", "\"KVK:1\"", "/subject invalid-subject")]
    [InlineData("subject", "\"kvk:\"", "/subject invalid-subject")]
    [InlineData("subject", "\"escalation:x\"", "/subject invalid-subject")]
    [InlineData("subject", "\"reads:x\"", "/subject invalid-subject")]
    [InlineData("subject", "\"reads:kvk:99000017\"", "/subject invalid-subject")]
    [InlineData("subject", "\"escalation:kvk:99000017\"", "/subject invalid-subject")]
    [InlineData("time", "\"9999-12-31T23:59:59Z\"", "/time time-in-future")]
    [InlineData("time", "\"9999-12-31T23:59:59-14:00\"", "/time time-in-future")]
    [InlineData("time", "\"2026-11-23T12:05:01Z\"", "/time time-in-future")]
    [InlineData("time", "\"2026-11-23T13:00:00-02:00\"", "/time time-in-future")]
    [InlineData("time", "\"0001-01-01T00:00:00+14:00\"", "/time time-too-early")]
    [InlineData("time", "\"1989-12-31T23:59:59Z\"", "/time time-too-early")]
    [InlineData("time", "\"2026-03-02T09:30:00\"", "/time wrong-form")]
    [InlineData("time", "\"2026-03-02\"", "/time wrong-form")]
    [InlineData("time", "\"2026-03-02T24:30:00Z\"", "/time wrong-form")]
    [InlineData("time", "\"2026-03-02T09:30:00.Z\"", "/time wrong-form")]
    [InlineData("time", "\"yesterday\"", "/time wrong-form")]
    [InlineData("time", "1767225600", "/time wrong-type")]
    [InlineData("datacontenttype", "\"text/xml\"", "/datacontenttype not-in-list")]
    [InlineData("dataschema", "\"https://example.org/x\"", "/dataschema not-in-list")]
    [InlineData("data_base64", "\"AAAA\"", "/data_base64 unknown-member")]
    [InlineData("recordedat", "\"2026-01-01T00:00:00Z\"", "/recordedat unknown-member")]
    [InlineData("birthPlace", "1", "/birthPlace forbidden-member")]
    public void Tells_every_place_around_the_data(string member, string value, string expected)
    {
        var good = new Dictionary<string, string>
        {
            ["specversion"] = "\"1.0\"",
            ["type"] = "\"supervision.stay.started.v1\"",
            ["source"] = "\"urn:example:permits\"",
            ["id"] = "\"1\"",
            ["subject"] = "\"kvk:99000017\"",
            ["time"] = "\"2026-03-02T09:30:00Z\"",
            ["data"] = """{"stayId":"s","on":"2026-03-02"}""",
            [member] = value,
        };
        Tells(expected, "{" + string.Join(",", good.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}");
    }

    [Theory]
    [InlineData("", " malformed-json")]
    [InlineData("  ", " malformed-json")]
    [InlineData("{", " malformed-json")]
    [InlineData("{}x", " malformed-json")]
    [InlineData("{} {}", " malformed-json")]
    [InlineData("[]", " wrong-type")]
    [InlineData("[{\"bsn\":1}]", " wrong-type; /0/bsn forbidden-member")]
    [InlineData("null", " wrong-type")]
    [InlineData("7", " wrong-type")]
    [InlineData("'x'", " malformed-json")]
    [InlineData("// x\n{}", " malformed-json")]
    [InlineData("{\"id\":\"a\",}", " malformed-json")]
    [InlineData("{\"id\":01}", "/id malformed-json")]
    [InlineData("{\"id\":NaN}", "/id malformed-json")]
    [InlineData("{\"id\":\"a\nb\"}", "/id malformed-json")]
    [InlineData("{\"id\":\"\\x\"}", "/id malformed-json")]
    [InlineData("{}", """
        /specversion missing-member; /type missing-member; /source missing-member; /id missing-member;
        /subject missing-member; /time missing-member; /data missing-member
        """)]
    public void Tells_where_a_text_is_no_event(string json, string expected) => Tells(expected, json);

    [Fact]
    public void Tells_of_bytes_that_are_no_text()
    {
        var json = Encoding.UTF8.GetBytes(
            Event("supervision.stay.started.v1", """{"stayId":"QQ","on":"2026-01-01"}"""));
        json[json.AsSpan().IndexOf("QQ"u8)] = 0xff;
        Tells(" malformed-json", json);
    }

    [Fact]
    public void Ends_at_what_nests_too_deep()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        var event_ = Event("supervision.stay.started.v1", deep);
        Assert.Contains(Read(Encoding.UTF8.GetBytes(event_)), refusal => refusal.Code == "too-deep");

        var typeLast = $$"""{"data":{{deep}},"type":"supervision.stay.started.v1"}""";
        Assert.Contains(Read(Encoding.UTF8.GetBytes(typeLast)), refusal => refusal.Code == "too-deep");
    }

    [Fact]
    public void Does_not_even_look_at_what_is_too_large() =>
        Tells(" too-large", Encoding.UTF8.GetBytes(Event("supervision.stay.started.v1", new string(' ', 65_536))));

    [Fact]
    public void Tells_at_most_a_hundred_faults()
    {
        var members = string.Join(",", Enumerable.Range(0, 1_000).Select(number => $"\"m{number}\":1"));
        var json = Event("supervision.stay.started.v1", "{" + members + "}");
        Assert.Equal(EventLimits.RefusalsMax, Read(Encoding.UTF8.GetBytes(json)).Length);
    }

    [Theory]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")]
    [InlineData("qqq de Vries")]
    [InlineData("qqq/de~Vries")]
    [InlineData("qqqé")]
    [InlineData("qqq-1980-01-01")]
    [InlineData("qqq\\u0020x")]
    public void Does_not_repeat_a_name_that_may_be_a_value_but_says_which_member_it_is(string name)
    {
        var refusals = Read(Encoding.UTF8.GetBytes(
            Event("supervision.stay.started.v1", $$$"""{"stayId":"s","on":"2026-01-01","{{{name}}}":{"bsn":1}}""")));
        Assert.Equal(["/data", "/data"], refusals.Select(refusal => refusal.Pointer!));
        Assert.Equal(["unknown-member", "forbidden-member"], refusals.Select(refusal => refusal.Code));
        Assert.All(refusals, refusal => Assert.EndsWith(
            " In member 3 of this object.", refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(refusals, refusal => refusal.Message.Contains("qqq", StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_id_and_source_to_256_characters()
    {
        var long_ = new string('a', 257);
        var json = $$"""{"id":"{{long_}}","source":"{{long_}}"}""";
        var refusals = Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(["too-long", "too-long"], refusals.Take(2).Select(refusal => refusal.Code));
    }

    [Fact]
    public void Looks_for_forbidden_names_in_the_data_of_an_unknown_type() =>
        Tells(
            "/type unknown-type; /data/who/voornaam forbidden-member",
            Event("supervision.nothing.v1", """{"who":{"voornaam":1}}"""));

    private static string Event(string type, string data) =>
        $$"""
        {"specversion":"1.0","type":"{{type}}","source":"urn:example:permits","id":"1","subject":"kvk:99000017",
        "time":"2026-03-02T09:30:00Z","data":{{data}}}
        """;

    private void Tells(string expected, string json) => Tells(expected, Encoding.UTF8.GetBytes(json));

    private void Tells(string expected, byte[] json)
    {
        var wanted = expected.Replace("\n", " ", StringComparison.Ordinal)
            .Split(';').Select(fault => fault.StartsWith(' ') && !fault.Contains('/')
                ? fault : fault.Trim());
        Assert.Equal(wanted, Read(json).Select(refusal => $"{refusal.Pointer} {refusal.Code}"));
    }

    private Refusal[] Read(byte[] json)
    {
        var reading = _reader.Read(json, Now);
        Assert.Null(reading.Event);
        Assert.All(reading.Refusals, refusal => Assert.False(string.IsNullOrWhiteSpace(refusal.Message)));
        return [.. reading.Refusals];
    }
}
