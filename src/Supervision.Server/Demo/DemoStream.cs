using Supervision.Populations;

namespace Supervision.Server.Demo;

/// <summary>Streams a simulated population to a server: its history at once, then on, a few events a second.</summary>
internal sealed class DemoStream : IDisposable
{
    private static readonly TimeSpan LivePause = TimeSpan.FromMilliseconds(250);

    private readonly DirectoryInfo _folder;
    private readonly EventSender _sender;
    private readonly IEnumerator<PopulationEvent> _events;
    private readonly TimeProvider _time;
    private DemoBookmark _bookmark;
    private bool _hasNext;

    public DemoStream(DemoBookmark bookmark, DirectoryInfo folder, Uri server, TimeProvider time)
    {
        (_bookmark, _folder, _time) = (bookmark, folder, time);
        _sender = new EventSender(server);
        _events = Population.Create(bookmark.Plan).LiveEvents(0).GetEnumerator();
        _hasNext = _events.MoveNext();
        // The same seed gives the same events, so what was acknowledged before is passed over and not sent again.
        for (var known = 0L; known < bookmark.Sent && _hasNext; known++)
            _hasNext = _events.MoveNext();
    }

    /// <summary>Whether history is left that goes as fast as it can.</summary>
    public bool HasHistory => _hasNext && _events.Current.Day < _bookmark.HistoryDays;

    /// <summary>Sends what is left of the history.</summary>
    public async Task<long> SendHistory(Bar bar, CancellationToken cancellation)
    {
        while (HasHistory)
        {
            var day = _events.Current.Day;
            while (HasHistory && !_sender.IsFull)
                Take();
            await Deliver(cancellation);
            bar.Show((day + 1.0) / _bookmark.HistoryDays, _sender.Told);
        }

        bar.Show(1, _sender.Told);
        return _bookmark.Sent;
    }

    /// <summary>
    /// Goes on with a few events a second until it has caught up with the clock, then as they happen; until stopped.
    /// </summary>
    public async Task SendLive(CancellationToken cancellation)
    {
        while (_hasNext)
        {
            var wait = _events.Current.ArrivesAt - _time.GetUtcNow();
            await Task.Delay(wait > LivePause ? wait : LivePause, _time, cancellation);
            Take();
            await Deliver(cancellation);
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _sender.Dispose();
    }

    private void Take()
    {
        _sender.Add(_events.Current.Json.Span);
        _hasNext = _events.MoveNext();
    }

    private async Task Deliver(CancellationToken cancellation)
    {
        var count = _sender.Waiting;
        await _sender.Send(cancellation);
        _bookmark = _bookmark with { Sent = _bookmark.Sent + count };
        _bookmark.Save(_folder);
    }
}
