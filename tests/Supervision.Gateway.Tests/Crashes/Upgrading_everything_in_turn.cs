using Supervision.Benchmarks.Chaos;
using Supervision.Sql.Tests.Postgres;
using Supervision.Tests;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// The steps of the run-book: processes of the previous build, replaced one by one by this build under load, and one
/// of them back again; the two builds work side by side all the while.
/// </summary>
[Collection("One cluster at a time")]
public sealed class Upgrading_everything_in_turn(ITestOutputHelper print)
{
    [Fact]
    public async Task Fails_no_request_and_loses_nothing_there_and_back_again()
    {
        using var previous = await PreviousBuild.Make(Repository.Root, print.WriteLine);
        using var database = PostgresServer.Shared.Create();
        var plan = RollingPlan.Upgrade(seed: 2, previous);
        if (!previous.HasThisSchema)
            print.WriteLine("LIMITED: the schema is newer, so the previous build cannot come back; see the run-book.");

        var result = await new RollingRun(plan, database.ConnectionString, print.WriteLine).Run();

        print.WriteLine(result.ToString());
        Assert.Empty(result.Failures);
        Assert.Empty(result.Broken);
    }
}
