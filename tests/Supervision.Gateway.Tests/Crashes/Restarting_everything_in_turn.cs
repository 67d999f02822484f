using Supervision.Benchmarks.Chaos;
using Supervision.Benchmarks.Load;
using Supervision.Sql.Tests.Postgres;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// Three silos and two gateways as real processes on one PostgreSQL, each stopped with SIGTERM and started again while
/// clients send and ask that try nothing again; <c>chaos --rolling</c> of the benchmarks is the same for longer.
/// </summary>
[Collection("One cluster at a time")]
public sealed class Restarting_everything_in_turn(ITestOutputHelper print)
{
    [Fact]
    public async Task Fails_no_request_and_loses_nothing()
    {
        using var database = PostgresServer.Shared.Create();
        var plan = new RollingPlan
        {
            Seed = 1,
            First = ServerBuild.This,
            Steps = RollingPlan.Everything(3, 2, ServerBuild.This),
        };

        var result = await new RollingRun(plan, database.ConnectionString, print.WriteLine).Run();

        print.WriteLine(result.ToString());
        Assert.Empty(result.Failures);
        Assert.Empty(result.Broken);
        Assert.Equal(["list", "one event", "overview", "risk", "stream"], result.Answers.Keys.Order());
    }
}
