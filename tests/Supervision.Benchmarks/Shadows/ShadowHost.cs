using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Escalations;
using Supervision.Grains;
using Supervision.Grains.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Server;
using Supervision.Sql.Streams;

namespace Supervision.Benchmarks.Shadows;

/// <summary>A silo over a log in memory, with the models that a run says.</summary>
internal sealed class ShadowHost : IModelInUse, IAsyncDisposable
{
    public const int PartitionCount = 16;

    private readonly MemoryEventLog _log;
    private readonly IHost _host;

    private ShadowHost(MemoryEventLog log, TimeProvider time, RiskModelInUse first)
    {
        (_log, InUse) = (log, first);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePorts.One(), FreePorts.One(), null, "benchmark", "benchmark");
            silo.Services.AddSingleton(time);
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton<IReferentStore>(new MemoryReferentStore(PartitionCount));
            silo.Services.AddSingleton<IEscalationStore, MemoryEscalationStore>();
            silo.Services.AddSingleton<IModelInUse>(this);
            silo.AddMemoryGrainStorage(EscalationMemory.Storage);
            silo.UseInMemoryReminderService();
            silo.AddSupervisionLogStreams(Streams.Provider, Streams.Partitions);
            silo.AddSupervisionGrains(options => (options.ShadowDaysKept, options.HarmLimit) = (366, 10_000));
        });
        _host = builder.Build();
    }

    public RiskModelInUse InUse { get; set; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ShadowHost> Start(
        MemoryEventLog log, TimeProvider time, RiskModelInUse first, CancellationToken cancellation)
    {
        var host = new ShadowHost(log, time, first);
        await host._host.StartAsync(cancellation);
        await OfAll(partition => host.Grains.Shadow(partition).Wake(cancellation));
        return host;
    }

    public ValueTask<RiskModelInUse> Now(CancellationToken cancellation) => ValueTask.FromResult(InUse);

    /// <summary>Ends when the stream has brought everything to its referents.</summary>
    public async Task Applied(CancellationToken cancellation)
    {
        foreach (var head in await _log.Heads(cancellation))
        {
            while ((await Grains.Partition(head.Partition).Status(cancellation)).Delivered < head.Offset)
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellation);
        }
    }

    public static Task OfAll(Func<int, Task> call) => Task.WhenAll(Enumerable.Range(0, PartitionCount).Select(call));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
