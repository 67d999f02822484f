using System.Diagnostics;
using System.Text.Json;
using Supervision.Benchmarks.Load;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>An import by the real executable, killed with kill -9 once it has come as far as it should.</summary>
internal static class ImportProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Gives the last row that was committed; it may have come further than it was to.</summary>
    public static async Task<long> KillAt(long row, TimeSpan later, string dataFolder, params string[] arguments)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "Supervision.Server.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [executable, "import", "--data", dataFolder, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["Supervision__Sql__Encryption__KeyFile"] = ServerProcess.KeyFile },
            })!;
        // What it prints is little, far less than a pipe holds; nobody has to read it.
        try
        {
            var started = Stopwatch.GetTimestamp();
            while (RowCommitted(dataFolder) < row)
            {
                if (process.HasExited)
                    Assert.Fail($"It ended with {process.ExitCode}:\n{await process.StandardError.ReadToEndAsync()}");

                Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"Row {row} was not reached in {Limit}.");
                await Task.Delay(1);
            }

            await Task.Delay(later);
            Assert.False(process.HasExited, "It ended before it could be killed.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        return RowCommitted(dataFolder);
    }

    /// <summary>The state is replaced as a whole, so that there is always one to read.</summary>
    private static long RowCommitted(string dataFolder)
    {
        var folder = new DirectoryInfo(Path.Combine(dataFolder, "imports"));
        if (!folder.Exists || folder.GetFiles("*.json") is not [var file, ..])
            return 0;

        using var state = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
        return state.RootElement.GetProperty("rowCommitted").GetInt64();
    }
}
