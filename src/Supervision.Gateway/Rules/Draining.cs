using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Overview;

namespace Supervision.Gateway.Rules;

/// <summary>
/// Between being told to stop and taking no more requests: says that it is not ready, and goes on answering for as long
/// as whoever sends requests here needs to notice.
/// </summary>
internal sealed class Draining(Readiness readiness, IOptions<GatewayOptions> options, TimeProvider time)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Leave();
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
