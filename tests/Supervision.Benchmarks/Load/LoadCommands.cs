using System.CommandLine;
using Supervision.Benchmarks.Databases;
using Supervision.Sql.Postgres;

namespace Supervision.Benchmarks.Load;

/// <summary><c>load</c>: the real executable under load over HTTP, client on the same machine.</summary>
internal static class LoadCommands
{
    private static readonly Option<long> Seed = new("--seed")
    {
        DefaultValueFactory = _ => 1,
        Description = "The same seed makes the same events.",
        Recursive = true,
    };

    public static Command Create()
    {
        var load = new Command("load", "Loads the real executable over HTTP; each part prints its figures.")
        {
            Bulk(), Single(), Latency(), History(),
        };
        load.Add(Seed);
        return load;
    }

    public static Command Bare()
    {
        var data = new Option<string>("--data") { Required = true };
        var urls = new Option<string>("--urls") { Required = true };
        var database = new Option<string?>("--database");
        var command = new Command("bare", "The bare endpoint that single events are measured beside.")
        {
            data, urls, database,
        };
        command.SetAction(parse => BareServer.Serve(
            parse.GetRequiredValue(data), parse.GetValue(database), parse.GetRequiredValue(urls)));
        return command;
    }

    private static Command Bulk()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 10_000 };
        var events = new Option<long>("--events") { DefaultValueFactory = _ => 1_000_000 };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 8 };
        var silos = Silos();
        var lanes = new Option<int>("--lanes")
        {
            DefaultValueFactory = _ => new PostgresOptions().WriteLanes,
            Description = "connections of the baseline on PostgreSQL",
        };
        var command = new Command("bulk", "NDJSON from socket to applied risk, beside raw appends of the same rows.")
        {
            referents, events, connections, silos, lanes,
        };
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            return await BulkLoad.Run(
                new BulkPlan(
                    parse.GetValue(referents), parse.GetValue(events), parse.GetValue(connections),
                    parse.GetValue(Seed), parse.GetValue(silos), parse.GetValue(lanes)),
                measured);
        });
        return command;
    }

    /// <summary><c>replay</c>: what a replay costs those who ask for live risk meanwhile.</summary>
    public static Command Replay()
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 500_000 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "of each turn" };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3 };
        var command = new Command("replay", "Live risk with a replay running and without, and how fast it folds.")
        {
            events, seconds, turns,
        };
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            return await ReplayLoad.Run(
                parse.GetValue(events), TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(turns), measured);
        });
        return command;
    }

    private static Command Single()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5, Description = "of each turn" };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3 };
        var command = new Command("single", "One event a request, beside a bare endpoint with the same group commit.")
        {
            seconds, turns,
        };
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            return await SingleLoad.Run(
                TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(turns), parse.GetValue(Seed), measured);
        });
        return command;
    }

    private static Command Latency()
    {
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 1_000, Description = "events a second" };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20 };
        var warm = new Option<int>("--warm")
        {
            DefaultValueFactory = _ => 20,
            Description = "seconds of the same load first, told apart",
        };
        var streams = new Option<int>("--streams")
        {
            Description = "so many requests that go on and take turns; 0 for a request every 10 ms",
        };
        var silos = Silos();
        var command = new Command("latency", "Accept, accept to visible, and questions meanwhile, at a steady rate.")
        {
            rate, streams, warm, seconds, silos,
        };
        var databases = DatabaseOptions.AddTo(command);
        command.SetAction(async parse =>
        {
            using var measured = databases.Open(parse);
            return await LatencyLoad.Run(
                parse.GetValue(rate), parse.GetValue(streams), TimeSpan.FromSeconds(parse.GetValue(warm)),
                TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(Seed), parse.GetValue(silos), measured);
        });
        return command;
    }

    private static Command History()
    {
        var events = new Option<long>("--events") { DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("history", "One referent with a very long history against one with a short one.")
        {
            events,
        };
        command.SetAction(parse => LongHistory.Run(parse.GetValue(events), parse.GetValue(Seed)));
        return command;
    }

    private static Option<int> Silos() => new("--silos")
    {
        Description = "so many silos behind a gateway, on PostgreSQL; 0 for one process that does everything",
    };
}
