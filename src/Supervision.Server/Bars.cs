using Spectre.Console;

namespace Supervision.Server;

/// <summary>Shows how far something is: a bar on a terminal, now and then a plain line elsewhere.</summary>
internal static class Bars
{
    public static async Task<TResult> Show<TResult>(string what, Func<Bar, Task<TResult>> work)
    {
        // On the error stream: the standard output may be the result itself.
        if (Console.IsErrorRedirected)
            return await work(new Bar(what, null));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(what, context.AddTask(what))));
    }
}

/// <summary>One bar, or the lines in its place.</summary>
internal sealed class Bar(string what, ProgressTask? task)
{
    private int _tenths = -1;

    /// <param name="fraction">0 to 1.</param>
    public void Show(double fraction, string told)
    {
        fraction = Math.Clamp(fraction, 0, 1);
        if (task is not null)
        {
            task.Value = fraction * task.MaxValue;
            task.Description = Markup.Escape($"{what}: {told}");
            return;
        }

        var tenths = (int)(fraction * 10);
        if (tenths <= _tenths)
            return;

        _tenths = tenths;
        Console.Error.WriteLine($"{what}: {tenths * 10} %, {told}");
    }
}
