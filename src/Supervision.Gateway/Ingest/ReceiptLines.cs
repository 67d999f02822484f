using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Supervision.Access.Keys;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>Writes receipts, one JSON text a line, and counts them.</summary>
/// <param name="isMinimal">Only what was not accepted: <c>Prefer: return=minimal</c>.</param>
internal sealed class ReceiptLines(IngestCounters counters, bool isMinimal) : IDisposable
{
    private static readonly Refusal Conflict = new(
        "event-conflict", "An event with other content was accepted under this source and id; this one is not stored.");

    private static readonly Refusal ShutOut = new(
        "key-no-longer-holds",
        "The key was revoked, rotated or expired while the stream went on. Events without a receipt are not stored.");

    private readonly ArrayBufferWriter<byte> _buffer = new();

    private readonly Utf8JsonWriter _writer = new(
        Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private IngestSummary _summary;

    /// <summary>How many events came to what so far.</summary>
    public IngestSummary Summary => _summary;

    public static ProblemAnswer ConflictAnswer() => Problems.Refused(Conflict);

    public static ProblemAnswer RefusalAnswer(EventReading reading)
    {
        var status = reading.Refusals switch
        {
            [{ Code: "too-large" }] => StatusCodes.Status413PayloadTooLarge,
            [var first, ..] when KeyScope.IsOfScope(first) => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return Problems.Invalid(
            reading.Refusals.Select(refusal =>
                ProblemError.InBody(refusal.Pointer ?? "", refusal.Code, refusal.Message)),
            status);
    }

    /// <summary>The receipts of a piece; to be used before the next call.</summary>
    public ReadOnlyMemory<byte> Write(Piece piece, ReadOnlySpan<AppendOutcome> outcomes)
    {
        _buffer.ResetWrittenCount();
        var before = _summary;
        foreach (var line in piece.Lines)
        {
            _summary.Received++;
            if (line.Reading.Event is not { } good)
            {
                WriteRefused(line);
                continue;
            }

            WriteOutcome(line.Number, good.Key, outcomes[0]);
            outcomes = outcomes[1..];
        }

        counters.Count(new IngestSummary(
            _summary.Received - before.Received,
            _summary.Accepted - before.Accepted,
            _summary.Duplicates - before.Duplicates,
            _summary.Conflicts - before.Conflicts,
            _summary.Refused - before.Refused));
        return _buffer.WrittenMemory;
    }

    /// <summary>The line before the last of an answer to a sender who is not let in any more.</summary>
    public ReadOnlyMemory<byte> WriteShutOut()
    {
        _buffer.ResetWrittenCount();
        Begin();
        WriteProblem(Problems.Refused(ShutOut, StatusCodes.Status401Unauthorized).Value);
        End();
        return _buffer.WrittenMemory;
    }

    /// <summary>The last line of the answer.</summary>
    public ReadOnlyMemory<byte> WriteSummary()
    {
        _buffer.ResetWrittenCount();
        Begin();
        _writer.WriteStartObject("summary"u8);
        _writer.WriteNumber("received"u8, _summary.Received);
        _writer.WriteNumber("accepted"u8, _summary.Accepted);
        _writer.WriteNumber("duplicates"u8, _summary.Duplicates);
        _writer.WriteNumber("conflicts"u8, _summary.Conflicts);
        _writer.WriteNumber("refused"u8, _summary.Refused);
        _writer.WriteEndObject();
        End();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _writer.Dispose();

    private void WriteOutcome(long number, EventKey key, in AppendOutcome outcome)
    {
        switch (outcome.Status)
        {
            case AppendStatus.Accepted:
                _summary.Accepted++;
                break;
            case AppendStatus.Duplicate:
                _summary.Duplicates++;
                break;
            case AppendStatus.Conflict:
                _summary.Conflicts++;
                break;
        }

        var isConflict = outcome.Status == AppendStatus.Conflict;
        if (isMinimal && !isConflict)
            return;

        BeginReceipt(number, key.Source, key.EventId);
        _writer.WriteString("status"u8, Receipt.WordFor(outcome.Status));
        if (isConflict)
            WriteProblem(ConflictAnswer().Value);
        else
            WritePosition(outcome.Position);
        End();
    }

    private void WriteRefused(in Line line)
    {
        _summary.Refused++;
        foreach (var refusal in line.Reading.Refusals)
            counters.CountFault(refusal.Code);

        BeginReceipt(line.Number, line.Reading.Source, line.Reading.Id);
        _writer.WriteString("status"u8, "refused"u8);
        WriteProblem(RefusalAnswer(line.Reading).Value with
        {
            Title = KeyScope.IsOfScope(line.Reading.Refusals[0])
                ? "The key is not for this event."
                : "The event is not valid.",
            Detail = "Every error of this event is listed; it is not stored. Other lines have answers of their own.",
        });
        End();
    }

    private void BeginReceipt(long number, string? source, string? id)
    {
        Begin();
        _writer.WriteNumber("line"u8, number);
        if (source is not null)
            _writer.WriteString("source"u8, source);
        if (id is not null)
            _writer.WriteString("id"u8, id);
    }

    private void WritePosition(LogPosition position)
    {
        Span<char> token = stackalloc char[40];
        position.Partition.TryFormat(token, out var length);
        token[length++] = '-';
        position.Offset.TryFormat(token[length..], out var digits);
        _writer.WriteString("position"u8, token[..(length + digits)]);
    }

    private void WriteProblem(Problem problem)
    {
        _writer.WritePropertyName("problem"u8);
        JsonSerializer.Serialize(_writer, problem, GatewayJson.Default.Problem);
    }

    private void Begin()
    {
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
    }

    private void End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }
}
