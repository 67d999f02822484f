using Microsoft.Extensions.Logging;
using Supervision.Contracts.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>
/// Sees that every subscriber is told after a start, or after the silo that had it went away. Every silo asks; there is
/// one grain for each subscriber.
/// </summary>
internal sealed partial class WebhookWaking(
    IGrainFactory grains, TimeProvider time, ILogger<WebhookWaking> logger) : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var webhook in await grains.Webhooks().List(stopping))
                    await Wake(webhook.Id, stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotListed(failure);
            }

            await Task.Delay(Period, time, stopping);
        }
    }

    private async Task Wake(string webhook, CancellationToken stopping)
    {
        try
        {
            await grains.Webhook(webhook).Wake(stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Of one alone: the others are woken all the same.
            LogNotWoken(failure, webhook);
        }
    }

    [LoggerMessage(2702, LogLevel.Warning, "The webhooks could not be listed; it is tried again.")]
    private partial void LogNotListed(Exception failure);

    [LoggerMessage(2705, LogLevel.Warning, "The webhook {Webhook} could not be asked to go on; it is tried again.")]
    private partial void LogNotWoken(Exception failure, string webhook);
}
