using Supervision.Events;
using Supervision.Features;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>Some lines of a stream in a row, or a whole batch: the good events go to the log together.</summary>
internal sealed class Piece
{
    private readonly List<NewEvent> _events = [];
    private readonly List<Line> _lines = [];
    private HashSet<EventKey>? _corrections;

    private static readonly Refusal AboutCorrection = new(
        QuarantineCodes.TargetIsCorrection,
        "Is a correction or retraction itself. Send another one about the event itself: the last one holds.",
        "/data/ofId");

    public IReadOnlyList<NewEvent> Events => _events;

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>What the log answers, for each of the events.</summary>
    public Task<ReadOnlyMemory<AppendOutcome>> Outcome { get; set; } =
        Task.FromResult(ReadOnlyMemory<AppendOutcome>.Empty);

    public void Add(long number, in EventReading reading)
    {
        if (reading.Event is { Target: { } target } correction && IsAboutCorrection(correction, target))
        {
            _lines.Add(new Line(number, reading with { Event = null, Refusals = [AboutCorrection] }));
            return;
        }

        _lines.Add(new Line(number, reading));
        if (reading.Event is { } good)
            _events.Add(good);
    }

    /// <summary>Whether the event it is about came in with it, and is a correction itself.</summary>
    private bool IsAboutCorrection(NewEvent correction, EventKey target)
    {
        if (_corrections is not null && _corrections.Contains(target))
            return true;

        (_corrections ??= []).Add(correction.Key);
        return false;
    }
}

/// <summary>One event as it came in: its number, counted from 1, and what came of reading it.</summary>
internal readonly record struct Line(long Number, EventReading Reading);
