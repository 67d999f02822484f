using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql;

namespace Supervision.Server.Commands;

/// <summary>What a referent can ask about its own dossier: to see it, to have it erased, to have it kept.</summary>
internal static class DossierCommand
{
    /// <summary>The same question as over REST, and recorded as that.</summary>
    private const string ExportOperation = "exportDossier";

    public static Command Create() => new(
        "dossier", "The dossier of one referent: exported for it, erased on its request, or held.")
    {
        Export(), Erase(),
        Mark(
            "hold", "Holds the dossier: nothing of it is erased until it is released.",
            ground => new DossierHeld(ground)),
        Mark("release", "Ends a hold.", ground => new DossierReleased(ground)),
    };

    private static Argument<string> Referent()
    {
        var argument = new Argument<string>("referent") { Description = "Its id, as in kvk:99000001." };
        argument.Validators.Add(result =>
        {
            if (!ReferentId.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : null, null, out _))
                result.AddError("A referent id is 'scheme:value' in lower case.");
        });
        return argument;
    }

    private static Command Export()
    {
        var (referent, data, options, model) =
            (Referent(), CommonOptions.Data(), ConfigurationOptions.OfData(), CommonOptions.Model(null));
        var to = new Option<FileInfo>("--out")
        {
            Description = "Where to write: JSON when it ends in .json, else a page of HTML.",
            HelpName = "FILE",
            Required = true,
        };
        CommonOptions.NeverOverwrites(to);
        var purpose = NotedReading.Purpose();
        var command = new Command(
            "export",
            "Writes everything held about a referent, for the referent; no official is named. A server may run " +
            "meanwhile. That it was read, by which account of the system and what for, is recorded.")
        {
            referent, purpose, data, model, to,
        };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            var (folder, configuration) = (line.GetRequiredValue(data), options.Read(line));
            await using var services = DataServices.OpenForReading(folder, configuration);
            var reading = new DossierReading(
                services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReferentViews>(),
                await Offline.InUse(services, ModelFiles.Load(line.GetValue(model)), cancellation),
                services.GetRequiredService<TimeProvider>());
            var id = ReferentId.Parse(line.GetRequiredValue(referent));
            var dossier = await reading.Read(id, cancellation);
            await NotedReading.Note(
                folder, configuration, ExportOperation, line.GetRequiredValue(purpose), dossier is null ? 404 : 200,
                [id.ToString()], cancellation);
            if (dossier is null)
            {
                await Console.Error.WriteLineAsync("The log holds nothing about this referent.");
                return ExitCodes.FoundWrong;
            }

            await Write(dossier, line.GetRequiredValue(to), cancellation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{dossier.Events.Length + dossier.FollowUp.Length:N0} events written."));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Task Write(Dossier dossier, FileInfo to, CancellationToken cancellation)
    {
        if (!to.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return File.WriteAllTextAsync(to.FullName, DossierPage.Write(dossier), cancellation);
        var json = new ArrayBufferWriter<byte>();
        DossierJson.Write(dossier, json);
        return File.WriteAllBytesAsync(to.FullName, json.WrittenMemory, cancellation);
    }

    private static Command Erase()
    {
        var (referent, data, options, model) =
            (Referent(), CommonOptions.Data(), ConfigurationOptions.OfData(), CommonOptions.Model(null));
        var events = new Option<string[]>("--event")
        {
            Description = "Only the event at this position (3-1042); may be repeated. Everything when left out.",
            HelpName = "POSITION",
        };
        events.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !LogPosition.TryParse(token.Value, null, out _)))
                result.AddError("Takes positions such as 3-1042.");
        });
        var unlawful = new Option<bool>("--unlawful") { Description = "It should never have been held." };
        var command = new Command(
            "erase", "Erases what is held about a referent, on its request. No server may run meanwhile.")
        {
            referent, events, unlawful, data, model,
        };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            await using var services = Opened(line.GetRequiredValue(data), options.Read(line));
            var id = ReferentId.Parse(line.GetRequiredValue(referent));
            var only = line.GetValue(events) is { Length: > 0 } named
                ? named.Select(position => LogPosition.Parse(position)).ToHashSet()
                : null;
            var ground = line.GetValue(unlawful) ? ErasureGround.Unlawful : ErasureGround.OnRequest;
            var keeping = Offline.Keeping(services);
            var wrong = (await keeping.Judge(id, only, ground, cancellation)).Wrong;
            var (erased, refusal) = await keeping.EraseOnRequest(
                id, only, ground, Offline.Forgets(services), cancellation);
            if (refusal is not null)
            {
                await Console.Error.WriteLineAsync($"{refusal.Code}: {refusal.Message} {string.Join(' ', wrong)}");
                return ExitCodes.FoundWrong;
            }

            var inUse = await Offline.InUse(services, ModelFiles.Load(line.GetValue(model)), cancellation);
            await Offline.Refresh(services, inUse).Run([id], cancellation);
            services.CompactSupervisionData();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Erased {erased.Length:N0} payloads."));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Mark(string name, string description, Func<HoldGround, Fact> fact)
    {
        var (referent, data, options) = (Referent(), CommonOptions.Data(), ConfigurationOptions.OfData());
        var ground = new Option<string>("--ground")
        {
            Description = "Why: legal-proceedings, inspection, subject-request or archive-transfer.",
            HelpName = "WORD",
            Required = true,
        };
        ground.AcceptOnlyFromAmong([.. Enum.GetValues<HoldGround>().Select(ClosedList<HoldGround>.WordFor)]);
        var command = new Command(name, description) { referent, ground, data };
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            await using var services = Opened(line.GetRequiredValue(data), options.Read(line));
            var chosen = Enum.GetValues<HoldGround>()
                .First(one => ClosedList<HoldGround>.WordFor(one) == line.GetRequiredValue(ground));
            await Offline.Keeping(services).Record(
                ReferentId.Parse(line.GetRequiredValue(referent)), fact(chosen), cancellation);
            return ExitCodes.Done;
        });
        return command;
    }

    private static ServiceProvider Opened(DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration)
    {
        var services = DataServices.Build(data, configuration, MachineClock.Time, readOnly: false);
        DataServices.Guard(() =>
        {
            services.OpenSupervisionDataAlone();
            return true;
        });
        return services;
    }
}
