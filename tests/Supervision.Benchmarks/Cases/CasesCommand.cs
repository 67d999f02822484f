using System.CommandLine;
using System.Globalization;
using Supervision.Benchmarks.Databases;

namespace Supervision.Benchmarks.Cases;

/// <summary><c>cases</c>: a stock of open cases, who takes from it, lists of it, and deadlines that fire.</summary>
internal static class CasesCommand
{
    public static Command Create()
    {
        var open = Number("--open", 100_000, "Open cases before anybody takes one.");
        var officers = Number("--officers", 32, "Who take, judge and take again, all at once.");
        var seconds = Number("--seconds", 20, "How long they do.");
        var deadlines = Number("--deadlines", 2_400, "Cases whose term passes within the run; 0 for none.");
        var rate = Number("--rate", 40, "How many of them a second.");
        var command = new Command(
            "cases",
            "Three silos on PostgreSQL with many open cases; exit code 1 when one is given twice or out of turn, or a "
            + "deadline does not fire.")
        {
            open, officers, seconds, deadlines, rate,
        };
        command.SetAction(parse => Run(new CasesPlan
        {
            Open = parse.GetValue(open),
            Officers = parse.GetValue(officers),
            Duration = TimeSpan.FromSeconds(parse.GetValue(seconds)),
            Deadlines = parse.GetValue(deadlines),
            DeadlinesPerSecond = parse.GetValue(rate),
        }));
        return command;
    }

    private static async Task<int> Run(CasesPlan plan)
    {
        using var server = PostgresProcess.Start();
        var began = TimeProvider.System.GetTimestamp();
        return await new CasesRun(plan, server.Create("cases"), Print).Run() ? 0 : 1;

        void Print(string line) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,6:0.0} s  {line}"));
    }

    private static Option<int> Number(string name, int byDefault, string description) =>
        new(name) { DefaultValueFactory = _ => byDefault, Description = description };
}

/// <summary>How many cases, officers and deadlines.</summary>
internal sealed record CasesPlan
{
    public int Silos { get; init; } = 3;

    public int Open { get; init; } = 100_000;

    public int Officers { get; init; } = 32;

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    public int Deadlines { get; init; } = 2_400;

    public int DeadlinesPerSecond { get; init; } = 40;

    /// <summary>From the opening of those cases until they are overdue: an option of the silos.</summary>
    public TimeSpan Term { get; init; } = TimeSpan.FromSeconds(90);
}
