using System.CommandLine;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Sql.Accounts;

namespace Supervision.Server.Commands;

/// <summary>
/// What a command says of a look at dossiers before it shows anything: who has the machine and what for. A server that
/// runs puts it on the log, or the next one that starts.
/// </summary>
internal static class NotedReading
{
    public static Option<string> Purpose()
    {
        var option = new Option<string>("--purpose")
        {
            Description = $"What it is read for; recorded, with the account of the system: {string.Join(", ", Words)}.",
            HelpName = "WORD",
            Required = true,
        };
        option.AcceptOnlyFromAmong([.. Words]);
        return option;
    }

    /// <summary>Ends when the notes are durable, one for each dossier.</summary>
    /// <param name="status">What REST would have answered: 404 tells something as well.</param>
    /// <exception cref="CannotStartException">It cannot be recorded, so nothing may be shown.</exception>
    public static async Task Note(
        DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration, string operation, string purpose,
        int status, IEnumerable<string?> referents, CancellationToken cancellation)
    {
        var word = ClosedList<ReadingPurpose>.TryParse(purpose, out var known)
            ? known
            : throw new ArgumentOutOfRangeException(nameof(purpose));
        await using var services = DataServices.Build(
            data, configuration, MachineClock.Time, readOnly: false, add => add.AddSupervisionAccounts());
        var notes = DataServices.Guard(() =>
        {
            services.OpenSupervisionAccounts();
            return services.GetRequiredService<IReadNotes>();
        });
        var now = MachineClock.Time.GetUtcNow();
        try
        {
            foreach (var referent in referents)
                await notes.Add(
                    new ReadNote(Guid.CreateVersion7(now), now, new DossierRead(
                        operation, SystemAccount.ActorId, ActorKind.Person, Roles: [], word, status, referent)),
                    cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            throw new CannotStartException($"{failure.Message} So nothing is shown.", failure);
        }
    }

    private static IEnumerable<string> Words =>
        Enum.GetValues<ReadingPurpose>().Select(ClosedList<ReadingPurpose>.WordFor);
}
