using System.Diagnostics;
using Supervision.Benchmarks.Load;

namespace Supervision.Benchmarks.Chaos;

/// <summary>
/// The program as it was before the last commit that changed it, built from the history in a folder of its own. Where
/// no history is at hand (a shallow clone, an archive) it is this build once more, and that is said.
/// </summary>
internal sealed class PreviousBuild : IDisposable
{
    private const string Program = "src";
    private const string Migrations = "src/Supervision.Sql/Migrations/postgres";

    // What a process must be able to do to take part: a gateway that leaves says so first.
    private const string Floor = "src/Supervision.Gateway/Rules/Draining.cs";

    private static readonly TimeSpan StepMax = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo? _folder;

    private PreviousBuild(ServerBuild build, bool hasThisSchema, DirectoryInfo? folder)
    {
        (Build, HasThisSchema, _folder) = (build, hasThisSchema, folder);
    }

    public ServerBuild Build { get; }

    /// <summary>Whether it can be started on a database that this build has migrated.</summary>
    public bool HasThisSchema { get; }

    public static async Task<PreviousBuild> Make(string root, Action<string> print)
    {
        if (await Before(root) is not { } commit)
        {
            print("LIMITED: no history of a build that can take part is at hand, so this build is used twice.");
            return new PreviousBuild(ServerBuild.This with { Name = "this build once more" }, true, null);
        }

        var folder = Directory.CreateTempSubdirectory("supervision-previous-");
        try
        {
            var archive = Path.Combine(folder.FullName, "source.tar");
            await Must(root, "git", "archive", "--output", archive, commit);
            await Must(folder.FullName, "tar", "-xf", archive);
            // No build server may outlive the test.
            await Must(
                folder.FullName, "dotnet", "build", "src/Supervision.Server", "-c", "Release", "-v", "q", "--nologo",
                "--disable-build-servers", "-p:RunAnalyzers=false",
                "-p:GenerateDocumentationFile=false");
            var built = Directory.GetFiles(
                Path.Combine(folder.FullName, "artifacts", "bin", "Supervision.Server"), "Supervision.Server.dll",
                SearchOption.AllDirectories);
            var (same, _) = await Run(root, "git", "diff", "--quiet", commit, "--", Migrations);
            var schema = same == 0 ? "the same" : "newer";
            print($"The previous build is of commit {commit[..10]}; the schema is {schema}.");
            return new PreviousBuild(new ServerBuild("the previous build", built.Single()), same == 0, folder);
        }
        catch (Exception)
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose() => _folder?.Delete(recursive: true);

    /// <summary>The commit before the last that changed the program; null when none can take part.</summary>
    private static async Task<string?> Before(string root)
    {
        var (code, last) = await Run(root, "git", "log", "-1", "--format=%H", "--", Program);
        if (code != 0 || last.Trim().Length == 0)
            return null;

        var (missing, before) = await Run(root, "git", "rev-parse", "--verify", "--quiet", $"{last.Trim()}~1");
        if (missing != 0)
            return null;

        var (below, _) = await Run(root, "git", "cat-file", "-e", $"{before.Trim()}:{Floor}");
        return below == 0 ? before.Trim() : null;
    }

    private static async Task Must(string folder, string program, params string[] arguments)
    {
        var (code, output) = await Run(folder, program, arguments);
        if (code != 0)
            throw new InvalidOperationException($"{program} {arguments[0]} ended with {code}:\n{output}");
    }

    /// <summary>The exit code and what it printed; -1 when there is no such program.</summary>
    private static async Task<(int Code, string Output)> Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a build that runs this program has set is about that build.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToArray())
            start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(StepMax);
            using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return (process.ExitCode, output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"There is no {program} here.");
        }
    }

    private static bool IsOfABuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        && !name.Equals("MSBUILDDISABLENODEREUSE", StringComparison.OrdinalIgnoreCase);
}
