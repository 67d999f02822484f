using System.CommandLine;
using System.Security.Cryptography;
using Supervision.Audit;
using Supervision.Gateway.Audits;

namespace Supervision.Server.Commands;

/// <summary>The key that audit bundles are signed with, beside servers that go on.</summary>
internal static class AuditKeyCommand
{
    public static Command Create() => new(
        "audit-key", "The key that audit bundles are signed with. Servers may run meanwhile, and use what is there.")
    {
        With("show", "Prints the public keys, the one that signs first. Makes the key when there is none.",
            file => file.Open()),
        With("rotate", "Makes a new key, which signs from now on; the public key of the one before stays.",
            file => file.Rotate()),
    };

    private static Command With(string name, string description, Func<SigningKeyFile, SigningKeys> keys)
    {
        var data = CommonOptions.Data();
        var file = new Option<FileInfo?>("--file")
        {
            Description =
                "The file of the key. When left out, that of Supervision__Audit__KeyFile, or else the one beside " +
                "--data.",
            HelpName = "FILE",
        };
        var command = new Command(name, description) { data, file };
        command.SetAction(line =>
        {
            try
            {
                using var found = keys(FileOf(line.GetValue(file), line.GetRequiredValue(data)));
                Print(found.PublicKey, "signs");
                foreach (var earlier in found.Earlier)
                    Print(earlier, "signed before");
                return ExitCodes.Done;
            }
            catch (UnusableSigningKeyException failure)
            {
                throw new CannotStartException(failure.Message, failure);
            }
        });
        return command;
    }

    /// <summary>The one that is named, else that of the configuration, else the one beside the data.</summary>
    public static SigningKeyFile FileOf(FileInfo? named, DirectoryInfo data) =>
        new(named?.FullName ?? Configured() ?? SigningKeyFile.DefaultPath(data.FullName));

    private static string? Configured() => new ConfigurationBuilder().AddEnvironmentVariables().Build()
        .GetSection(AuditOptions.Section)[nameof(AuditOptions.KeyFile)] is { Length: > 0 } path ? path : null;

    private static void Print(byte[] key, string state)
    {
        Console.Error.WriteLine($"Key {BundleSignature.IdOf(key)} {state}.");
        Console.WriteLine(PemEncoding.WriteString("PUBLIC KEY", key));
    }
}
