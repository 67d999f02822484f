using System.Diagnostics.Metrics;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Grains.Webhooks;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Observation;

/// <summary>
/// What the grains of this silo count and time, in the one meter of the system. Labels are words of closed lists and
/// numbers of partitions, never ids or values.
/// </summary>
internal sealed class GrainInstruments
{
    private static readonly double[] VisibleBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Counter<long> _activations;
    private readonly Counter<long> _catchUpReads;
    private readonly Counter<long> _catchUpEvents;
    private readonly Counter<long> _holes;
    private readonly Histogram<double> _visible;
    private readonly Counter<long> _snapshots;
    private readonly Histogram<double> _flushes;
    private readonly Counter<long> _levels;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _held;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _deliveries;

    public GrainInstruments(IMeterFactory meters, PartitionProgress progress, WebhookBoard webhooks)
    {
        var meter = meters.Create("Supervision");
        _activations = meter.CreateCounter<long>(
            "supervision.referent.activations", "{activation}", "Referents made active, by what they began from.");
        _catchUpReads = meter.CreateCounter<long>(
            "supervision.catchup.reads", "{read}", "Looks at the log beside the stream, by who looked.");
        _catchUpEvents = meter.CreateCounter<long>(
            "supervision.catchup.events", "{event}", "Events read from the log beside the stream, by who read.");
        _holes = meter.CreateCounter<long>(
            "supervision.partition.holes", "{hole}", "Holes in the stream of a partition that the log filled.");
        _visible = meter.CreateHistogram(
            "supervision.accept_to_visible", "s", "From a commit until its events are in the risk of their referents.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = VisibleBounds });
        _snapshots = meter.CreateCounter<long>(
            "supervision.snapshot.writes", "{snapshot}", "Referents given to the store.");
        _flushes = meter.CreateHistogram<double>(
            "supervision.snapshot.flush_duration", "s", "How long storing a slice of referents took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = VisibleBounds });
        _levels = meter.CreateCounter<long>(
            "supervision.level.changes", "{change}", "Level changes stored, by level before and after.");
        _quarantined = meter.CreateCounter<long>(
            "supervision.quarantine.events", "{event}", "Events that could not be folded, by code.");
        _opened = meter.CreateCounter<long>(
            "supervision.escalation.opened", "{escalation}", "Escalations opened, by ground.");
        _held = meter.CreateCounter<long>(
            "supervision.escalation.held", "{escalation}", "Escalations held back by the harm limiter.");
        _closed = meter.CreateCounter<long>(
            "supervision.escalation.closed", "{escalation}", "Escalations closed, by outcome.");
        meter.CreateObservableGauge(
            "supervision.partition.lag", () => progress.Lag(reached => reached.Delivered), "{event}",
            "Events on the log that have not reached their referents, by partition.");
        meter.CreateObservableGauge(
            "supervision.readmodel.lag", () => progress.Lag(reached => reached.Stored), "{event}",
            "Events on the log whose effect is not in the stored lists yet, by partition.");
        _deliveries = meter.CreateCounter<long>(
            "supervision.webhook.deliveries", "{delivery}", "Messages to subscribers, by what came of them.");
        meter.CreateObservableGauge(
            "supervision.webhook.lag", webhooks.Lag, "s",
            "How long the oldest message waits that is still to arrive at a subscriber.");
        meter.CreateObservableGauge(
            "supervision.webhook.dead", () => webhooks.Dead, "{message}",
            "Messages to subscribers that were given up and not sent again.");
    }

    public void Activated(string from) => _activations.Add(1, Label("from", from));

    public void CaughtUp(string by, int events)
    {
        _catchUpReads.Add(1, Label("by", by));
        if (events > 0)
            _catchUpEvents.Add(events, Label("by", by));
    }

    public void Hole() => _holes.Add(1);

    /// <param name="acceptedAt">When the commit was that brought the events.</param>
    public void Visible(DateTimeOffset acceptedAt, DateTimeOffset now) =>
        _visible.Record(Math.Max(0, (now - acceptedAt).TotalSeconds));

    public void Stored(IReadOnlyCollection<ReferentFlush> flushes, TimeSpan took)
    {
        _snapshots.Add(flushes.Count);
        _flushes.Record(took.TotalSeconds);
        foreach (var flush in flushes)
        {
            foreach (var change in flush.Changes)
                _levels.Add(
                    1,
                    Label("from", ClosedList<RiskLevel>.WordFor(change.From)),
                    Label("to", ClosedList<RiskLevel>.WordFor(change.To)));
            foreach (var item in flush.Quarantined)
                _quarantined.Add(1, Label("code", QuarantineCodes.All.Contains(item.Code) ? item.Code : "other"));
        }
    }

    public void Held() => _held.Add(1);

    public void Recorded(EscalationFact fact)
    {
        switch (fact)
        {
            case EscalationOpened opened:
                _opened.Add(1, Label("ground", ClosedList<EscalationGround>.WordFor(opened.Ground)));
                break;
            case EscalationClosed closed:
                _closed.Add(1, Label("outcome", ClosedList<EscalationOutcome>.WordFor(closed.Outcome)));
                break;
        }
    }

    /// <param name="outcome">One of <c>delivered</c>, <c>failed</c>, <c>dead</c> and <c>erased</c>.</param>
    public void Told(string outcome) => _deliveries.Add(1, Label("outcome", outcome));

    private static KeyValuePair<string, object?> Label(string name, string word) => new(name, word);
}
