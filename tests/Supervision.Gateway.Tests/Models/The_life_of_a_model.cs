using System.Diagnostics;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Models;

/// <summary>The page about models, line by line: each is answered as the line under it says.</summary>
public sealed class The_life_of_a_model(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says()
    {
        var steps = Steps().ToArray();
        Assert.True(steps.Length >= 40, $"Only {steps.Length} lines were found.");

        foreach (var (line, expected) in steps)
        {
            if (expected is null)
                await Run(line);
            else
                await Run($"{line} -w '\\n%{{http_code}}'", expected[..3], expected[3..].Trim());
        }
    }

    /// <summary>What only asks is asked again: a report is made in the background, and what follows from it.</summary>
    private async Task Run(string line, string status, string text)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var output = await Run(line);
            if (output.EndsWith(status, StringComparison.Ordinal) && output.Contains(text, StringComparison.Ordinal))
                return;

            Assert.True(IsQuestion(line) && DateTime.UtcNow < until, $"{line}\n{status} {text}\n{output}");
        }
    }

    private static bool IsQuestion(string line) =>
        !line.Contains(" -d ", StringComparison.Ordinal) && !line.Contains("--data-binary", StringComparison.Ordinal)
        && !line.Contains(" -X ", StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string Line, string? Expected)> Steps()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "models.md"));
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

    private static string Copied(string line) =>
        $"cd {Repository.Root} && {line} && mv {line.Split(' ')[^1]} \"$OLDPWD\"";

    private async Task<string> Run(string line)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Supervision.Server.dll");
        var start = new ProcessStartInfo("bash", ["-c", $"supervision() {{ dotnet '{program}' \"$@\"; }}; {line}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
            Environment = { ["SERVER"] = server.Address.ToString().TrimEnd('/') },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{line}\n{output}");
        return output;
    }
}
