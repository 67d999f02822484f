using System.Diagnostics;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Models;

/// <summary>The page about models, line by line: each is answered as the line under it says.</summary>
public sealed class The_life_of_a_model(ModelServer server) : IClassFixture<ModelServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Goes_as_its_page_says()
    {
        var steps = Steps().ToArray();
        Assert.True(steps.Length >= 25, $"Only {steps.Length} lines were found.");

        foreach (var (line, expected) in steps)
        {
            var output = await Run(expected is null ? line : $"{line} -w '\\n%{{http_code}}'");
            if (expected is null)
                continue;

            var (status, text) = (expected[..3], expected[3..].Trim());
            Assert.True(output.EndsWith(status, StringComparison.Ordinal), $"{line}\n{output}");
            Assert.True(output.Contains(text, StringComparison.Ordinal), $"{line}\n{text}\n{output}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string Line, string? Expected)> Steps()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "models.md"));
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith("cp ", StringComparison.Ordinal))
                yield return ($"cd {Repository.Root} && {lines[index]} && mv example.json \"$OLDPWD\"", null);
            else if (lines[index].StartsWith("sed ", StringComparison.Ordinal))
                yield return (lines[index], null);
            else if (lines[index].StartsWith("curl ", StringComparison.Ordinal))
                yield return (lines[index], lines[index + 1]["# ".Length..]);
        }
    }

    private async Task<string> Run(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line])
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
