using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Gateway.Models;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>
/// Adds up over all referents which past levels, and crossings of the line of the escalation rule, would have been
/// different with what is known now.
/// </summary>
internal static class HindsightCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var model = CommonOptions.Model(null);
        var clock = CommonOptions.Clock();
        var from = Day("--from", "The first day; a year before the last when left out.");
        var to = Day("--to", "The last day; today when left out.");
        var output = new Option<FileInfo?>("--out")
        {
            Description = "Where to write each referent that differs, a JSON object a line; nowhere when left out.",
            HelpName = "FILE",
        };
        CommonOptions.NeverOverwrites(output);
        var command = new Command(
            "hindsight",
            "Says which past levels of all referents, and crossings of the line of the escalation rule, would have " +
            "been different with what is known now, by one model on both sides: the one named, else the one in use; " +
            "with none in use it says why, as over REST. What is in use, and today, are by the clock: of data that " +
            "live by another one, give it as to the server. Only reads, so a server may be running.")
        {
            data, model, clock, from, to, output,
        };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!CommonOptions.TryDay(result.GetResult(from), out var given)
                || !CommonOptions.TryDay(result.GetResult(to), out var end))
                return; // Its own parser says so.

            var today = DayOf(Time(result.GetValue(clock)));
            var (first, last) = Span(given, end, today);
            if (last > today)
                result.AddError("--to takes a day that has been.");
            if (given > today)
                result.AddError("--from takes a day that has been.");
            else if (first > last)
                result.AddError("--from takes a day that is not after --to.");
            else if (last.DayNumber - first.DayNumber >= Hindsight.DaysMax)
                result.AddError($"--from and --to take at most {Hindsight.DaysMax} days in all.");
        });
        command.SetAction((line, cancellation) =>
        {
            var time = Time(line.GetValue(clock));
            return Run(
                line.GetRequiredValue(data), options.Read(line), time, ModelFiles.Load(line.GetValue(model)),
                Span(line.GetValue(from), line.GetValue(to), DayOf(time)), line.GetValue(output), cancellation);
        });
        return command;
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description + " A moment stands for its day in UTC.",
        HelpName = "DAY",
        CustomParser = CommonOptions.Day,
    };

    private static (DateOnly From, DateOnly To) Span(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to ?? today;
        return (from ?? last.AddYears(-1), last);
    }

    private static TimeProvider Time(DateTimeOffset? clock) =>
        clock is { } start ? new ShiftedTime(MachineClock.Time, start) : MachineClock.Time;

    private static DateOnly DayOf(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, TimeProvider time, RiskModel? named,
        (DateOnly From, DateOnly To) span, FileInfo? to, CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var log = services.GetRequiredService<IEventLog>();
        var used = await Offline.NamedOrInUse(log, time, named, cancellation);
        if (used.Model is not { } model)
        {
            await Console.Error.WriteLineAsync(
                $"{used.Reason}: {ModelStatus.Sentence(used)} To look back by a model that is not in use, name it with "
                + "--model; `models export` writes those of the register.");
            return ExitCodes.FoundWrong;
        }

        await using var output = to?.Create();
        var total = await Bars.Show(
            "Looking back",
            bar => Add(log, model, span, output, bar, cancellation));
        Print(total, model, span);
        return ExitCodes.Done;
    }

    private static async Task<HindsightTotal> Add(
        IEventLog log, RiskModel model, (DateOnly From, DateOnly To) span, Stream? output, Bar bar,
        CancellationToken cancellation)
    {
        var referents = (await Offline.Referents(log, cancellation)).ToList();
        var (total, looked) = (HindsightTotal.Nothing, 0);
        foreach (var referent in referents)
        {
            var (history, _) = await ReferentFolds.History(referent, log, knownAt: null, cancellation);
            if (history.TellsOf(span.To))
            {
                var one = HindsightRules.Of(history, model, span.From, span.To);
                total = total.And(one);
                if (output is not null && (one.DaysOtherwise > 0 || !one.Crossings.IsEmpty))
                    await Write(one, output, cancellation);
            }

            bar.Show((double)++looked / referents.Count, $"{looked} of {referents.Count} referents");
        }

        return total;
    }

    private static async Task Write(Hindsight one, Stream output, CancellationToken cancellation)
    {
        await JsonSerializer.SerializeAsync(output, one, JsonSerializerOptions.Web, cancellation);
        output.WriteByte((byte)'\n');
    }

    private static void Print(HindsightTotal total, RiskModel model, (DateOnly From, DateOnly To) span)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(
            culture,
            $"{total.Referents:N0} referents, {span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd}; of {total.Differing:N0} "
            + $"something would have been different."));
        foreach (var ((then, now), days) in total.Otherwise)
            Console.WriteLine(string.Create(
                culture,
                $"{ClosedList<RiskLevel>.WordFor(then)}, would have been {ClosedList<RiskLevel>.WordFor(now)}: "
                + $"{days:N0} of {total.Days:N0} days"));
        Console.WriteLine(string.Create(
            culture,
            $"By the escalation rule of {model.Identity.Id}@{model.Identity.Version}, whatever was opened then, "
            + $"the level rose to its line {total.Crossed:N0} times; {total.WouldNotHaveCrossed:N0} of them "
            + $"it would not have, and {total.WouldHaveCrossed:N0} times it would have and did not."));
        Console.WriteLine(
            "Computed for each moment at which something was recorded: what a server told, as events reached it, is in "
            + "the risk histories, and may be fewer or more.");
    }
}
