using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Supervision.Benchmarks.Load;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>
/// All H-2 files through the real executable, once undisturbed and once killed with kill -9 at random rows.
/// <c>IMPORT_SEED</c> replays a run.
/// </summary>
public sealed class Killing_an_import(ITestOutputHelper print)
{
    private const int Kills = 2;
    private const int RowsInAll = 98_968;

    private static string[] Applications =>
    [
        Path.Combine(SharedFiles.H2, "h2-applications-fy2008-2014.csv.gz"),
        "--mapping", SharedFiles.Mapping("h2-applications.json"),
    ];

    private static string[] Debarments =>
    [
        Path.Combine(SharedFiles.H2, "debarments-2010-2014.csv"),
        "--mapping", SharedFiles.Mapping("h2-debarments.json"),
    ];

    [H2Fact]
    public async Task Ends_in_the_same_risk_of_every_employer_and_again_accepts_nothing()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("IMPORT_SEED"), CultureInfo.InvariantCulture, out var set)
            ? set
            : Environment.TickCount & int.MaxValue;
        print.WriteLine($"IMPORT_SEED={seed}");
        using var whole = new TemporaryFolder();
        using var broken = new TemporaryFolder();

        await Import(whole.Path, Applications, 1);
        await Import(whole.Path, Debarments, 0);
        await Kill(broken.Path, new Random(seed));
        Assert.Contains(", resumed: 98968 rows", await Import(broken.Path, Applications, 1), StringComparison.Ordinal);
        await Import(broken.Path, Debarments, 0);

        Assert.Equal(await Export(whole.Path), await Export(broken.Path));
        Assert.Equal(Rejects(whole.Path), Rejects(broken.Path));
        await AssertTheLogHolds("The log holds: 197945 events.", whole.Path);
        await AssertTheLogHolds("The log holds: 197945 events.", broken.Path);

        Assert.Contains(
            "197866 events: 0 accepted, 197866 known already, 0 conflicts",
            await Import(whole.Path, Applications, 1), StringComparison.Ordinal);
        Assert.Contains(
            "141 events: 0 accepted, 141 known already, 0 conflicts",
            await Import(whole.Path, Debarments, 0), StringComparison.Ordinal);
        await AssertTheLogHolds("The log holds: 197945 events.", whole.Path);
    }

    /// <summary>Each time further on, and a random while after the state was written: anywhere in a batch.</summary>
    private async Task Kill(string data, Random chance)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            var row = chance.Next(RowsInAll * kill / (Kills + 1) + 1, RowsInAll * (kill + 1) / (Kills + 1));
            var later = TimeSpan.FromMilliseconds(chance.Next(100));
            var committed = await ImportProcess.KillAt(row, later, data, Applications);
            print.WriteLine(
                $"to be killed {later.TotalMilliseconds:0} ms after row {row}; row {committed} was the last kept");
            Assert.InRange(committed, row, RowsInAll);
        }
    }

    private async Task<string> Import(string data, string[] what, int exitCode)
    {
        var started = Stopwatch.GetTimestamp();
        var (ended, output) = await ServerProcess.Run(["import", "--data", data, .. what]);
        Assert.True(ended == exitCode, output);
        print.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s\n{output}");
        return output;
    }

    /// <summary>The hash of an export of every risk; its lines must be as many as all employers.</summary>
    private async Task<string> Export(string data)
    {
        var file = Path.Combine(data, "risk.ndjson");
        var (ended, output) = await ServerProcess.Run(
            ["export-risk", "--data", data, "--as-of", "2014-09-30", "--model", "example-h2", "--out", file]);
        Assert.True(ended == 0, output);
        Assert.Equal(33_443, File.ReadLines(file).Count());
        await using var lines = File.OpenRead(file);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(lines));
        print.WriteLine($"{lines.Length} bytes, sha256 {hash}");
        return $"{lines.Length} {hash}";
    }

    private static string[] Rejects(string data) =>
    [
        .. Directory.GetFiles(Path.Combine(data, "imports"), "*.rejects.csv").Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)}\n{File.ReadAllText(file)}"),
    ];

    private static async Task AssertTheLogHolds(string events, string data)
    {
        var (ended, output) = await ServerProcess.Run("verify-log", "--data", data);
        Assert.True(ended == 0, output);
        Assert.Contains(events, output, StringComparison.Ordinal);
    }
}
