using System.Text;

namespace Supervision.Gateway.Tests;

/// <summary>
/// A hostile or malformed request, and what must come of it. <c>SECRET</c> stands wherever a value is wrong or does not
/// belong: it may not come back.
/// </summary>
/// <param name="Places">Texts that the answer must hold: where it is wrong, and the code.</param>
public sealed record BadInput(string Name, string ContentType, string Body, int Status, params string[] Places)
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/v1/events";

    /// <summary>How many good events are among it.</summary>
    public int Stored { get; init; }

    /// <summary>Sent without Content-Length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The bytes, when they are no text.</summary>
    public byte[]? Bytes { get; init; }

    public override string ToString() => Name;
}

/// <summary>The table of bad input.</summary>
internal static class BadInputs
{
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const string Lines = "application/x-ndjson";
    private const string Stay = """{"stayId":"s-1","on":"2026-03-02"}""";

    public static IEnumerable<BadInput> All =>
        [.. NoEvent, .. AroundTheData, .. InTheData, .. Forbidden, .. Batches, .. Streams, .. Questions];

    private static BadInput[] NoEvent =>
    [
        new("empty body", One, "", 400, "malformed-json"),
        new("white space only", One, " \n ", 400, "malformed-json"),
        new("an empty object", One, "{}", 400, "/specversion", "/type", "/source", "/id", "/subject", "/time", "/data"),
        new("null", One, "null", 400, "wrong-type"),
        new("a number", One, "42", 400, "wrong-type"),
        new("an array where one event is expected", One, $"[{Good("a")}]", 400, "wrong-type"),
        new("two events where one is expected", One, Good("a") + Good("b"), 400, "malformed-json"),
        new("a truncated event", One, Good("a")[..^20], 400, "malformed-json"),
        new("a trailing comma", One, Good("a")[..^1] + ",}", 400, "malformed-json"),
        new("a comment", One, "/*SECRET*/" + Good("a"), 400, "malformed-json"),
        new("single quotes", One, "{'type':'SECRET'}", 400, "malformed-json"),
        new("XML", One, "<event>SECRET</event>", 400, "malformed-json"),
        new("bad UTF-8", One, "", 400, "malformed-json") { Bytes = [.. "{\"id\":\"SECRET"u8, 0xff, 0xfe, .. "\"}"u8] },
        new("overlong UTF-8", One, "", 400, "malformed-json") { Bytes = [.. "{\"id\":\""u8, 0xc0, 0x80, .. "\"}"u8] },
        new("a byte order mark", One, "", 400, "malformed-json") { Bytes = [0xef, 0xbb, 0xbf, .. "{}"u8] },
        new("UTF-16", One, "", 400, "malformed-json") { Bytes = Encoding.Unicode.GetBytes(Good("a")) },
        new("nesting of 100,000", One, new string('[', 30_000) + new string(']', 30_000), 400, "too-deep"),
        new("deep nesting in data", One, Event("a", Nested(5_000)), 400, "too-deep"),
        new("64 KiB and one byte", One, Good("a").PadRight(65_537), 413, "too-large"),
        new("29 MB where one event is expected", One, Good("a").PadRight(29_000_000), 413, "too-large"),
        new("29 MB without length", One, Good("a").PadRight(29_000_000), 413, "too-large") { IsChunked = true },
        new("a bad event without length", One, Event("a", "{}"), 400, "/data/stayId") { IsChunked = true },
        new("no media type", "", Good("a"), 415, "unsupported-media-type"),
        new("another media type", "text/csv", Good("a"), 415, "unsupported-media-type"),
        new("another character set", One + "; charset=utf-16", Good("a"), 415, "unsupported-media-type"),
        new("a form", "application/x-www-form-urlencoded", "a=SECRET", 415, "unsupported-media-type"),
    ];

