using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Supervision.Benchmarks.Load;
using Supervision.Populations;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// The real executable under load from eight clients, killed with kill -9 at a random moment, started again, and asked
/// what it kept. <c>CRASH_SEED</c> replays a run, <c>CRASH_ROUNDS</c> makes it longer.
/// </summary>
public sealed class Killing_the_server(ITestOutputHelper print)
{
    private const string Clock = "2025-06-01T12:00:00Z";
    private const int Clients = 8;
    private const int Compared = 20;

    private static readonly string[] Serve = ["--model", "example", "--clock", Clock];

    [Fact]
    public async Task Loses_nothing_that_was_acknowledged_and_applies_nothing_twice()
    {
        var rounds = Setting("CRASH_ROUNDS", 20);
        var seed = Setting("CRASH_SEED", Environment.TickCount & int.MaxValue);
        using var folder = new TemporaryFolder();
        var chance = new Random(seed);
        var load = new AcknowledgedLoad(Plan(seed), Clients, seed);
        print.WriteLine($"CRASH_SEED={seed} CRASH_ROUNDS={rounds} events={load.Remaining}");

        for (var round = 1; round <= rounds; round++)
        {
            var before = load.Acknowledged.Count;
            var killAfter = TimeSpan.FromMilliseconds(chance.Next(1, 1500));
            await using (var server = await ServerProcess.Start("serve", folder.Path, Serve))
                await load.UntilKilled(server, killAfter);

            print.WriteLine(
                $"round {round}: killed {killAfter.TotalMilliseconds:0} ms after the first receipt, "
                + $"{load.Acknowledged.Count - before} acknowledged, {load.Remaining} left");

            await using var again = await ServerProcess.Start("serve", folder.Path, Serve);
            await load.AssertEveryAcknowledgedEventIsThere(again.Address);
            await AssertRiskIsAFoldFromScratch(again.Address, folder.Path, new Random(chance.Next()));
            await again.Kill();
        }

        Assert.True(load.Acknowledged.Count > rounds, $"Only {load.Acknowledged.Count} events were acknowledged.");
        await AssertTheLogHoldsEachOnce(folder.Path, load);
    }

    private static PopulationPlan Plan(int seed) => new()
    {
        Seed = seed,
        Referents = 500,
        Start = new DateOnly(2024, 1, 1),
        Days = 500,
        EventsPerReferent = 400,
    };

    private static async Task AssertRiskIsAFoldFromScratch(Uri address, string data, Random chance)
    {
        var kept = await Export(data);
        Assert.Equal(await Export(data, "--from-log"), kept);

        using var client = new HttpClient { BaseAddress = address };
        var lines = kept.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        foreach (var line in chance.GetItems(lines, Compared))
        {
            using var folded = JsonDocument.Parse(line);
            var id = folded.RootElement.GetProperty("referentId").GetString()!;
            using var live = JsonDocument.Parse(
                await client.GetStringAsync(new Uri($"/v1/referents/{id}/risk", UriKind.Relative)));
            foreach (var member in new[] { "level", "points", "evidence", "position" })
            {
                Assert.Equal(
                    (id, member, folded.RootElement.GetProperty(member).ToString()),
                    (id, member, live.RootElement.GetProperty(member).ToString()));
            }
        }
    }

    private static async Task<string> Export(string data, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "risk.ndjson");
        var (exitCode, output) = await ServerProcess.Run(
            ["export-risk", "--data", data, "--model", "example", "--as-of", Clock, "--out", file, .. more]);
        Assert.True(exitCode == 0, output);
        return await File.ReadAllTextAsync(file);
    }

    private static async Task AssertTheLogHoldsEachOnce(string data, AcknowledgedLoad load)
    {
        var (exitCode, output) = await ServerProcess.Run("verify-log", "--data", data);
        Assert.True(exitCode == 0, output);

        var stored = new Dictionary<(string, string), int>();
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(data, "supervision.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT s.name, e.id FROM event_log e JOIN event_source s ON s.number = e.source";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var key = (rows.GetString(0), rows.GetString(1));
            stored[key] = stored.GetValueOrDefault(key) + 1;
        }

        Assert.All(stored, row => Assert.Equal(1, row.Value));
        Assert.All(load.Acknowledged.Keys, key => Assert.Contains((key.Source, key.EventId), stored));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set)
            ? set
            : otherwise;
}
