using System.Diagnostics;
using System.Text.Json;
using Supervision.Tests;

namespace Supervision.Gateway.Tests.Api;

[Collection(nameof(RunningServer))]
public sealed class The_guide_to_the_api(RunningServer server)
{
    [Fact]
    public async Task Has_curl_lines_that_work_in_their_order()
    {
        var lines = Lines().ToArray();
        Assert.True(lines.Length >= 20, $"Only {lines.Length} lines were found.");

        foreach (var line in lines)
        {
            var (exitCode, output) = await Run(line);
            // 28 is curl's own limit of time, which the stream of changes is given.
            Assert.True(exitCode is 0 || (exitCode is 28 && line.Contains("--max-time")), $"{line}\n{output}");
            Assert.False(string.IsNullOrWhiteSpace(output), line);
            if (!line.Contains("risk-changes", StringComparison.Ordinal))
                AssertNoProblem(line, output);
        }
    }

    private static void AssertNoProblem(string line, string output)
    {
        foreach (var json in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var answer = JsonElement.Parse(json);
            Assert.False(answer.TryGetProperty("type", out var type)
                && type.ToString().StartsWith("urn:supervision:", StringComparison.Ordinal), $"{line}\n{output}");
            Assert.False(answer.TryGetProperty("status", out var status) && status.ToString() == "refused", output);
        }
    }

    private async Task<(int ExitCode, string Output)> Run(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line])
        {
            RedirectStandardOutput = true,
            Environment = { ["SERVER"] = server.Client.BaseAddress!.ToString().TrimEnd('/') },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static IEnumerable<string> Lines() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "api.md"))
            .Where(line => line.StartsWith("curl ", StringComparison.Ordinal)
                || line.Contains("| curl ", StringComparison.Ordinal));
}
