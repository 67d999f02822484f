using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Supervision.Server;

namespace Supervision.Sql.Tests.GrainStorage;

/// <summary>One silo with the grain storage and reminders that a server has.</summary>
internal sealed class Silo : IAsyncDisposable
{
    public const string StorageName = "escalations";

    private readonly IHost _host;

    private Silo(IHost host) => _host = host;

    public IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>(StorageName);

    public IReminderTable Reminders => _host.Services.GetRequiredService<IReminderTable>();

    public static async Task<Silo> Start(Action<SqlOptions> configure)
    {
        var (siloPort, gatewayPort) = FreePorts.Two();
        var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(services => services
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options =>
                {
                    options.Encryption.KeyFile = TestKeys.Path;
                    configure(options);
                }))
            .UseOrleans(silo => silo
                .UseLocalhostClustering(siloPort, gatewayPort, null, "supervision-test", "supervision-test")
                .AddSupervisionGrainStorage(StorageName))
            .Build();
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new Silo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        _host.Dispose();
    }
}
