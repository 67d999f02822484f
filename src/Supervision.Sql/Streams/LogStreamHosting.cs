using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Streams;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;

namespace Supervision.Sql.Streams;

/// <summary>Puts the log on persistent streams.</summary>
public static class LogStreamHosting
{
    /// <summary>The pause between two reads of a queue that gave nothing; waiting happens in the receiver.</summary>
    private static readonly TimeSpan ReadPause = TimeSpan.FromMilliseconds(10);

    /// <summary>A chunk that cannot be delivered is offered again this long before the cursor moves on.</summary>
    private static readonly TimeSpan DeliveryMax = TimeSpan.FromHours(6);

    /// <summary>
    /// Adds a stream provider with one stream per partition of the registered <see cref="IEventLog"/>, its key the
    /// number of the partition, to be consumed by implicit subscription.
    /// </summary>
    public static ISiloBuilder AddSupervisionLogStreams(
        this ISiloBuilder silo, string provider, string streamNamespace) =>
        silo.AddSupervisionLogStreams(
            provider, streamNamespace, services => services.GetRequiredService<IReferentStore>());

    /// <param name="storeOf">Where the receivers find the checkpoint that they start from.</param>
    internal static ISiloBuilder AddSupervisionLogStreams(
        this ISiloBuilder silo,
        string provider,
        string streamNamespace,
        Func<IServiceProvider, IReferentStore> storeOf)
    {
        silo.Services.TryAddSingleton<LogTail>();
        return silo.AddPersistentStreams(
            provider,
            (services, name) => new LogQueueAdapter(
                name,
                streamNamespace,
                services.GetRequiredService<IEventLog>(),
                storeOf(services),
                services.GetRequiredService<LogTail>(),
                services.GetRequiredService<TimeProvider>()),
            streams =>
            {
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePartitionBalancing(
                    (services, _) => ActivatorUtilities.CreateInstance<LogQueueBalancer>(services));
                streams.ConfigurePullingAgent(agent => agent.Configure(options =>
                {
                    options.BatchContainerBatchSize = 1;
                    options.GetQueueMsgsTimerPeriod = ReadPause;
                    options.MaxEventDeliveryTime = DeliveryMax;
                }));
            });
    }
}
