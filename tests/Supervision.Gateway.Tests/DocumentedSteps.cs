using System.Diagnostics;
using Supervision.Tests;

namespace Supervision.Gateway.Tests;

/// <summary>The lines of a page that are to be run, each with what the line under it says of the answer.</summary>
internal static class DocumentedSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs them in their order, in a folder; gives how many questions there were.</summary>
    public static async Task<int> Run(string page, Uri server, string folder)
    {
        var steps = Of(page).ToArray();
        foreach (var (line, expected) in steps)
        {
            if (expected is null)
                await Shell(line, server, folder);
            else
                await Run(line, expected[..3], expected[3..].Trim(), server, folder);
        }

        return steps.Count(step => step.Expected is not null);
    }

    /// <summary>What only asks is asked again: some of what was ordered is done in the background.</summary>
    private static async Task Run(string line, string status, string text, Uri server, string folder)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var output = await Shell($"{line} -w '\\n%{{http_code}}'", server, folder);
            if (output.EndsWith(status, StringComparison.Ordinal) && output.Contains(text, StringComparison.Ordinal))
                return;

            Assert.True(IsQuestion(line) && DateTime.UtcNow < until, $"{line}\n{status} {text}\n{output}");
            await Task.Delay(100);
        }
    }

    private static bool IsQuestion(string line) =>
        !line.Contains(" -d ", StringComparison.Ordinal) && !line.Contains("--data-binary", StringComparison.Ordinal)
        && !line.Contains(" -X ", StringComparison.Ordinal);

    /// <summary>What makes a file has no line under it that says what comes of it.</summary>
    private static IEnumerable<(string Line, string? Expected)> Of(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", page));
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("cp ", StringComparison.Ordinal))
                yield return (Copied(lines[index]), null);
            else if (Array.Exists(["supervision ", "sed ", "awk "], lines[index].StartsWith))
                yield return (lines[index], null);
            else if (lines[index].StartsWith("curl ", StringComparison.Ordinal))
                yield return (lines[index], lines[index + 1]["# ".Length..]);
        }
    }

    private static string Copied(string line) => line.Split(' ') is [_, var from, var to]
        ? $"cp {Path.Combine(Repository.Root, from)} {to}"
        : throw new ArgumentException(line, nameof(line));

    private static async Task<string> Shell(string line, Uri server, string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Supervision.Server.dll");
        var start = new ProcessStartInfo("bash", ["-c", $"supervision() {{ dotnet '{program}' \"$@\"; }}; {line}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
            Environment = { ["SERVER"] = server.ToString().TrimEnd('/') },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{line}\n{output}");
        return output;
    }
}
