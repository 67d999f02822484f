using System.CommandLine;
using System.Globalization;
using Supervision.Benchmarks.Databases;

namespace Supervision.Benchmarks.Stopping;

/// <summary><c>stop</c>: the longest time from the answer to a stop to the last score, under load.</summary>
internal static class StopCommand
{
    public static Command Create()
    {
        var trials = new Option<int>("--trials")
        {
            DefaultValueFactory = _ => 50,
            Description = "How often the model is stopped.",
        };
        var command = new Command(
            "stop", "Stops a model in use on three silos under load; exit code 1 when a score came a second after.")
        {
            trials,
        };
        command.SetAction(parse => Run(new StopPlan { Trials = parse.GetValue(trials) }));
        return command;
    }

    private static async Task<int> Run(StopPlan plan)
    {
        using var server = PostgresProcess.Start();
        var trials = await new StopRun(plan, server.Create("stop"), Console.WriteLine).Run();
        var longest = trials.Max(trial => trial.LastScore);
        var asked = trials.Max(trial => trial.LastAskedWithScore);
        var answers = trials.Select(trial => trial.Answer.TotalMilliseconds).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{trials.Length} stops: the last score arrived {longest.TotalMilliseconds:0} ms after the answer at most "
            + $"(below 0: before it), and the last question with a score was asked {asked.TotalMilliseconds:0} ms "
            + $"after it; the answer took {answers[answers.Length / 2]:0} ms (median), {answers[^1]:0} ms at most; "
            + $"{trials.Sum(trial => trial.Before):N0} scores before, {trials.Sum(trial => trial.After):N0} answers "
            + $"without one after, {trials.Sum(trial => trial.Failed)} failed."));
        return longest < TimeSpan.FromSeconds(1) ? 0 : 1;
    }
}
