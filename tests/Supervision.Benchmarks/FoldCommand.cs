using System.Buffers;
using System.CommandLine;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Benchmarks;

/// <summary>Measures the pure layer on one core: fold, assessment, room; does a long history cost more.</summary>
internal static class FoldCommand
{
    private const int EventsEach = 100;
    private const int Chunk = 50;
    private static readonly DateTimeOffset Today = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 2_000 };
        var events = new Option<int>("--long") { DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("fold", "Fold and assess in memory: events per second on one core, bytes, growth.")
        {
            referents, events,
        };
        command.SetAction(parsed => Run(parsed.GetValue(referents), parsed.GetValue(events)));
        return command;
    }

    /// <summary>The fold alone, in events a second of the processor: the second of two rounds.</summary>
    public static double Pure(int referents)
    {
        var histories = Enumerable.Range(1, referents).Select(seed => FoldHistory.Of(seed, EventsEach, 700)).ToArray();
        var rate = 0.0;
        for (var round = 0; round < 2; round++)
        {
            var started = Spent();
            foreach (var history in histories)
                Fold(history);
            rate = referents * EventsEach / (Spent() - started).TotalSeconds;
        }

        return rate;
    }

    private static void Run(int referents, int longCount)
    {
        var histories = Enumerable.Range(1, referents).Select(seed => FoldHistory.Of(seed, EventsEach, 700)).ToArray();
        for (var round = 0; round < 3; round++)
        {
            Measure("fold only", histories, _ => { });
            Measure("live: assess after each event", histories, null);
            Measure($"backfill: assess as of today after each {Chunk}", histories, fold =>
            {
                if (fold.Offset % Chunk == 0)
                    Scoring.Assess(fold, RiskModels.Example, Today);
            });
        }

        MeasureRoom(histories);
        MeasureLong(longCount);
    }

    private static void Measure(string what, RecordedFact[][] histories, Action<ReferentFold>? after)
    {
        var model = RiskModels.Example;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Spent();
        var count = 0;
        foreach (var history in histories)
        {
            var fold = new ReferentFold(ReferentId.Parse("kvk:99000001"));
            foreach (var fact in history)
            {
                fold.Fold(fact, PriorFacts.None);
                if (after is null)
                    Scoring.Assess(fold, model, fact.Time);
                else
                    after(fold);
            }

            count += history.Length;
        }

        var seconds = (Spent() - started).TotalSeconds;
        Say($"{what}: {count / seconds:N0} events/s, "
            + $"{(GC.GetAllocatedBytesForCurrentThread() - allocated) / count:N0} bytes allocated an event");
    }

    private static void MeasureRoom(RecordedFact[][] histories)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var folds = histories.Select(Fold).ToArray();
        var room = GC.GetTotalMemory(forceFullCollection: true) - before;
        var snapshots = folds.Select(Snapshot).ToArray();
        before = GC.GetTotalMemory(forceFullCollection: true);
        var read = snapshots.Select(bytes => ReferentFold.Read(ReferentId.Parse("kvk:99000001"), bytes)).ToArray();
        var readRoom = GC.GetTotalMemory(forceFullCollection: true) - before;
        Say($"{EventsEach} mixed events: {room / folds.Length:N0} bytes in memory, {readRoom / read.Length:N0} after a "
            + $"snapshot, which has {snapshots.Average(bytes => bytes.Length):N0} bytes");
        GC.KeepAlive(folds);
        GC.KeepAlive(read);
    }

    private static void MeasureLong(int longCount)
    {
        foreach (var count in new[] { EventsEach, 10_000, longCount })
        {
            var history = FoldHistory.Of(7, count, 2000);
            var started = Spent();
            var fold = Fold(history);
            var folding = Spent() - started;
            var points = 0L;
            const int Rounds = 20_000;
            started = Spent();
            for (var i = 0; i < Rounds; i++)
                points += Scoring.Assess(fold, RiskModels.Example, Today).Points;

            var assessing = (Spent() - started) / Rounds;
            started = Spent();
            Scoring.Score(fold, RiskModels.Example, Today);
            started = Spent();
            var score = Scoring.Score(fold, RiskModels.Example, Today);
            Say($"{count:N0} events of one referent: {count / folding.TotalSeconds:N0} events/s folded, an assessment "
                + $"{assessing.TotalMicroseconds:N2} µs, "
                + $"a score {(Spent() - started).TotalMilliseconds:N2} ms, snapshot "
                + $"{Snapshot(fold).Length:N0} bytes ({score.Points} points, sum {points})");
        }
    }

    private static ReferentFold Fold(RecordedFact[] history)
    {
        var fold = new ReferentFold(ReferentId.Parse("kvk:99000001"));
        foreach (var fact in history)
            fold.Fold(fact, PriorFacts.None);

        return fold;
    }

    private static byte[] Snapshot(ReferentFold fold)
    {
        var output = new ArrayBufferWriter<byte>();
        fold.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private static void Say(string text) => Console.WriteLine(text);

    /// <summary>Time of the processor, not of the clock: neighbours do not count.</summary>
    private static TimeSpan Spent() => Environment.CpuUsage.TotalTime;
}
