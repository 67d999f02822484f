using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Server.Commands;

/// <summary>Checks an audit bundle with nothing else at hand.</summary>
internal static class VerifyBundleCommand
{
    private const int KeyFileBytesMax = 64 * 1024;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The bundle, a zip archive." };
        var key = new Option<FileInfo?>("--key")
        {
            Description =
                "The public key of the server, as PEM, from another place than the bundle. Without it anybody may " +
                "have signed.",
            HelpName = "FILE",
        };
        var anchors = new Option<string[]>("--anchor")
        {
            Description =
                "A link of the chain that was kept elsewhere, as 3-1042=HEXADECIMAL; may be repeated. Where the " +
                "bundle comes by it, its chain must go through it; what it does not come by is said.",
            HelpName = "POSITION=LINK",
            DefaultValueFactory = _ => [],
        };
        anchors.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => Anchor(token.Value) is null))
                result.AddError("--anchor takes a position and 64 hexadecimal digits, such as 3-1042=0f3c….");
            else if (result.Tokens.Select(token => Anchor(token.Value)).Distinct()
                .GroupBy(anchor => anchor!.Value.At).FirstOrDefault(same => same.Count() > 1) is { } twice)
                result.AddError($"--anchor names two links at {twice.Key}; there is one.");
        });
        var command = new Command(
            "verify-bundle",
            "Checks an audit bundle: the signature, every file, the place of each event in the hash chain, the " +
            "models; and computes every score and explanation once more, bit for bit. Needs no server and no data. " +
            "Exit code 1 when anything differs, with what it is.")
        {
            file, key, anchors,
        };
        command.SetAction((line, cancellation) => Task.FromResult(Run(
            line.GetRequiredValue(file), line.GetValue(key), line.GetRequiredValue(anchors), cancellation)));
        return command;
    }

    private static int Run(FileInfo file, FileInfo? key, string[] anchors, CancellationToken cancellation)
    {
        if (!file.Exists)
            throw new CannotStartException($"There is no file {file.FullName}.");

        using var archive = file.OpenRead();
        var (manifest, findings) = BundleCheck.Of(
            archive, key is null ? default : KeyIn(key),
            anchors.Select(anchor => Anchor(anchor)!.Value).DistinctBy(anchor => anchor.At)
                .ToDictionary(anchor => anchor.At, anchor => anchor.Link),
            cancellation);
        if (manifest is not null)
            Show(manifest);
        foreach (var finding in findings)
            Show(finding);

        var failed = findings.Count(finding => !finding.Passed);
        foreach (var caveat in findings.Select(finding => finding.Caveat).OfType<string>())
            Console.WriteLine($"Mind: {caveat}.");
        Console.WriteLine((failed, key) switch
        {
            (0, null) => "The bundle holds, by a key that nobody vouches for: give that of the server with --key.",
            (0, _) => "The bundle holds.",
            _ => $"The bundle DOES NOT HOLD: {failed} checks failed.",
        });
        return failed == 0 ? ExitCodes.Done : ExitCodes.FoundWrong;
    }

    private static void Show(BundleManifest manifest)
    {
        var scope = manifest.Scope.Escalation is { } escalation ? $"case {Printable(escalation)}"
            : manifest.Scope.Referent is { } referent
            ? referent.ToString()
            : $"{manifest.Referents.Length} referents, {Moment(manifest.Scope.From)} to {Moment(manifest.Scope.Until)}";
        Console.WriteLine(
            $"As the bundle says: {scope}; made {Moment(manifest.MadeAt)} by version {manifest.Software}, asked for by "
            + $"{Printable(manifest.Asked.Actor)} "
            + $"for {ClosedList<ReadingPurpose>.WordFor(manifest.Asked.Purpose)}.");
    }

    private static void Show(BundleFinding finding)
    {
        Console.WriteLine($"{finding.Check,-12} {(finding.Passed ? $"passed: {finding.Said}" : "FAILED")}");
        foreach (var wrong in finding.Wrong)
            Console.WriteLine($"{"",-12} {Printable(wrong)}");
        if (finding.WrongCount > finding.Wrong.Length)
            Console.WriteLine($"{"",-12} and {finding.WrongCount - finding.Wrong.Length} more");
    }

    private static ReadOnlyMemory<byte> KeyIn(FileInfo file)
    {
        if (!file.Exists)
            throw new CannotStartException($"There is no key file {file.FullName}.");

        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(file.Length <= KeyFileBytesMax ? File.ReadAllText(file.FullName) : "");
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            throw new CannotStartException($"{file.FullName} holds no public key as PEM.", unreadable);
        }
    }

    private static (LogPosition At, string Link)? Anchor(string text)
    {
        var parts = text.Split('=');
        return parts is [var at, { Length: 2 * HashChain.LinkLength } link]
            && link.All(char.IsAsciiHexDigit)
            && LogPosition.TryParse(at, null, out var position)
                ? (position, link.ToLowerInvariant())
                : null;
    }

    private static string Moment(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "(no moment)";

    /// <summary>A bundle may be anybody's: what it says must not steer the terminal.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
