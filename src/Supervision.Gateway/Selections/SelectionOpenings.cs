using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// Makes cases of the checks that were drawn, also of those that a process left behind. Several processes may do so at
/// once: each step can be repeated.
/// </summary>
internal sealed partial class SelectionOpenings(
    SelectionLog selections, ISelectionStore store, CaseOpening opening, TimeProvider time,
    ILogger<SelectionOpenings> logger)
    : BackgroundService
{
    /// <summary>After this it is looked again: for what the harm limiter held, or others left.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private TaskCompletionSource _woken = New();

    /// <summary>Something was drawn.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = New();
            Volatile.Write(ref _woken, woken);
            try
            {
                await Open(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotOpened(failure);
            }
            catch (OperationCanceledException)
            {
                return; // Stopped in the middle: others go on, and this one when it starts again.
            }

            await Task.WhenAny(woken.Task, Task.Delay(Again, time, stoppingToken));
        }
    }

    private async Task Open(CancellationToken stopping)
    {
        foreach (var selection in (await selections.Now(stopping)).Selections.Values
            .Where(selection => selection.State == SelectionState.Drawn).OrderBy(selection => selection.Number))
            await Open(selection, stopping);
    }

    private async Task Open(Selection selection, CancellationToken stopping)
    {
        var counts = new int[Enum.GetValues<CheckOpening>().Length];
        var waiting = 0;
        foreach (var row in await StoredDraw.Drawn(store, selection.Drawn!.Draw, stopping))
        {
            if ((row.Opening ?? await opening.Open(selection, row, stopping)) is { } became)
                counts[(int)became]++;
            else
                waiting++;
        }

        if (waiting > 0)
        {
            LogHeld(selection.Id, waiting);
            return;
        }

        await selections.Carry(
            register => register.Open(
                selection.Id, counts[(int)CheckOpening.Opened], counts[(int)CheckOpening.Joined],
                counts[(int)CheckOpening.Withheld]),
            stopping);
        LogOpened(selection.Id);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(4901, LogLevel.Information, "Every check of {Selection} is a case.")]
    private partial void LogOpened(string selection);

    [LoggerMessage(4902, LogLevel.Warning, "{Waiting} checks of {Selection} wait: the harm limiter holds them.")]
    private partial void LogHeld(string selection, int waiting);

    [LoggerMessage(4903, LogLevel.Warning, "Checks could not be made cases; tried again.")]
    private partial void LogNotOpened(Exception failure);
}
