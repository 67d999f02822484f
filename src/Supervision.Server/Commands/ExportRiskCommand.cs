using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using Supervision.Features;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>Writes the risk of every referent as canonical JSON lines, for comparing byte for byte.</summary>
internal static class ExportRiskCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var model = CommonOptions.Model(null);
        var fromLog = new Option<bool>("--from-log")
        {
            Description = "Fold every history wholly from the log, and do not look at snapshots.",
        };
        var to = new Option<FileInfo?>("--out")
        {
            Description = "Where to write; the standard output when left out.",
            HelpName = "FILE",
        };
        CommonOptions.NeverOverwrites(to);
        var moment = new Option<DateTimeOffset?>("--as-of")
        {
            Description = "The moment of the scores, in UTC (2026-01-01T00:00:00Z); now when left out.",
            HelpName = "INSTANT",
            CustomParser = PastInstant,
        };
        var command = new Command(
            "export-risk",
            "Writes the risk of every referent, sorted by id, one canonical JSON object a line. Only reads, so a " +
            "server may be running; what it accepts meanwhile may be in or out.")
        {
            data, model, moment, fromLog, to,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(data), options.Read(line), ModelFiles.Load(line.GetValue(model)),
            line.GetValue(moment) ?? MachineClock.Time.GetUtcNow(), line.GetValue(fromLog), line.GetValue(to),
            cancellation));
        return command;
    }

    /// <summary>The limits that the question about one referent has.</summary>
    private static DateTimeOffset? PastInstant(ArgumentResult result)
    {
        var asOf = CommonOptions.Instant(result);
        if (asOf?.UtcDateTime.Year < 1990)
            result.AddError("--as-of takes a moment from 1990 on.");
        else if (asOf > MachineClock.Time.GetUtcNow())
            result.AddError("--as-of takes a moment that has been.");

        return asOf;
    }

    private static async Task<int> Run(
        DirectoryInfo data,
        IReadOnlyDictionary<string, string?> configuration,
        RiskModel? model,
        DateTimeOffset asOf,
        bool fromLog,
        FileInfo? to,
        CancellationToken cancellation)
    {
        await using var services = DataServices.OpenForReading(data, configuration);
        var log = services.GetRequiredService<IEventLog>();
        var store = services.GetRequiredService<IReferentStore>();
        await using var output = to is null ? Console.OpenStandardOutput() : to.Create();
        var line = new ArrayBufferWriter<byte>();
        var lines = 0;
        // It only tells what this model says, of a moment that may be long past: nothing comes of it.
        var inUse = model is null
            ? await Offline.InUse(services, null, cancellation)
            : new RiskModelInUse(model, IsTrial: true);
        foreach (var referent in await Offline.Referents(log, cancellation))
        {
            var fold = await Fold(referent, log, store, fromLog, asOf, cancellation);
            // Nothing of it was folded: what there is waits for an original, or is in quarantine.
            if (!fold.HasFacts)
                continue;

            var position = new LogPosition(Partitions.Of(referent.ToString(), log.PartitionCount), fold.Offset);
            RiskJson.WriteCanonical(inUse.Score(fold, asOf), referent, position, line);
            line.Write("\n"u8);
            await output.WriteAsync(line.WrittenMemory, cancellation);
            line.ResetWrittenCount();
            lines++;
        }

        await output.FlushAsync(cancellation);
        if (inUse.Model is null)
            await Console.Error.WriteLineAsync("Without a model every level is 'none'; name one with --model.");
        await Console.Error.WriteLineAsync($"{lines} referents as of {asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        return ExitCodes.Done;
    }

    private static async Task<ReferentFold> Fold(
        ReferentId referent, IEventLog log, IReferentStore store, bool fromLog, DateTimeOffset asOf,
        CancellationToken cancellation)
    {
        if (!fromLog)
        {
            var stored = await ReferentFolds.Stored(referent, log, store, cancellation);
            // A live fold has let go of what is old; for a moment before its last event the whole history is folded.
            if (asOf >= stored.LatestEventTime)
                return stored;
        }

        return await ReferentFolds.Whole(referent, log, null, cancellation);
    }
}
