using System.Text;
using Supervision.Access;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Ingest;

/// <summary>What the document says of sending events.</summary>
internal static class EventOperations
{
    public const string Single = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    public const string Lines = "application/x-ndjson";
    public const string Json = "application/json";

    private static readonly string Example =
        Encoding.UTF8.GetString(EventExamples.Of(FactTypes.Find(FactTypes.NameOf<ApplicationSubmitted>())!));

    private static readonly Receipt Accepted = new(1, "urn:example:permits", "2026-000106", "accepted", "7-41");

    private const string Receipts = """
        {"line":1,"source":"urn:example:permits","id":"2026-000106","status":"accepted","position":"7-41"}
        {"summary":{"received":1,"accepted":1,"duplicates":0,"conflicts":0,"refused":0}}

        """;

    public static readonly Operation Send = new(
        "sendEvents", Tags.Events, "Send one event, a batch, or a stream of any length",
        "After a receipt an event is on the log for good. Sending it again, by the same `source` and `id`, gets the "
        + "same position; another content under the same pair is a conflict. A batch and a stream are answered by one "
        + "receipt a line, in the order sent, as commits happen, and a last line with a summary; with "
        + "`Prefer: return=minimal` only by what was not accepted, and the summary. A refusal names the place and "
        + "repeats no value.")
    {
        Access = AccessRule.People(Role.Integrator).AndServices(),
        Load = Load.Events,
        Requests =
        [
            new RequestExample(Single, "one", "One event", Example),
            new RequestExample(Json, "oneAsJson", "One event, as plain JSON", Example),
            new RequestExample(Batch, "batch", "A batch of at most 1,000 events", $"[{Example}]"),
            new RequestExample(Lines, "stream", "A stream of any length, one event a line", Example + "\n"),
        ],
        Answers =
        [
            Answer.Json(
                200, "It was accepted before: the receipt of the first time.", Accepted with { Status = "duplicate" }),
            Answer.Json(202, "It is on the log.", Accepted),
            new Answer(202, "A receipt for every event of a batch or stream, and a summary.", Lines, Receipts),
        ],
        Errors = [400, 409, 413, 415, 503],
    };
}
