using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Orleans.TestingHost;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Facts;
using Supervision.Grains;
using Supervision.Grains.Escalations;
using Supervision.Grains.Replays;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql.Streams;
using Supervision.Webhooks;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>What outlives a cluster: the log, the stores, the clock of the grains.</summary>
internal sealed class World
{
    public const int PartitionCount = 4;

    public World() => Log = new MemoryEventLog(PartitionCount, Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public MemoryEventLog Log { get; }

    public MemoryReferentStore Store { get; } = new(PartitionCount);

    public MemoryEscalationStore Escalations { get; } = new();

    public WaitingErasure Erasure { get; } = new();

    public MemoryEvidenceFiles Files { get; } = new(TimeProvider.System);

    public KeptStorage Storage { get; } = new();

    public SaidReports Reports { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();
}

/// <summary>Silos in this process over one world, with the grains on fake time and the runtime on real time.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    /// <summary>Above the pause of the agents that pull the stream, which live on the time of the grains.</summary>
    private static readonly TimeSpan AgentPace = TimeSpan.FromMilliseconds(20);

    private readonly InProcessTestCluster _cluster;

    private TestCluster(World world, InProcessTestCluster cluster)
    {
        World = world;
        _cluster = cluster;
    }

    public World World { get; }

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<TestCluster> Start(
        World world,
        RiskModel? model,
        Action<SupervisionOptions>? configure = null,
        IReferentStore? receivers = null,
        ILoggerProvider? listener = null,
        IReferentStore? grains = null,
        short silos = 1,
        IModelInUse? models = null,
        Action<ReplayOptions>? replays = null,
        IWebhookSender? webhooks = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(world.Time);
            if (listener is not null)
                silo.Services.AddSingleton(listener);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<IEventLog>(world.Log);
            silo.Services.AddSingleton(grains ?? world.Store);
            silo.Services.AddSingleton<IReferentViews>(world.Store);
            silo.Services.AddSingleton<IEscalationStore>(world.Escalations);
            silo.Services.AddSingleton<IEscalationViews>(world.Escalations);
            silo.Services.AddSingleton<IPayloadErasure>(world.Erasure);
            silo.Services.AddSingleton<IEvidenceFiles>(world.Files);
            silo.Services.AddSingleton(models ?? new RiskModelInUse(model));
            silo.Services.AddSingleton<IAssuranceReports>(world.Reports);
            silo.Services.AddKeyedSingleton<IGrainStorage>(EscalationMemory.Storage, world.Storage);
            if (webhooks is not null)
                silo.Services.AddSingleton(webhooks)
                    .AddSingleton<IEscalationLog>(new ScannedEscalationLog(world.Log));
            silo.UseInMemoryReminderService();
            silo.AddSupervisionLogStreams(
                Streams.Provider, Streams.Partitions, _ => receivers ?? world.Store);
            silo.AddSupervisionGrains(options =>
            {
                // Long, so that what is delivered was delivered by the stream and what is stored was asked for.
                options.FlushPeriod = TimeSpan.FromMinutes(1);
                // Chance is for the tests that ask for it.
                options.SecondReadingShare = 0;
                configure?.Invoke(options);
            });
            if (replays is not null)
                silo.Services.Configure(replays);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestCluster(world, cluster);
    }

    public async Task<LogPosition> Append(ReferentId referent, string id, Fact fact, DateTimeOffset? at = null) =>
        await Append(Sample.About(referent, id, fact, at ?? World.Now, World.PartitionCount));

    public async Task<LogPosition> Append(NewEvent item) =>
        (await World.Log.Append([item], CancellationToken.None))[0].Position;

    public async Task<LogPosition> AppendChanges(ReferentId referent, int count, string prefix = "change")
    {
        var position = default(LogPosition);
        for (var index = 0; index < count; index++)
            position = await Append(referent, $"{referent}/{prefix}-{index}", Sample.Change(World.Now));

        return position;
    }

    public async Task<RiskView> Risk(ReferentId referent) =>
        await Grains.Referent(referent).Risk(null, CancellationToken.None)
            ?? throw new InvalidOperationException($"Nothing is known of {referent}.");

    public IPartitionGrain PartitionOf(ReferentId referent) =>
        Grains.Partition(Partitions.Of(referent.ToString(), World.PartitionCount));

    public IShadowGrain ShadowOf(ReferentId referent) =>
        Grains.Shadow(Partitions.Of(referent.ToString(), World.PartitionCount));

    /// <summary>Stores everything, and lets shadows judge whom they have not judged yet.</summary>
    public async Task SettleShadows()
    {
        World.Time.Advance(Leases.OutlastsEvery);
        for (var partition = 0; partition < World.PartitionCount; partition++)
        {
            await Grains.Shadow(partition).Settle(CancellationToken.None);
            World.Time.Advance(Leases.OutlastsEvery);
            await Grains.Partition(partition).Settle(CancellationToken.None);
            await Grains.Shadow(partition).Settle(CancellationToken.None);
            await Grains.Partition(partition).Settle(CancellationToken.None);
            await Grains.Shadow(partition).Settle(CancellationToken.None);
        }
    }

    public Task<PartitionView> Settle(ReferentId referent) => PartitionOf(referent).Settle(CancellationToken.None);

    /// <summary>Waits until the stream has brought everything up to a position to its referents.</summary>
    public async Task Delivered(LogPosition position)
    {
        var partition = Grains.Partition(position.Partition);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var status = await partition.Status(CancellationToken.None);
            if (status.Delivered >= position.Offset)
                return;

            Assert.False(
                patience.IsCancellationRequested,
                $"Waited for the stream to deliver {position}; it is at {status.Delivered}.");
            World.Time.Advance(AgentPace);
        }
    }

    /// <summary>The silo that each active grain is on, as the silos themselves say; directories lag behind.</summary>
    public async Task<ILookup<GrainId, SiloAddress>> Places() =>
        (await Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .ToLookup(grain => grain.GrainId, grain => grain.SiloAddress);

    public IReadOnlyList<SiloAddress> Silos => [.. _cluster.Silos.Select(silo => silo.SiloAddress)];

    public Task Join() => _cluster.StartAdditionalSiloAsync(false);

    /// <summary>Ends one silo as a crash does; the others find out.</summary>
    public async Task Kill(SiloAddress silo)
    {
        await _cluster.KillSiloAsync(_cluster.Silos.Single(handle => handle.SiloAddress.Equals(silo)));
        await _cluster.WaitForLivenessToStabilizeAsync(true);
    }

    public Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Ends the silo as a crash does: nothing is flushed.</summary>
    public async Task Kill()
    {
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
