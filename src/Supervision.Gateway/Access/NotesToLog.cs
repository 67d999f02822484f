using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Gateway.Access.Changes;
using Supervision.Gateway.Access.Reads;

namespace Supervision.Gateway.Access;

/// <summary>Puts what commands noted beside this server on the log, each note once, however many servers.</summary>
internal sealed partial class NotesToLog(
    IAccessNotes changes, IReadNotes reads, AccessRecorder changed, ReadRecorder read, TimeProvider time,
    ILogger<NotesToLog> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Deliver(stoppingToken))
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotDelivered(failure);
            }
            catch (OperationCanceledException)
            {
                return; // Stopped in the middle: the notes are still there.
            }

            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Delivers some; false when there were none.</summary>
    public async Task<bool> Deliver(CancellationToken cancellation)
    {
        var changesWaiting = await changes.Oldest(cancellation);
        foreach (var note in changesWaiting)
            await changed.Record(note.Change, note.Id, note.At);
        if (!changesWaiting.IsEmpty)
            await changes.Remove([.. changesWaiting.Select(note => note.Id)], cancellation);

        var readsWaiting = await reads.Oldest(cancellation);
        foreach (var note in readsWaiting)
            await read.Record(note);
        if (!readsWaiting.IsEmpty)
            await reads.Remove([.. readsWaiting.Select(note => note.Id)], cancellation);
        return !changesWaiting.IsEmpty || !readsWaiting.IsEmpty;
    }

    [LoggerMessage(
        4301, LogLevel.Warning,
        "Changes of access and readings that commands noted are not on the log yet; tried again.")]
    private partial void LogNotDelivered(Exception failure);
}