    private static BadInput[] AroundTheData =>
    [
        new("an unknown type", One, With("type", "\"SECRET\""), 400, "/type", "unknown-type"),
        new("a type that is ours", One, With("type", "\"supervision.escalation.concluded.v1\""), 400, "reserved-type"),
        new("another specversion", One, With("specversion", "\"SECRET\""), 400, "/specversion", "not-in-list"),
        new("an id that is a number", One, With("id", "7777777"), 400, "/id", "wrong-type"),
        new("an id of 300 characters", One, With("id", Quoted(new string('S', 300))), 400, "/id", "too-long"),
        new("an id with a null character", One, With("id", "\"SECRET\\u0000\""), 400, "/id", "control-character"),
        new("an id with half a character", One, With("id", "\"SECRET\\ud83d\""), 400, "/id", "lone-surrogate"),
        new("a source with a space", One, With("source", "\"SECRET x\""), 400, "/source", "invalid-source"),
        new("no subject", One, With("subject", "null"), 400, "/subject"),
        new("a subject in capitals", One, With("subject", "\"SECRET:1\""), 400, "/subject", "invalid-subject"),
        new("a subject of ours", One, With("subject", "\"escalation:x\""), 400, "/subject", "invalid-subject"),
        new("the year 9999", One, With("time", "\"9999-12-31T23:59:59Z\""), 400, "/time", "time-in-future"),
        new("the year 10000", One, With("time", "\"10000-01-01T00:00:00Z\""), 400, "/time", "wrong-form"),
        new("the year 1", One, With("time", "\"0001-01-01T00:00:00+14:00\""), 400, "/time", "time-too-early"),
        new("a time without offset", One, With("time", "\"2026-03-02T09:30:00\""), 400, "/time", "wrong-form"),
        new("the 30th of February", One, With("time", "\"2026-02-30T09:30:00Z\""), 400, "/time", "wrong-form"),
        new("a time that is a number", One, With("time", "1767225600"), 400, "/time", "wrong-type"),
        new("data in base 64", One, With("data_base64", "\"SECRET\""), 400, "/data_base64", "unknown-member"),
        new("a member of the server", One, With("recordedat", "\"SECRET\""), 400, "/recordedat", "unknown-member"),
        new("a member twice", One, "{\"id\":\"a\"," + Good("b")[1..], 400, "/id", "duplicate-member"),
        new("another content type", One, With("datacontenttype", "\"SECRET\""), 400, "/datacontenttype"),
        new("another schema", One, With("dataschema", "\"https://SECRET\""), 400, "/dataschema"),
    ];

    private static BadInput[] InTheData =>
    [
        new("data that is a text", One, Event("a", "\"SECRET\""), 400, "/data", "wrong-type"),
        new("data that is null", One, Event("a", "null"), 400, "/data", "wrong-type"),
        new(
            "a date in the year 9999", One, Event("a", """{"stayId":"s","on":"9999-12-31"}"""),
            400, "/data/on", "range"),
        new(
            "a control character", One, Event("a", """{"stayId":"SECRET\u0007","on":"2026-03-02"}"""),
            400, "/data/stayId"),
        new("an empty id", One, Event("a", """{"stayId":"","on":"2026-03-02"}"""), 400, "/data/stayId", "too-short"),
        new(
            "an unknown word", One, Event("a", Stay[..^1] + ",\"reason\":\"SECRET\"}"),
            400, "/data/reason", "not-in-list"),
        new(
            "a word in capitals", One, Event("a", Stay[..^1] + ",\"reason\":\"OTHER\"}"),
            400, "/data/reason", "not-in-list"),
        new("a word as a number", One, Event("a", Stay[..^1] + ",\"reason\":0}"), 400, "/data/reason", "wrong-type"),
        new("an amount of the wrong type", One, Paid("\"SECRET\""), 400, "/data/paidCents", "wrong-type"),
        new("an amount that is an object", One, Paid("{\"eur\":\"SECRET\"}"), 400, "/data/paidCents", "wrong-type"),
        new("an amount below zero", One, Paid("-7777777"), 400, "/data/paidCents", "out-of-range"),
        new("an amount of 1e400", One, Paid("1e400"), 400, "/data/paidCents"),
        new("an amount of forty digits", One, Paid(new string('7', 40)), 400, "/data/paidCents", "out-of-range"),
        new("an amount with a fraction", One, Paid("7777777.5"), 400, "/data/paidCents", "wrong-type"),
        new("an amount that is no number", One, Paid("NaN"), 400, "malformed-json"),
        new("an amount in hexadecimal", One, Paid("0x7777"), 400, "malformed-json"),
        new(
            "every fault together", One,
            """{"type":"supervision.stay.started.v1","id":7,"time":"SECRET","data":{}}""",
            400, "/id", "/time", "/subject", "/source", "/data/stayId", "/data/on"),
        new("a thousand unknown members", One, Event("a", Members(1_000)), 400, "/data/m0", "unknown-member"),
        new("a correction that corrects nothing", One, Correction("""{"x":"SECRET"}"""), 400, "/data/data/x"),
        new("a correction of a correction", One, Correction("""{"ofSource":"SECRET"}"""), 400, "/data/data/ofSource"),
    ];

