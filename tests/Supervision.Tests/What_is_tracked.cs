using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Supervision.Tests;

/// <summary>Every file in the repository, of whatever kind, is searched for what is nobody else's to know.</summary>
public sealed partial class What_is_tracked
{
    /// <summary>What looks like a secret and is an example, with the reason.</summary>
    private static readonly string[] Examples =
    [
        "svk_k3v7q2m5x4ab_9nZ0cVq1v4mB7xK2tR5yW8uE3sD6fG1hJ4kL7pQ0aXc", // Of the API document; no such key was made.
    ];

    private const string Names = "(password|passwd|pwd|secret|access_key|secret_key|api_key)";
    private const string Value = @"[""']?[A-Za-z0-9!@#%^&*+/-]{6,}";

    [Fact]
    public void Is_no_secret()
    {
        var found = Tracked().SelectMany(file => File.ReadLines(file)
            .Select((text, index) => (Place: $"{Repository.Name(file)}:{index + 1}", Text: text))
            .Where(line => IsSecret(file, line.Text))
            .Select(line => line.Place)).ToArray();

        Assert.True(found.Length == 0, "These look like secrets: " + string.Join(' ', found));
    }

    [Fact]
    public void Is_no_file_that_holds_secrets_by_its_kind() =>
        Assert.DoesNotContain(Tracked(), file => SecretFile().IsMatch(Path.GetFileName(file)));

    // Each is put together here, so that this file does not hold what it looks for.
    [Theory]
    [InlineData("x.txt", "-----BEGIN PRIVATE" + " KEY-----")]
    [InlineData("x.txt", "-----BEGIN ENCRYPTED PRIVATE" + " KEY-----")]
    [InlineData("x.md", "-----BEGIN RSA PRIVATE" + " KEY-----")]
    [InlineData("x.md", "X-Api-Key: svk_" + "aaaabbbbccc2_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")]
    [InlineData("x.yaml", "Host=db;Username=supervision;Password" + "=hunter22;Timeout=2")]
    [InlineData("x.json", "\"ClientSecret\": \"" + "hunter22\"")]
    [InlineData("x.yaml", "POSTGRES_PASSWORD: " + "hunter22")]
    [InlineData(".env", "GRAFANA_PASSWORD=" + "hunter22")]
    [InlineData("x.sh", "export AWS_SECRET_ACCESS_KEY=" + "abcd1234")]
    [InlineData("x.md", "AKIA" + "ABCDEFGHIJKLMNOP")]
    [InlineData("x.md", "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("x.cs", "Bearer eyJ" + "hbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0aaaaaaaa.c2lnbmF0dXJlIG9mIHNvbWVib2R5")]
    public void Is_known_for_a_secret(string file, string line) => Assert.True(IsSecret(file, line), line);

    [Theory]
    [InlineData("compose.yml", "Username=supervision_app;Password" + "=${SUPERVISION_DB_PASSWORD:?set it in .env}")]
    [InlineData("x.md", "POSTGRES_PASSWORD" + "=...")]
    [InlineData("x.json", "\"ClientSecret\": \"\"")]
    [InlineData("x.yaml", "POSTGRES_PASSWORD: " + "${POSTGRES_PASSWORD}")]
    [InlineData("x.md", "`X-Api-Key: svk_…`")]
    [InlineData("x.cs", "/// <summary>A certificate and its private key.</summary>")]
    public void Is_no_secret_where_one_is_only_spoken_of(string file, string line) =>
        Assert.False(IsSecret(file, line), line);

    private static bool IsSecret(string file, string line)
    {
        if (PrivateKey().IsMatch(line) || OfOthers().IsMatch(line)
            || Key().Matches(line).Any(key => !Examples.Contains(key.Value)))
            return true;

        // In code a password is that of a test, which makes it up; the files that configure are read as they are.
        // Text that people read speaks of passwords; what it shows of a configuration has no space about its '='.
        return Path.GetExtension(file) switch
        {
            ".cs" => false,
            ".md" => PasswordInText().IsMatch(line),
            _ => Password().IsMatch(line),
        };
    }

    private static IEnumerable<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.True(git.ExitCode == 0 && files.Length > 500, $"Git lists {files.Length} files.");
        return files.Select(file => Path.Combine(Repository.Root, file)).Where(File.Exists);
    }

    [GeneratedRegex("-----BEGIN ([A-Z]+ )*PRIVATE KEY")]
    private static partial Regex PrivateKey();

    [GeneratedRegex("svk_[a-z2-7]{12}_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    // Of clouds and hosts: their keys, and signed tokens.
    [GeneratedRegex(@"\bAKIA[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{16,}")]
    private static partial Regex OfOthers();

    // A value of a password, secret or access key, but for a variable, a placeholder, or nothing.
    [GeneratedRegex(Names + @"(""?:|\s*=)\s*" + Value, RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex(Names + "=" + Value, RegexOptions.IgnoreCase)]
    private static partial Regex PasswordInText();

    [GeneratedRegex(@"(\.(key|pfx|p12|pem|jks|kdbx)|^\.env|^id_(rsa|ed25519))$")]
    private static partial Regex SecretFile();
}
