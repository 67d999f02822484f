using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Supervision.Sql.Encryption;

/// <summary>
/// Beside a server on files: seals once what an earlier program wrote in clear, or what was still to do when a key was
/// replaced. On PostgreSQL servers may not change the log; there the command <c>encryption</c> does it.
/// </summary>
internal sealed partial class SealingInTime(
    IServiceProvider services, IOptions<SqlOptions> options, ILogger<SealingInTime> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var chosen = options.Value;
        if (chosen.Database != SqlDatabase.Sqlite || chosen.ReadOnly || !chosen.Encryption.Enabled)
            return;

        var database = services.GetRequiredService<SupervisionDatabase>();
        if (await SealedMark.Read(database, stoppingToken) == database.Keys.Current)
            return;

        try
        {
            var key = database.Keys.Current;
            var counts = await services.GetRequiredService<Resealing>().Run((_, _) => { }, stoppingToken);
            await SealedMark.Write(database, key!.Value, stoppingToken);
            if (counts.Rewritten > 0)
                LogSealed(counts.Rewritten);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The server goes on without: what is in clear is read as it is, and the next start tries again.
            LogFailed(failure);
        }
    }

    [LoggerMessage(3301, LogLevel.Warning, "Sealed {Count} payloads that were in clear or under an old key.")]
    private partial void LogSealed(long count);

    [LoggerMessage(3302, LogLevel.Error, "Sealing payloads failed; the next start tries again.")]
    private partial void LogFailed(Exception failure);
}
