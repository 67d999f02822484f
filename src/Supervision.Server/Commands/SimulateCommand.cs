using System.CommandLine;
using System.Text.Json;
using Supervision.Populations;

namespace Supervision.Server.Commands;

/// <summary>Writes, or sends, the events of a simulated population.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seed = new Option<long>("--seed")
        {
            Description = "The same seed and options give the same bytes on every machine.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var referents = CommonOptions.Count(
            "--referents", "How many referents.", 1_000, 1, PopulationPlan.ReferentsMax);
        var days = CommonOptions.Count("--days", "How many days.", 730, 1, PopulationPlan.DaysMax);
        var start = new Option<DateOnly>("--start")
        {
            Description = "The first day.",
            HelpName = "DATE",
            DefaultValueFactory = _ => new DateOnly(2023, 1, 1),
        };
        var perReferent = CommonOptions.Count(
            "--events-per-referent",
            "Events of each referent, roughly; in the bulk scenario exactly. 0: as it comes.",
            0, 0, PopulationPlan.EventsPerReferentMax);
        var scenario = new Option<string>("--scenario")
        {
            Description = "What the population is planted with.",
            DefaultValueFactory = _ => "baseline",
        };
        scenario.AcceptOnlyFromAmong([.. Scenarios.All.Keys.Order(StringComparer.Ordinal)]);
        var to = new Option<FileInfo?>("--out")
        {
            Description = "Where to write the events as NDJSON; the standard output when left out.",
            HelpName = "FILE",
        };
        CommonOptions.NeverOverwrites(to);
        var truth = new Option<FileInfo?>("--truth")
        {
            Description = "Where to write what is true of each referent; never part of an event.",
            HelpName = "FILE",
        };
        CommonOptions.NeverOverwrites(truth);
        var post = new Option<Uri?>("--post")
        {
            Description = "Sends the events to the server there (http://127.0.0.1:5080) and writes none.",
            HelpName = "URL",
            CustomParser = CommonOptions.Address,
        };
        var keyFile = new Option<FileInfo?>("--key-file")
        {
            Description = "With --post: a file with the key (svk_...) that the server lets the sender in by, made with "
                + "--source 'urn:simulated:*' --type 'supervision.*'. On the command line others would see the key.",
            HelpName = "FILE",
        };
        var command = new Command("simulate", "Writes or sends the events of a simulated population, from a seed.")
        {
            seed, referents, days, start, perReferent, scenario, to, truth, post, keyFile,
        };
        command.SetAction((line, cancellation) =>
        {
            var perEach = line.GetValue(perReferent);
            var plan = new PopulationPlan
            {
                Seed = line.GetValue(seed),
                Referents = line.GetValue(referents),
                Days = line.GetValue(days),
                Start = line.GetValue(start),
                Scenario = Scenarios.All[line.GetRequiredValue(scenario)],
                EventsPerReferent = perEach == 0 ? null : perEach,
            };
            return Run(plan, line.GetValue(to), line.GetValue(truth), line.GetValue(post), line.GetValue(keyFile),
                cancellation);
        });
        return command;
    }

    private static async Task<int> Run(
        PopulationPlan plan, FileInfo? to, FileInfo? truth, Uri? post, FileInfo? keyFile,
        CancellationToken cancellation)
    {
        var key = keyFile is null ? null : SenderKeys.Read(keyFile);
        if (plan.Check() is [var wrong, ..])
            throw new CannotStartException($"{wrong.Pointer}: {wrong.Message}");

        var population = Population.Create(plan);
        if (truth is not null)
            await WriteTruth(population, truth, cancellation);
        return await Bars.Show("events of the simulation", bar => post is null
            ? Write(population, plan, to, bar, cancellation)
            : Send(population, plan, post, key, bar, cancellation));
    }

    private static async Task<int> Write(
        Population population, PopulationPlan plan, FileInfo? to, Bar bar, CancellationToken cancellation)
    {
        await using var output = new BufferedStream(to is null ? Console.OpenStandardOutput() : to.Create(), 1 << 16);
        var count = 0L;
        foreach (var happened in population.Events())
        {
            output.Write(happened.Json.Span);
            output.WriteByte((byte)'\n');
            if (++count % 1_000 == 0)
            {
                bar.Show((happened.Day + 1.0) / plan.Days, $"{count:N0} events");
                cancellation.ThrowIfCancellationRequested();
            }
        }

        bar.Show(1, $"{count:N0} events");
        return ExitCodes.Done;
    }

    private static async Task<int> Send(
        Population population, PopulationPlan plan, Uri post, string? key, Bar bar, CancellationToken cancellation)
    {
        using var sender = new EventSender(post, key);
        foreach (var happened in population.Events())
        {
            sender.Add(happened.Json.Span);
            if (!sender.IsFull)
                continue;

            await sender.Send(cancellation);
            bar.Show((happened.Day + 1.0) / plan.Days, sender.Told);
        }

        await sender.Send(cancellation);
        bar.Show(1, sender.Told);
        return sender.Refused == 0 ? ExitCodes.Done : ExitCodes.FoundWrong;
    }

    private static async Task WriteTruth(Population population, FileInfo file, CancellationToken cancellation)
    {
        await using var output = file.Create();
        foreach (var one in population.Truth())
        {
            await JsonSerializer.SerializeAsync(output, one, ReferentTruthJson.Default.ReferentTruth, cancellation);
            output.WriteByte((byte)'\n');
        }
    }
}
