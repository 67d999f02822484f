using System.CommandLine;
using System.Globalization;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Facts;
using Supervision.Server.Edge;
using Supervision.Sql.Accounts;

namespace Supervision.Server.Commands;

/// <summary>Makes, lists, rotates and revokes the keys of services, beside servers that go on.</summary>
internal static class KeysCommand
{
    private const string MadeBy = AccessChangers.CommandLine;

    public static Command Create() => new(
        "keys",
        "The keys that services send in the header X-Api-Key. Servers may run meanwhile: what is done here holds for "
        + "them at once.")
    {
        Make(), List(), Rotate(), Revoke(),
    };

    private static Command Make()
    {
        var name = new Argument<string>("name") { Description = "For people, such as the name of the system." };
        var sources = Patterns("--source", "SOURCE", "A source of events that it may send, exactly or as 'start*'.");
        var types = Patterns("--type", "TYPE", "A type of event that it may send, exactly or as 'start*'.");
        var roles = new Option<string[]>("--role")
        {
            Description = "What it may: integrator (the default), supervisor, auditor. Several may be given.",
            HelpName = "ROLE",
            DefaultValueFactory = _ => [ClosedList<Role>.WordFor(Role.Integrator)],
        };
        roles.AcceptOnlyFromAmong([.. SeparationOfDuties.OfServices.Select(ClosedList<Role>.WordFor)]);
        var days = Days();
        var certificate = new Option<FileInfo?>("--certificate")
        {
            Description = "The certificate that the service connects with, in place of a secret: a file, PEM or DER.",
            HelpName = "FILE",
        };
        var command = new Command("make", "Makes a key and prints it, once.")
        {
            name, sources, types, roles, days, certificate,
        };
        return WithStore(command, mustBeThere: false, async (line, store, notes, time, cancellation) =>
        {
            var terms = new KeyTerms(
                line.GetRequiredValue(name),
                [.. line.GetRequiredValue(roles).Select(word =>
                    ClosedList<Role>.TryParse(word, out var role) ? role : default)],
                new KeyScope([.. line.GetRequiredValue(sources)], [.. line.GetRequiredValue(types)]),
                line.GetValue(days));
            if (terms.Malformed() is { IsEmpty: false } malformed)
                return Refuse(ExitCodes.Usage, string.Join('\n', malformed.Select(Told)));
            if (terms.Check() is { } refusal)
                return Refuse(ExitCodes.FoundWrong, Told(refusal));

            var now = time.GetUtcNow();
            var fingerprint = line.GetValue(certificate) is { } file ? CertificateFiles.FingerprintOf(file) : null;
            if (fingerprint is not null && await store.Find([Fingerprint.IdOf(fingerprint)], cancellation) is not [])
                return Refuse(ExitCodes.FoundWrong, KeyTerms.CertificateKnown.Message);

            var (key, text) = fingerprint is null
                ? terms.Make(now, MadeBy)
                : (terms.Bind(fingerprint, now, MadeBy), (string?)null);
            await Note(notes, key.Change(AccessChange.KeyMade, MadeBy), now, cancellation);
            if (!await store.Add(key, now, cancellation))
                return Refuse(
                    ExitCodes.FoundWrong, "There are as many keys that hold as there may be. Revoke some first.");

            return Show(key, text);
        });
    }

    private static Command List() => WithStore(
        new Command("list", "Lists all keys that were ever made, and nothing secret."),
        mustBeThere: true,
        async (_, store, _, time, cancellation) =>
        {
            string? after = null;
            while (await store.List(after, 100, cancellation) is { IsEmpty: false } page)
            {
                foreach (var key in page)
                    Console.WriteLine(Line(key, time.GetUtcNow()));
                after = page[^1].Id;
            }

            return ExitCodes.Done;
        });

    private static Command Rotate()
    {
        var id = Id();
        var days = Days();
        var overlap = CommonOptions.Count(
            "--old-hours", "For how many hours the secret that it has holds beside the new one.", 24, 0,
            KeyTerms.OldHoursMax);
        var command = new Command("rotate", "Gives a key a new secret and prints it, once.") { id, days, overlap };
        return WithStore(command, mustBeThere: true, async (line, store, notes, time, cancellation) =>
        {
            if (await store.Find([line.GetRequiredValue(id)], cancellation) is not [{ } before])
                return Unknown();
            if (KeyTerms.CheckRotation(before) is { } refusal)
                return Refuse(ExitCodes.FoundWrong, refusal.Message);

            var (after, text) = KeyTerms.Rotate(
                before, time.GetUtcNow(), line.GetValue(days), line.GetValue(overlap));
            await Note(notes, after.Change(AccessChange.KeyRotated, MadeBy), time.GetUtcNow(), cancellation);
            if (!await store.Rotate(before, after, cancellation))
                return Refuse(ExitCodes.FoundWrong, "The key was revoked, or rotated by another at this moment.");

            return Show(after, text);
        });
    }