    private static BadInput[] Forbidden =>
    [
        new("a nationality", One, Event("a", Extra("nationality")), 400, "/data/nationality", "forbidden-member"),
        new("a place of birth", One, Event("a", Extra("placeOfBirth")), 400, "/data/placeOfBirth", "forbidden-member"),
        new(
            "a country of birth in Dutch", One, Event("a", Extra("geboorteland")),
            400, "geboorteland", "forbidden-member"),
        new("a citizen number", One, Event("a", Extra("BSN")), 400, "/data/BSN", "forbidden-member"),
        new("a name", One, Event("a", Extra("first_name")), 400, "/data/first_name", "forbidden-member"),
        new("a religion around the data", One, With("religion", "\"SECRET\""), 400, "/religion", "forbidden-member"),
        new(
            "an ethnicity nested three deep", One,
            Event("a", Stay[..^1] + ""","extra":{"more":[{"person":{"ethnicity":"SECRET"}}]}}"""),
            400, "/data/extra/more/0/person/ethnicity", "forbidden-member"),
        new(
            "a nationality in a correction", One, Correction(Extra("nationality")),
            400, "/data/data/nationality", "forbidden-member"),
        new(
            "a value as the name of a member", One, Event("a", Extra(string.Concat(Enumerable.Repeat("SECRET", 20)))),
            400, "In member 3 of this object.", "unknown-member"),
        new(
            "a person as the name of a member", One, Event("a", Extra("SECRET de Vries")),
            400, "In member 3 of this object.", "unknown-member"),
        new(
            "a number as the name of a member", One, Event("a", Extra("123456782")),
            400, "In member 3 of this object.", "unknown-member"),
        new(
            "a forbidden member under a member that is not to be named", One,
            Event("a", Stay[..^1] + ""","SECRET~/ é":{"more":[{"ethnicity":"x"}]}}"""),
            400, "In member 3 of this object.", "forbidden-member"),
    ];

    private static BadInput[] Batches =>
    [
        new("a batch that is one event", Batch, Good("a"), 400, "wrong-type"),
        new("a batch that ends too soon", Batch, $"[{Good("a")},{Good("b")}", 400, "malformed-json"),
        new("a batch with something after it", Batch, $"[{Good("a")}]SECRET", 400, "malformed-json"),
        new("a batch of 1,001", Batch, "[" + string.Join(',', Enumerable.Repeat("{}", 1_001)) + "]", 413, "too-long"),
        new("a batch of 9 MB", Batch, "[" + new string(' ', 9_000_000) + "]", 413, "too-large"),
        new(
            "a null character among good events of a batch", Batch,
            $$"""[{{Good("n1")}},{{Event("n2", """{"stayId":"SECRET\u0000","on":"2026-03-02"}""")}},{{Good("n3")}}]""",
            202, "\"line\":2", "/data/stayId", "control-character", "\"accepted\":2,") { Stored = 2 },
        new(
            "the same id three times", Batch, $"[{Good("t")},{Good("t")},{Event("t", Stay.Replace("s-1", "SECRET"))}]",
            202, "\"accepted\":1,\"duplicates\":1,\"conflicts\":1") { Stored = 1 },
        new("no events but nonsense", Batch, "[null,7,\"SECRET\",[],{}]", 202, "\"refused\":5", "\"line\":5"),
        new("an event too deep in a batch", Batch, "[" + Nested(50_000) + "]", 202, "too-", "\"refused\":1"),
    ];

    private static BadInput[] Streams =>
    [
        new(
            "a broken line in a stream", Lines, Good("l1") + "\n{\"SECRET\n" + Good("l2") + "\n",
            202, "\"line\":2", "malformed-json", "\"accepted\":2") { Stored = 2 },
        new(
            "a stream that is cut within its last event", Lines, Good("c1") + "\n" + Good("c2")[..^9],
            202, "\"line\":2", "malformed-json", "\"accepted\":1") { Stored = 1 },
        new("an empty stream", Lines, "", 202, "\"received\":0"),
        new("a stream of empty lines", Lines, new string('\n', 1_000), 202, "\"received\":0"),
        new(
            "a line of 70,000 bytes", Lines, Good("w1").PadRight(70_000) + "\n" + Good("w2"),
            202, "\"line\":1", "too-large", "\"accepted\":1") { Stored = 1 },
        new(
            "bad UTF-8 in a stream", Lines, "", 202, "\"line\":1", "malformed-json", "\"accepted\":1")
        {
            Bytes = [.. "SECRET"u8, 0xff, (byte)'\n', .. Encoding.UTF8.GetBytes(Good("u1"))],
            Stored = 1,
            IsChunked = true,
        },
        new("null characters", Lines, "\0\0\0\n\0", 202, "\"refused\":2"),
        new("a batch as a stream", Lines, $"[{Good("a")}]", 202, "wrong-type", "\"refused\":1"),
    ];

