using System.Globalization;
using Npgsql;
using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Load;
using Supervision.Sql.Tests.Postgres;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// One process on a PostgreSQL that goes away, takes no connections or has a full disk, while clients send and try
/// again when they are told to. <c>OUTAGE_SECONDS</c> makes it longer.
/// </summary>
[Collection("One cluster at a time")]
public sealed class A_database_in_trouble(ITestOutputHelper print) : IDisposable
{
    private const int TurnedAwayMin = 20;
    private const long MemoryGrowthMax = 256 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("OUTAGE_SECONDS"), CultureInfo.InvariantCulture, out var set)
            ? set
            : 6);

    private readonly PostgresServer _postgres = PostgresServer.StartPrivate();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supervision-trouble-");

    public void Dispose()
    {
        _postgres.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public Task Turns_away_and_goes_on_without_a_restart_when_it_was_stopped()
    {
        var database = _postgres.Create();
        return Survives(database.ConnectionString, _postgres.Stop, _postgres.Start);
    }

    [Fact]
    public Task Turns_away_and_goes_on_without_a_restart_when_it_was_out_of_connections()
    {
        var database = _postgres.Create();
        // A superuser is let in whatever the limit.
        database.Execute("CREATE ROLE clerk LOGIN; GRANT CREATE ON SCHEMA public TO clerk");
        var clerk = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "clerk" };
        return Survives(
            clerk.ConnectionString,
            () =>
            {
                database.Execute("ALTER ROLE clerk CONNECTION LIMIT 0");
                database.Ask<long>(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'clerk'");
            },
            () => database.Execute("ALTER ROLE clerk CONNECTION LIMIT -1"));
    }

    [SmallDiskFact]
    public async Task Turns_away_and_goes_on_without_a_restart_when_its_disk_was_full()
    {
        using var disk = SmallDisk.Mount(megabytes: 64, owner: "postgres");
        _postgres.Execute($"CREATE TABLESPACE small LOCATION '{disk.Folder}'");
        _postgres.Execute("CREATE DATABASE full_disk TEMPLATE template0 TABLESPACE small");
        var database = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = "full_disk" };
        try
        {
            await Survives(database.ConnectionString, disk.Fill, disk.MakeRoom);
        }
        finally
        {
            _postgres.Stop(); // Whoever has a file open there keeps the disk.
        }
    }

    private async Task Survives(string database, Action begin, Action end)
    {
        var load = new ChaosLoad(new ChaosPlan
        {
            Seed = 3,
            Duration = TimeSpan.FromSeconds(20),
            EventsPerSecond = 400,
            Clients = 8,
            Referents = 200,
        });
        await using var server = await ServerProcess.Start(
            "serve", _folder.FullName, "--database", database, "--model", "example");
        var sending = load.Send(server.Address);
        await Until(() => load.Batches > TurnedAwayMin, sending);
        var before = server.Memory;
        begin();
        try
        {
            await Until(() => load.Unavailable >= TurnedAwayMin, sending);
            await Task.Delay(Outage);
            Assert.InRange(server.Memory - before, long.MinValue, MemoryGrowthMax);
        }
        finally
        {
            end();
        }

        await sending.WaitAsync(Patience);
        print.WriteLine(
            $"{load.Total} events, {load.Unavailable} times 503, slowest {load.Slowest.TotalSeconds:0.0} s, "
            + $"memory {before >> 20} MB before and {server.Memory >> 20} MB after");
        var broken = await new ChaosChecks(database, server.Address).Run(load.Acknowledged, load.Total);
        if (broken.Count > 0 || load.Failures.Count > 0)
            print.WriteLine(server.Output);
        Assert.Empty(load.Failures);
        Assert.Empty(broken);
        Assert.False(server.HasEnded);
        Assert.Equal(0, await server.Stop());
    }

    private static async Task Until(Func<bool> holds, Task sending)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            Assert.False(sending.IsCompleted, "Everything was sent before anything was shown.");
            await Task.Delay(50, patience.Token);
        }
    }
}