    private static Command Revoke()
    {
        var id = Id();
        var command = new Command("revoke", "Ends a key for good, at once on every server.") { id };
        return WithStore(command, mustBeThere: true, async (line, store, notes, time, cancellation) =>
        {
            if (await store.Find([line.GetRequiredValue(id)], cancellation) is not [{ } key])
                return Unknown();
            if (key.Revoked is null)
                await Note(
                    notes, new AccessChanged(AccessChange.KeyRevoked, MadeBy, Key: key.Id), time.GetUtcNow(),
                    cancellation);
            await store.Revoke(key.Id, new KeyRevocation(time.GetUtcNow(), MadeBy), cancellation);
            Console.WriteLine($"Key {key.Id} holds no more.");
            return ExitCodes.Done;
        });
    }

    private static Command WithStore(
        Command command, bool mustBeThere,
        Func<ParseResult, IApiKeyStore, IAccessNotes, TimeProvider, CancellationToken, Task<int>> run)
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        command.Add(data);
        options.AddTo(command);
        command.SetAction(async (line, cancellation) =>
        {
            var configuration = options.Read(line);
            var folder = line.GetRequiredValue(data);
            await using var services = DataServices.Build(
                folder, configuration, MachineClock.Time, readOnly: false,
                add => add.AddSupervisionAccounts());
            if (mustBeThere && !services.HasSupervisionAccounts())
                throw new CannotStartException($"There are no keys in {folder.FullName}.");

            var store = DataServices.Guard(() =>
            {
                services.OpenSupervisionAccounts();
                return services.GetRequiredService<IApiKeyStore>();
            });
            return await run(
                line, store, services.GetRequiredService<IAccessNotes>(), MachineClock.Time, cancellation);
        });
        return command;
    }

    /// <summary>Before it is done; a server that has the log puts it there.</summary>
    private static Task Note(
        IAccessNotes notes, AccessChanged change, DateTimeOffset now, CancellationToken cancellation) =>
        notes.Add(new AccessNote(Guid.CreateVersion7(now).ToString("N"), now, change), cancellation);

    private static int Unknown() => Refuse(
        ExitCodes.FoundWrong, "There is no key with this id. The command 'keys list' shows all.");

    private static int Refuse(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }

    private static string Told(Refusal refusal) => $"{refusal.Pointer?[1..]}: {refusal.Message}";

    private static int Show(ApiKey key, string? text)
    {
        if (text is null)
        {
            Console.WriteLine($"Key {key.Id}, until {Moment(key.Secret.Until)}, for the certificate {key.Certificate}");
            return ExitCodes.Done;
        }

        Console.WriteLine(text);
        Console.Error.WriteLine(
            $"Key {key.Id}, until {Moment(key.Secret.Until)}. It is shown once; only its digest is kept.");
        if (key.Old is { } old)
            Console.Error.WriteLine($"The secret before holds until {Moment(old.Until)}.");
        return ExitCodes.Done;
    }

    private static string Line(ApiKey key, DateTimeOffset now)
    {
        var state = key.Revoked is { } revoked ? $"revoked {Moment(revoked.At)}"
            : key.HasExpired(now) ? $"expired {Moment(key.Secret.Until)}" : $"until {Moment(key.Secret.Until)}";
        return $"{key.Id}  {state}  {string.Join(',', key.Roles.Select(ClosedList<Role>.WordFor))}  "
            + (key.Certificate is null ? "" : "by certificate  ")
            + $"sources {Patterns(key.Scope.Sources)}  types {Patterns(key.Scope.Types)}  {key.Name}";

        static string Patterns(IReadOnlyCollection<string> patterns) =>
            patterns.Count == 0 ? "none" : string.Join(',', patterns);
    }

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Argument<string> Id() => new("id") { Description = "The id of the key, as the list shows it." };

    private static Option<int> Days() => CommonOptions.Count(
        "--days", "After how many days the secret expires.", 90, 1, KeyTerms.DaysMax);

    private static Option<string[]> Patterns(string name, string helpName, string description) => new(name)
    {
        Description = $"{description} Several may be given.",
        HelpName = helpName,
        DefaultValueFactory = _ => [],
    };
}