    private static BadInput[] Questions =>
    [
        Get("/v1/event-types/SECRET", 404, "not-found"),
        Get("/v1/event-types?type=SECRET", 400, "\"type\"", "unknown-key"),
        Get("/v1/event-types/", 404, "not-found"),
        Get("/v1/referents?colour=SECRET", 400, "\"colour\"", "unknown-key"),
        Get("/v1/referents?pageSize=0", 400, "pageSize", "out-of-range"),
        Get("/v1/referents?pageSize=501", 400, "pageSize", "out-of-range"),
        Get("/v1/referents?pageSize=SECRET", 400, "pageSize"),
        Get("/v1/referents?pageSize=99999999999999999999", 400, "pageSize"),
        Get("/v1/referents?pageSize=1&pageSize=2", 400, "pageSize", "repeated-key"),
        Get("/v1/referents?cursor=SECRET", 400, "cursor", "malformed-cursor"),
        Get("/v1/referents?cursor=" + new string('A', 500), 400, "cursor", "malformed-cursor"),
        Get("/v1/referents?level=SECRET&sort=SECRET&purpose=SECRET", 400, "level", "sort", "purpose"),
        Get("/v1/referents?changedSince=SECRET", 400, "changedSince", "malformed-instant"),
        Get("/v1/referents/SECRET", 400, "malformed-id"),
        Get("/v1/referents/kvk:99000017/risk?asOf=9999-12-31T00:00:00Z", 400, "asOf"),
        Get("/v1/referents/kvk:99000017/risk?atLeast=SECRET", 400, "atLeast", "malformed-position"),
        Get("/v1/referents/kvk:99000017/events?cursor=SECRET", 400, "cursor", "malformed-cursor"),
        Get("/v1/risk-changes?after=SECRET", 400, "after"),
        Get("/v1/nothing/SECRET", 404, "not-found"),
        Get("/v1/selections?state=SECRET", 400, "\"state\"", "unknown-key"),
        Get("/v1/selections?cursor=SECRET", 400, "cursor", "malformed-cursor"),
        Get("/v1/selections/SECRET", 404, "not-found"),
        new(
            "a plan of checks that is none", "application/json",
            """
            {"from":"SECRET","until":7,"capacity":0,"shares":{"risk":-1,"chance":"SECRET"},"strata":"SECRET"}
            """,
            400, "/from", "/until", "/capacity", "/shares/risk", "/shares/random", "/strata", "/reason",
            "unknown-member")
        {
            Path = "/v1/selections",
        },
        new(
            "a lower bound that is no number", "application/json", """{"percent":"SECRET","reason":" "}""", 400,
            "/percent", "/reason")
        {
            Path = "/v1/selections/random-floor",
        },
        new("an unknown query key with good events", One, Good("a"), 400, "dryRun", "unknown-key")
        {
            Path = "/v1/events?dryRun=SECRET",
        },
        new("a method that there is not", One, Good("a"), 405, "method-not-allowed") { Method = "PUT" },
    ];

    /// <summary>An event that is accepted.</summary>
    public static string Good(string id) => Event(id, Stay);

    private static BadInput Get(string path, int status, params string[] places) =>
        new("GET " + path[..Math.Min(path.Length, 80)], "", "", status, places) { Method = "GET", Path = path };

    private static string Event(string id, string data) => With("id", Quoted("bad-input-" + id), data: data);

    private static string Extra(string member) => Stay[..^1] + $",\"{member}\":\"SECRET\"}}";

    private static string Paid(string amount) => With(
        "type", "\"supervision.payroll.observed.v1\"",
        data: $$"""{"stayId":"s","month":"2026-03","paidCents":{{amount}}}""");

    private static string Correction(string data) => With(
        "type", "\"supervision.fact.corrected.v1\"",
        data: $$"""{"ofSource":"s","ofId":"1","reason":"wrong-value","data":{{data}}}""");

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "\"SECRET\"" + new string('}', depth);

    private static string Members(int count) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(number => $"\"m{number}\":\"SECRET\"")) + "}";

    private static string Quoted(string text) => $"\"{text}\"";

    private static string With(string member, string value, string data = Stay)
    {
        var members = new Dictionary<string, string>
        {
            ["specversion"] = "\"1.0\"",
            ["type"] = "\"supervision.stay.started.v1\"",
            ["source"] = "\"urn:example:permits\"",
            ["id"] = "\"bad-input\"",
            ["subject"] = "\"kvk:99000017\"",
            ["time"] = "\"2026-03-02T09:30:00Z\"",
            [member] = value,
            ["data"] = data,
        };
        return "{" + string.Join(',', members.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }
}
