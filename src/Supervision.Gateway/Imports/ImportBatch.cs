using Supervision.Log;

namespace Supervision.Gateway.Imports;

/// <summary>Rows that were read one after the other, and what became of each; they become durable together.</summary>
internal sealed class ImportBatch
{
    /// <summary>Many enough to share a commit, few enough to repeat after a crash.</summary>
    private const int EventsFull = 2_000;

    /// <summary>Rows after which progress is kept, though few of them became events.</summary>
    private const int RowsFull = 20_000;

    private readonly List<(long Row, NewEvent Event)> _events = new(EventsFull + 16);
    private readonly List<(long Row, Reject Reject)> _rejects = [];
    private readonly List<string> _skips = [];
    private long _rows;

    public IReadOnlyList<(long Row, NewEvent Event)> Events => _events;

    public IReadOnlyList<(long Row, Reject Reject)> Rejects => _rejects;

    public long LastRow { get; private set; }

    public bool IsFull => _events.Count >= EventsFull || _rows >= RowsFull;

    public void Take(long row, IEnumerable<NewEvent> events)
    {
        See(row);
        _events.AddRange(events.Select(read => (row, read)));
    }

    public void Reject(long row, Reject reject)
    {
        See(row);
        _rejects.Add((row, reject));
    }

    public void Skip(long row, string reason)
    {
        See(row);
        _skips.Add(reason);
    }

    /// <summary>The state with the rows of this batch counted; what the log says of the events comes later.</summary>
    public ImportState AddTo(ImportState state)
    {
        state = state with { Rows = state.Rows + _rows };
        foreach (var (_, reject) in _rejects)
            state = state.Rejecting(reject.Code);
        foreach (var reason in _skips)
            state = state.Skipping(reason);

        return state;
    }

    private void See(long row)
    {
        _rows++;
        LastRow = row;
    }
}
