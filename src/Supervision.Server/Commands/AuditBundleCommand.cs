using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Facts;
using Supervision.Gateway.Audits;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>Makes an audit bundle on the machine itself, beside servers that go on; recorded as over REST.</summary>
internal static class AuditBundleCommand
{
    private const string OfReferent = "getReferentAuditBundle";
    private const string OfPeriod = "getAuditBundle";

    public static Command Create()
    {
        var (data, options, model) = (CommonOptions.Data(), ConfigurationOptions.OfData(), CommonOptions.Model(null));
        var referent = new Option<string?>("--referent")
        {
            Description = "The id of one referent, as in kvk:99000001; else the bundle is of a period.",
            HelpName = "ID",
        };
        referent.Validators.Add(result =>
        {
            if (!ReferentId.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : null, null, out _))
                result.AddError("--referent: an id is 'scheme:value' in lower case.");
        });
        var from = Moment("--from", "The first moment of the period; a day before its end when left out.");
        var until = Moment("--until", "The first moment after the period; now when left out.");
        var purpose = NotedReading.Purpose();
        var to = new Option<FileInfo>("--out")
        {
            Description = "Where to write the zip archive.",
            HelpName = "FILE",
            Required = true,
        };
        CommonOptions.NeverOverwrites(to);
        var command = new Command(
            "audit-bundle",
            "Writes what the scores of a referent or of a period rest on, as one signed archive for verify-bundle. A " +
            "server may run meanwhile. It is signed with the key of the server, and each dossier in it is recorded " +
            "as read: by which account of the system and what for. It names officials.")
        {
            referent, from, until, purpose, data, model, to,
        };
        options.AddTo(command);
        command.Validators.Add(result => Check(result, referent, from, until));
        command.SetAction((line, cancellation) => Run(
            new Wanted(
                line.GetValue(referent) is { } id ? ReferentId.Parse(id) : null, line.GetValue(from),
                line.GetValue(until), line.GetRequiredValue(purpose)),
            line.GetRequiredValue(data), options.Read(line), line.GetValue(model), line.GetRequiredValue(to),
            cancellation));
        return command;
    }

    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "INSTANT",
        CustomParser = CommonOptions.Moment,
    };

    private static void Check(
        CommandResult result, Option<string?> referent, Option<DateTimeOffset?> from, Option<DateTimeOffset?> until)
    {
        if (result.GetResult(referent) is not null
            && (result.GetResult(from) is not null || result.GetResult(until) is not null))
            result.AddError("--from and --until are of a period: leave them out with --referent.");
        if (!CommonOptions.TryMoment(result.GetResult(from), out var begins)
            || !CommonOptions.TryMoment(result.GetResult(until), out var ends))
            return; // Its own parser says so.

        var now = MachineClock.Time.GetUtcNow();
        if (ends > now)
            result.AddError("--until takes a moment that has been.");
        if (begins > now)
            result.AddError("--from takes a moment that has been.");
        else if (begins >= (ends ?? now))
            result.AddError("--from takes a moment before --until.");
    }

    private static async Task<int> Run(
        Wanted wanted, DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, string? model,
        FileInfo to, CancellationToken cancellation)
    {
        var named = ModelFiles.Load(model);
        await using var services = DataServices.OpenForReading(data, configuration);
        using var keys = OpenKeys(data);
        // What is signed must be what the server says, and whether it has a trial its command line alone says.
        var refusal = model is not null ? null : await ModelNotice.UnnamedTrial(
            services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReferentViews>(), cancellation);
        BundleContent? content = null;
        if (refusal is null)
            (content, refusal) = await Collect(services, wanted, named, cancellation);
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"{refusal.Code}: {refusal.Message}");
            return ExitCodes.FoundWrong;
        }

        // On record before anything is shown; that there is nothing tells something as well.
        await NotedReading.Note(
            data, configuration, wanted.Referent is null ? OfPeriod : OfReferent, wanted.Purpose,
            content is null ? 404 : 200,
            (content?.Referents ?? [wanted.Referent!.Value]).Select(one => one.ToString()),
            cancellation);
        if (content is null)
        {
            await Console.Error.WriteLineAsync("The log holds nothing about this referent.");
            return ExitCodes.FoundWrong;
        }

        await using (var output = to.Create())
            await new BundleWriting(services.GetRequiredService<IChainReading>()).Write(
                content, new BundleAsked(SystemAccount.ActorId, ActorKind.Person, [], PurposeOf(wanted)),
                keys.Current, output, cancellation);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{content.Referents.Length:N0} dossiers, {content.Events.Length:N0} events and "
            + $"{content.Scores.Length:N0} scores, signed by key {BundleSignature.IdOf(keys.PublicKey)}."));
        return ExitCodes.Done;
    }

    private static async Task<(BundleContent? Content, Refusal? Refusal)> Collect(
        IServiceProvider services, Wanted wanted, RiskModel? named, CancellationToken cancellation)
    {
        var (log, time) = (services.GetRequiredService<IEventLog>(), services.GetRequiredService<TimeProvider>());
        var models = BundleModels.Of(
            (await ModelRegisterReading.Start.CatchUp(log, cancellation)).Register, named);
        var limits = services.GetRequiredService<IConfiguration>().GetSection(AuditOptions.Section)
            .Get<AuditOptions>() ?? new AuditOptions();
        var reading = new BundleReading(
            log, services.GetRequiredService<IReferentViews>(),
            new BundleBounds(limits.ReferentsMax, limits.EventsMax, limits.ScoresMax, limits.ChainStepsMax));
        var now = time.GetUtcNow();
        if (wanted.Referent is { } referent)
            return await reading.Of(
                referent, await Offline.InUse(services, named, cancellation), models, now, cancellation);

        var until = wanted.Until ?? now;
        return await reading.Of(wanted.From ?? until.AddDays(-1), until, named, models, now, cancellation);
    }

    private static SigningKeys OpenKeys(DirectoryInfo data)
    {
        try
        {
            return AuditKeyCommand.FileOf(null, data).Open();
        }
        catch (UnusableSigningKeyException failure)
        {
            throw new CannotStartException(failure.Message, failure);
        }
    }

    private static ReadingPurpose PurposeOf(Wanted wanted) =>
        ClosedList<ReadingPurpose>.TryParse(wanted.Purpose, out var word)
            ? word
            : throw new ArgumentOutOfRangeException(nameof(wanted));

    /// <summary>What is asked for: one referent, or a period.</summary>
    private sealed record Wanted(
        ReferentId? Referent, DateTimeOffset? From, DateTimeOffset? Until, string Purpose);
}
