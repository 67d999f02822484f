using Supervision.Events;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>Some lines of a stream in a row, or a whole batch: the good events go to the log together.</summary>
internal sealed class Piece
{
    private readonly List<NewEvent> _events = [];
    private readonly List<Line> _lines = [];

    public IReadOnlyList<NewEvent> Events => _events;

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>What the log answers, for each of the events.</summary>
    public Task<ReadOnlyMemory<AppendOutcome>> Outcome { get; set; } =
        Task.FromResult(ReadOnlyMemory<AppendOutcome>.Empty);

    public void Add(long number, in EventReading reading)
    {
        _lines.Add(new Line(number, reading));
        if (reading.Event is { } good)
            _events.Add(good);
    }
}

/// <summary>One event as it came in: its number, counted from 1, and what came of reading it.</summary>
internal readonly record struct Line(long Number, EventReading Reading);
