namespace Supervision.Server;

/// <summary>Has a gateway that starts before any silo wait for one, instead of giving up.</summary>
internal sealed partial class WaitForSilos(TimeProvider time, ILogger<WaitForSilos> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogNoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(5001, LogLevel.Warning, "No silo answers yet; it is tried again. {Reason}")]
    private partial void LogNoSilo(string reason);
}
