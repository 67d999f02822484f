using System.CommandLine;
using Supervision.Gateway.Access.People;
using Supervision.Sql.Accounts;

namespace Supervision.Server.Commands;

/// <summary>Makes a set-up link for somebody, for when no administrator can sign in any more.</summary>
internal static class SetUpLinkCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var options = ConfigurationOptions.OfData();
        var name = new Argument<string>("name") { Description = "Whose account it is." };
        var command = new Command(
            "set-up-link",
            "Prints a one-time link by which somebody chooses a new password and a new second factor; the sessions " +
            "of the account end, and a disabled account is enabled. For when no administrator can sign in. A server " +
            "may run meanwhile.")
        {
            name, data,
        };
        options.AddTo(command);
        command.SetAction((line, cancellation) => Run(
            line.GetRequiredValue(name), line.GetRequiredValue(data), options.Read(line), cancellation));
        return command;
    }

    private static async Task<int> Run(
        string name, DirectoryInfo data, IReadOnlyDictionary<string, string?> configuration,
        CancellationToken cancellation)
    {
        await using var provider = DataServices.Build(
            DataFolders.Existing(data), configuration, MachineClock.Time, readOnly: false,
            services => services.AddSupervisionAccounts().AddSupervisionPeople());
        if (await provider.MakeSetUpLink(name, cancellation) is not { } made)
        {
            await Console.Error.WriteLineAsync("There is no account with this name.");
            return ExitCodes.FoundWrong;
        }

        if (made.WasDisabled)
            Console.WriteLine("The account was disabled and is enabled; its password from before does not hold.");
        Console.WriteLine($"On the address of the server, once, within a day: {made.Link}");
        return ExitCodes.Done;
    }
}
