using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>What became of the events that came in since the start, for people and for meters.</summary>
public sealed class IngestCounters
{
    private readonly Counter<long> _events;
    private readonly Counter<long> _refusals;
    private readonly Histogram<int> _commitSizes;
    private readonly Histogram<double> _commitDurations;
    private readonly Counter<long> _commitFailures;
    private readonly Counter<long> _turnedAway;

    public IngestCounters(IMeterFactory meters)
    {
        var meter = meters.Create("Supervision");
        _events = meter.CreateCounter<long>("supervision.ingest.events", "{event}", "Events received, by outcome.");
        _refusals = meter.CreateCounter<long>("supervision.ingest.refusals", "{fault}", "Faults of events, by code.");
        _commitSizes = meter.CreateHistogram(
            "supervision.ingest.commit_size", "{event}", "Events in a commit.",
            advice: new InstrumentAdvice<int>
            {
                HistogramBucketBoundaries = [1, 2, 5, 10, 50, 100, 500, 1_000, 4_000],
            });
        _commitDurations = meter.CreateHistogram(
            "supervision.ingest.commit_duration", "s", "How long a commit took, from its turn until it was durable.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
        _commitFailures = meter.CreateCounter<long>(
            "supervision.ingest.commit_failures", "{commit}", "Commits that failed; none of their events is stored.");
        _turnedAway = meter.CreateCounter<long>(
            "supervision.ingest.turned_away", "{request}", "Requests turned away because too much waits already.");
    }

    internal void Count(in IngestSummary outcome)
    {
        Add(outcome.Accepted, "accepted");
        Add(outcome.Duplicates, "duplicate");
        Add(outcome.Conflicts, "conflict");
        Add(outcome.Refused, "refused");
    }

    internal void Count(AppendStatus single) => Count(single switch
    {
        AppendStatus.Accepted => new IngestSummary(1, 1, 0, 0, 0),
        AppendStatus.Duplicate => new IngestSummary(1, 0, 1, 0, 0),
        _ => new IngestSummary(1, 0, 0, 1, 0),
    });

    internal void CountRefused(ImmutableArray<Refusal> faults)
    {
        Count(new IngestSummary(1, 0, 0, 0, 1));
        foreach (var fault in faults)
            CountFault(fault.Code);
    }

    internal void CountFault(string code) => _refusals.Add(
        1, new KeyValuePair<string, object?>("code", RefusalCodes.All.Contains(code) ? code : RefusalCodes.Other));

    internal void CountCommit(int size, TimeSpan took)
    {
        _commitSizes.Record(size);
        _commitDurations.Record(took.TotalSeconds);
    }

    internal void CountFailedCommit() => _commitFailures.Add(1);

    internal void CountTurnedAway() => _turnedAway.Add(1);

    private void Add(long count, string outcome)
    {
        if (count == 0)
            return;

        _events.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}

/// <summary>The last line of an answer: how many events came to what.</summary>
public record struct IngestSummary(long Received, long Accepted, long Duplicates, long Conflicts, long Refused);
