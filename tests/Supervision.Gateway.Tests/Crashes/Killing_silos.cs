using System.Globalization;
using Supervision.Benchmarks.Chaos;
using Supervision.Sql.Tests.Postgres;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// Three silos and a gateway as real processes on one PostgreSQL, and kill -9 under load: the short form of the
/// <c>chaos</c> command of the benchmarks. <c>CHAOS_SEED</c> replays a run, <c>CHAOS_SECONDS</c> makes it longer.
/// </summary>
[Collection("One cluster at a time")]
public sealed class Killing_silos(ITestOutputHelper print)
{
    [Fact]
    public async Task Loses_nothing_and_applies_nothing_twice()
    {
        var plan = new ChaosPlan
        {
            Seed = Setting("CHAOS_SEED", Environment.TickCount & int.MaxValue),
            Duration = TimeSpan.FromSeconds(Setting("CHAOS_SECONDS", 25)),
            EventsPerSecond = 500,
            Clients = 8,
            Referents = 400,
            KillEvery = TimeSpan.FromSeconds(5),
        };
        print.WriteLine($"CHAOS_SEED={plan.Seed} CHAOS_SECONDS={plan.Duration.TotalSeconds}");
        using var database = PostgresServer.Shared.Create();

        var result = await new ChaosRun(plan, database.ConnectionString, print.WriteLine).Run(restartDatabase: null);

        print.WriteLine(result.ToString());
        Assert.Empty(result.Broken);
        Assert.True(result.Kills > 0, "No silo was killed, so nothing was shown.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set)
            ? set
            : otherwise;
}
