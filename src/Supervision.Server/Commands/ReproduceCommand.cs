using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>Computes scores that were told once more from the log, and says whether they are equal.</summary>
internal static class ReproduceCommand
{
    private const int CountDefault = 1_000;
    private const int CountMax = 1_000_000;
    private const int ShownMax = 20;

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var model = CommonOptions.Model(null);
        var count = CommonOptions.Count(
            "--count", "How many scores, drawn at random; all when there are fewer.", CountDefault, 1, CountMax);
        var seed = CommonOptions.Count("--seed", "Of the draw: the same seed draws the same.", 1, 0, int.MaxValue);
        var only = new Option<ReferentId?>("--referent")
        {
            Description = "Only scores of this referent, such as kvk:99000001.",
            HelpName = "ID",
            CustomParser = Referent,
        };
        var command = new Command(
            "reproduce",
            "Computes scores that were told (changes of level, each with its position, moment and model) once more " +
            "from the log alone and compares level and points. Only reads, so a server may be running, and a back-up " +
            "is as good. Exit code 1 when one differs, its model is not at hand, or there is none.")
        {
            data, model, count, seed, only,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(data), options.Read(line), ModelFiles.Load(line.GetValue(model)),
            (line.GetValue(count), line.GetValue(seed), line.GetValue(only)), cancellation));
        return command;
    }

    private static ReferentId? Referent(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && ReferentId.TryParse(result.Tokens[0].Value, null, out var id))
            return id;

        result.AddError("--referent takes an id such as kvk:99000001.");
        return null;
    }

    private static async Task<int> Run(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, RiskModel? named,
        (int Count, int Seed, ReferentId? Only) draw, CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var log = services.GetRequiredService<IEventLog>();
        var models = await ModelsAtHand.Of(log, named, cancellation);
        var (drawn, of) = await ScoreDraw.Of(
            services.GetRequiredService<IReferentViews>(), draw.Count, draw.Seed,
            told => draw.Only is not { } only || told.Referent == only, long.MaxValue, cancellation);
        var results = await Bars.Show("Computing once more", async bar =>
        {
            var again = new List<ReproducedScore>(drawn.Length);
            foreach (var told in drawn)
            {
                again.Add(await ScoreReproduction.Of(told, log, models, cancellation));
                bar.Show((double)again.Count / drawn.Length, $"{again.Count} of {drawn.Length} scores");
            }

            return again;
        });
        return Print(results, of, draw.Seed);
    }

    private static int Print(List<ReproducedScore> results, long of, int seed)
    {
        foreach (var wrong in results.Where(IsWrong).Take(ShownMax))
            Console.WriteLine(Line(wrong));

        // Nothing is different among nothing, which is no answer to whoever asked for a referent by a wrong name.
        if (results.Count == 0)
        {
            Console.WriteLine("No score was told under that name, so there is nothing to compare.");
            return ExitCodes.FoundWrong;
        }

        var counts = results.CountBy(result => result.Outcome).ToDictionary();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} of {of} scores, drawn with seed {seed}: "
            + $"{Count(ReproductionOutcome.Equal)} equal, {Count(ReproductionOutcome.Different)} different, "
            + $"{Count(ReproductionOutcome.Erased)} no longer reproducible because facts were erased, "
            + $"{Count(ReproductionOutcome.UnknownModel)} of a model that is not at hand."));
        return results.Any(IsWrong) ? ExitCodes.FoundWrong : ExitCodes.Done;

        int Count(ReproductionOutcome outcome) => counts.GetValueOrDefault(outcome);
    }

    private static bool IsWrong(ReproducedScore result) =>
        result.Outcome is ReproductionOutcome.Different or ReproductionOutcome.UnknownModel;

    private static string Line(ReproducedScore wrong)
    {
        var told = wrong.Told;
        var computed = wrong.Again is { } again
            ? $"computed {ClosedList<RiskLevel>.WordFor(again.Level)} with {again.Points}"
            : $"model {told.ModelHash} is not at hand: name it with --model";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{told.Referent} at {told.Position} on {Rfc3339.TextOf(told.At)}: "
            + $"told {ClosedList<RiskLevel>.WordFor(told.To)} with {told.Points} points, {computed}");
    }
}
