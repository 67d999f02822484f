using System.CommandLine;
using System.Globalization;
using Supervision.Benchmarks.Databases;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Chaos;

/// <summary><c>chaos</c>: silos killed under load, on a private PostgreSQL; exit code 1 when any is lost.</summary>
internal static class ChaosCommand
{
    public static Command Create()
    {
        var seed = Number("--seed", 1, "The same seed makes the same events and chooses the same silos.");
        var seconds = Number("--seconds", 180, "How long the clients send.");
        var rate = Number("--rate", 2_000, "Events a second.");
        var referents = Number("--referents", 2_000, "How many referents the events are about.");
        var every = Number("--kill-every", 10, "Seconds between two kills.");
        var second = Number("--second-kill", 0, "Kill a second silo so many seconds after each; 0 for none.");
        var pause = Number("--pause", 0, "Stop one silo with SIGSTOP for so many seconds; 0 for none.");
        var restarts = Number("--database-restarts", 0, "How often PostgreSQL is restarted.");
        var away = Number("--database-away", 3, "How many seconds PostgreSQL is away at each restart.");
        var rolling = Number(
            "--rolling", 0, "Instead of kills: SIGTERM to each silo and gateway in turn, so many times over.");
        var upgrade = new Option<bool>("--upgrade")
        {
            Description = "Instead of kills: from the previous build to this one, one process after the other.",
        };
        var command = new Command("chaos", "Three silos and a gateway on one PostgreSQL, and kill -9 under load.")
        {
            seed, seconds, rate, referents, every, second, pause, restarts, away, rolling, upgrade,
        };
        command.SetAction(parse => parse.GetValue(upgrade) ? Upgrade(parse.GetValue(seed))
            : parse.GetValue(rolling) is > 0 and var rounds ? Roll(parse.GetValue(seed), rounds)
            : Run(new ChaosPlan
            {
                Seed = parse.GetValue(seed),
                Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
                EventsPerSecond = parse.GetValue(rate),
                Referents = parse.GetValue(referents),
                KillEvery = TimeSpan.FromSeconds(parse.GetValue(every)),
                SecondKillAfter = TimeSpan.FromSeconds(parse.GetValue(second)),
                Pause = TimeSpan.FromSeconds(parse.GetValue(pause)),
                DatabaseRestarts = parse.GetValue(restarts),
                DatabaseAway = TimeSpan.FromSeconds(parse.GetValue(away)),
            }));
        return command;
    }

    private static async Task<int> Run(ChaosPlan plan)
    {
        Console.WriteLine(plan);
        using var server = PostgresProcess.Start();
        var database = server.Create("chaos");
        var began = TimeProvider.System.GetTimestamp();
        var result = await new ChaosRun(plan, database, Print).Run(server.Restart);
        Console.WriteLine(result);
        return result.Broken.IsEmpty ? 0 : 1;

        void Print(string line) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,6:0.0} s  {line}"));
    }

    private static Task<int> Roll(int seed, int rounds) => Roll(new RollingPlan
    {
        Seed = seed,
        First = ServerBuild.This,
        Steps = [.. Enumerable.Repeat(RollingPlan.Everything(3, 2, ServerBuild.This), rounds)
            .SelectMany(steps => steps)],
    });

    private static async Task<int> Upgrade(int seed)
    {
        using var previous = await PreviousBuild.Make(Directory.GetCurrentDirectory(), Console.WriteLine);
        return await Roll(RollingPlan.Upgrade(seed, previous));
    }

    private static async Task<int> Roll(RollingPlan plan)
    {
        using var server = PostgresProcess.Start();
        var result = await new RollingRun(plan, server.Create("rolling"), Console.WriteLine).Run();
        Console.WriteLine(result);
        return result.Broken.IsEmpty && result.Failures.IsEmpty ? 0 : 1;
    }

    private static Option<int> Number(string name, int byDefault, string description) =>
        new(name) { DefaultValueFactory = _ => byDefault, Description = description };
}
