using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Contracts.Shadows;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Benchmarks.Shadows;

/// <summary>The same referents and kinds of events in turn with no shadow and with some, in one run.</summary>
internal static class ShadowCost
{
    private const int BatchSize = 500;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly int[] Shadows = [0, 1, 4, 8];

    public static async Task<int> Run(int events, int referents, int rounds, CancellationToken cancellation)
    {
        var log = new MemoryEventLog(ShadowHost.PartitionCount, TimeProvider.System);
        await using var host = await ShadowHost.Start(
            log, TimeProvider.System, new RiskModelInUse(RiskModels.Example), cancellation);
        var sent = 0;
        await Round(events); // Every referent active, every path compiled.
        var spent = Shadows.ToDictionary(count => count, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var count in Shadows)
            {
                host.InUse = new RiskModelInUse(RiskModels.Example) { Shadows = Versions(count) };
                await Whole(host, cancellation);
                var (rate, micros) = await Round(events);
                spent[count].Add(micros);
                Print($"{count} shadows: {rate:N0} events/s, {micros:N2} µs of the processor an event");
            }
        }

        var none = spent[0].Order().ElementAt(rounds / 2);
        foreach (var count in Shadows)
            Print($"{count} shadows: median {spent[count].Order().ElementAt(rounds / 2):N2} µs an event, "
                + $"{spent[count].Order().ElementAt(rounds / 2) / none:N3} of that with none");
        await Judging(host, cancellation);
        return 0;

        async Task<(double Rate, double Micros)> Round(int count)
        {
            var batches = Enumerable.Range(sent, count).Select(index => Event(index, referents))
                .Chunk(BatchSize).ToList();
            sent += count;
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            foreach (var batch in batches)
                await log.Append(batch, cancellation);
            await host.Applied(cancellation);
            var used = Environment.CpuUsage.TotalTime - before;
            return (count / clock.Elapsed.TotalSeconds, used.TotalMicroseconds / count);
        }
    }

    /// <summary>Everybody is judged by the new shadows once, from snapshots; that is not the stream.</summary>
    private static async Task Whole(ShadowHost host, CancellationToken cancellation)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        foreach (var model in host.InUse.Shadows)
        {
            for (var partition = 0; partition < ShadowHost.PartitionCount; partition++)
            {
                while (!(await host.Grains.Shadow(partition).Standing(model.Identity.Hash, cancellation)).IsWhole)
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            }
        }

        if (!host.InUse.Shadows.IsEmpty)
            Print($"  all counted after {clock.Elapsed.TotalSeconds:N1} s, "
                + $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:N0} ms of the processor");
    }

    private static async Task Judging(ShadowHost host, CancellationToken cancellation)
    {
        var sum = JudgingTally.Empty;
        foreach (var model in host.InUse.Shadows)
        {
            for (var partition = 0; partition < ShadowHost.PartitionCount; partition++)
            {
                var days = await host.Grains.Shadow(partition).Days(
                    model.Identity.Hash, DateOnly.MinValue, DateOnly.MaxValue, cancellation);
                sum = days.Aggregate(sum, (all, day) => all.And(day.Judging));
            }
        }

        Print($"{sum.Judgings:N0} judgings by shadows: {(double)sum.ShadowNanoseconds / sum.Judgings:N0} ns each; "
            + $"by the model in use {(double)sum.UsedNanoseconds / sum.Judgings:N0} ns");
    }

    private static ImmutableArray<RiskModel> Versions(int count) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var json = JsonNode.Parse(RiskModels.Example.Canonical.Span)!.AsObject();
            json["version"] = string.Create(CultureInfo.InvariantCulture, $"1.{number}.0");
            return RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())).Model!;
        }),
    ];

    private static NewEvent Event(int index, int referents)
    {
        var referent = string.Create(CultureInfo.InvariantCulture, $"kvk:99{index % referents:D6}");
        var id = index.ToString(CultureInfo.InvariantCulture);
        Fact fact = (index / referents % 3) switch
        {
            0 => new ApplicationSubmitted($"a-{id}", Purpose.Labour),
            1 => new ApplicationDecided($"a-{id}", ApplicationOutcome.Granted),
            _ => new DutyNotified(Duty.NotifyOtherChange, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 9)),
        };
        return CanonicalEvent.Of(
            fact, new EventKey("urn:benchmark", id), referent,
            Partitions.Of(referent, ShadowHost.PartitionCount), Start.AddMinutes(index / referents));
    }

    private static void Print(string line) => Console.WriteLine(line);
}
