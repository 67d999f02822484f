using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Access.Changes;

namespace Supervision.Gateway.Access.Changes;

/// <summary>Puts what commands noted beside this server on the log, each note once, however many servers.</summary>
internal sealed partial class NotesToLog(
    IAccessNotes notes, AccessRecorder recorder, TimeProvider time, ILogger<NotesToLog> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

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
        var waiting = await notes.Oldest(cancellation);
        foreach (var note in waiting)
            await recorder.Record(note.Change, note.Id, note.At);
        if (waiting.IsEmpty)
            return false;

        await notes.Remove([.. waiting.Select(note => note.Id)], cancellation);
        return true;
    }

    [LoggerMessage(
        4301, LogLevel.Warning, "Changes of access that commands noted are not on the log yet; tried again.")]
    private partial void LogNotDelivered(Exception failure);
}
