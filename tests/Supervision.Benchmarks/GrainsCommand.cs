using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Contracts.Streaming;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Grains;
using Supervision.Grains.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Server;
using Supervision.Sql.Streams;

namespace Supervision.Benchmarks;

/// <summary><c>grains</c>: from a log in memory by the stream to the referents, without HTTP and without SQL.</summary>
internal static class GrainsCommand
{
    private const int PartitionCount = 16;
    private const int BatchSize = 500;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 300_000 };
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 10_000 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "at a steady rate" };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 1_000, Description = "events a second" };
        var command = new Command("grains", "Brings events from a log in memory to the referents, by the stream.")
        {
            events, referents, seconds, rate,
        };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(events), parse.GetValue(referents), parse.GetValue(seconds), parse.GetValue(rate),
            cancellation));
        return command;
    }

    private static async Task<int> Run(
        int events, int referents, int seconds, int rate, CancellationToken cancellation)
    {
        var log = new MemoryEventLog(PartitionCount, TimeProvider.System);
        using var host = HostOf(log);
        await host.StartAsync(cancellation);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await Bulk(log, grains, 0, referents, referents, cancellation); // Every referent active, every path compiled.
        var (accepted, applied) = await Bulk(log, grains, referents, events, referents, cancellation);
        Print($"{events:N0} events over {referents:N0} referents: appended in {accepted:N2} s, "
            + $"applied in {applied:N2} s, {events / applied:N0} events/s");

        await Memory(grains, referents);
        await Steady(log, grains, referents, seconds, rate, cancellation);
        await host.StopAsync(cancellation);
        return 0;
    }

    private static IHost HostOf(MemoryEventLog log)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePorts.One(), FreePorts.One(), null, "benchmark", "benchmark");
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton<IReferentStore>(new MemoryReferentStore(PartitionCount));
            silo.Services.AddSingleton<IEscalationStore, MemoryEscalationStore>();
            silo.Services.AddSingleton<IModelInUse>(new RiskModelInUse(RiskModels.Find("example")));
            silo.AddMemoryGrainStorage(EscalationMemory.Storage);
            silo.UseInMemoryReminderService();
            silo.AddSupervisionLogStreams(Streams.Provider, Streams.Partitions);
            silo.AddSupervisionGrains();
        });
        return builder.Build();
    }

    private static async Task<(double Accepted, double Applied)> Bulk(
        MemoryEventLog log, IGrainFactory grains, int from, int count, int referents, CancellationToken cancellation)
    {
        var batches = Enumerable.Range(from, count).Select(index => Event(index, referents)).Chunk(BatchSize).ToList();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches)
            await log.Append(batch, cancellation);

        var accepted = clock.Elapsed.TotalSeconds;
        await Applied(log, grains, cancellation);
        return (accepted, clock.Elapsed.TotalSeconds);
    }

    private static async Task Applied(MemoryEventLog log, IGrainFactory grains, CancellationToken cancellation)
    {
        foreach (var head in await log.Heads(cancellation))
        {
            while ((await grains.Partition(head.Partition).Status(cancellation)).Delivered < head.Offset)
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellation);
        }
    }

    /// <summary>Managed memory with every referent active, less that with none.</summary>
    private static async Task Memory(IGrainFactory grains, int referents)
    {
        for (var partition = 0; partition < PartitionCount; partition++)
            await grains.Partition(partition).Settle(CancellationToken.None);

        var active = GC.GetTotalMemory(forceFullCollection: true);
        await grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        Print($"memory of an active referent: {(active - idle) / referents:N0} bytes (of {referents:N0})");
    }

    /// <summary>From the answer of the log until the partition has brought the event to its referent.</summary>
    private static async Task Steady(
        MemoryEventLog log, IGrainFactory grains, int referents, int seconds, int rate, CancellationToken cancellation)
    {
        var visible = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var index = 0; index < seconds * rate; index++)
        {
            var due = TimeSpan.FromSeconds((double)index / rate) - clock.Elapsed;
            if (due > TimeSpan.FromMilliseconds(1))
                await Task.Delay(due, TimeProvider.System, cancellation);

            var item = Event(50_000_000 + index, referents);
            var position = (await log.Append([item], cancellation))[0].Position;
            if (index % 50 == 0)
                visible.Add(await Visible(grains, position, cancellation));
        }

        visible.Sort();
        Print($"{rate:N0}/s, {visible.Count:N0} samples: accepted to applied p50 {At(visible, 0.5):N1} ms, "
            + $"p99 {At(visible, 0.99):N1} ms");
    }

    private static async Task<double> Visible(
        IGrainFactory grains, LogPosition position, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while ((await grains.Partition(position.Partition).Status(cancellation)).Delivered < position.Offset)
            await Task.Yield();

        return clock.Elapsed.TotalMilliseconds;
    }

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

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
            fact, new EventKey("urn:benchmark", id), referent, Partitions.Of(referent, PartitionCount),
            Start.AddMinutes(index / referents));
    }

    private static void Print(string line) => Console.WriteLine(line);
}
