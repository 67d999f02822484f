using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Access;
using Supervision.Log;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Selections;
using Supervision.Server;
using Supervision.Vault;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>The REST API on a port of its own, over a log and stores in memory; no grain is behind it.</summary>
public sealed class Gateway : IAsyncLifetime
{
    public const int PartitionCount = 4;

    private readonly WebApplication _application;

    public Gateway()
        : this(_ => { })
    {
    }

    internal Gateway(Action<IServiceCollection> change) => _application = Build(change);

    public LogThatGoesAway Log => (LogThatGoesAway)_application.Services.GetRequiredService<IEventLog>();

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Address = new Uri(addresses!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    /// <summary>How many events are on the log, by partition.</summary>
    public async Task<long[]> Heads() => [.. (await Log.Heads(CancellationToken.None)).Select(head => head.Offset)];

    private static WebApplication Build(Action<IServiceCollection> change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var (siloPort, gatewayPort) = FreePorts.Two();
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IEventLog>(
            new LogThatGoesAway(new MemoryEventLog(PartitionCount, TimeProvider.System)));
        builder.Services.AddSingleton<IReadLog, ScannedReadLog>();
        var referents = new MemoryReferentStore(PartitionCount);
        builder.Services.AddSingleton<IReferentViews>(referents);
        builder.Services.AddSingleton<IReferentStore>(referents);
        builder.Services.AddSingleton<ISelectionStore, MemorySelectionStore>();
        builder.Services.AddSingleton<IEscalationViews, MemoryEscalationStore>();
        builder.Services.AddSingleton<IEvidenceFiles, MemoryEvidenceFiles>();
        builder.Services.AddSingleton<IModelInUse>(RiskModelInUse.None);
        builder.Services.AddSingleton(services => new ModelLease(
            services.GetRequiredService<IEventLog>(), TimeProvider.System, trial: null));
        builder.Services.AddSingleton<OverrideLease>();
        builder.Services.AddSingleton<IVault, NoVault>();
        builder.Services.AddSupervisionGateway();
        builder.Services.AddDemoSignIn();
        change(builder.Services);

        var application = builder.Build();
        application.UseSupervisionGateway();
        application.MapSupervisionGateway();
        return application;
    }
}
