using Supervision.Benchmarks.Stopping;
using Supervision.Sql.Tests.Postgres;
using Xunit.Abstractions;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// Three silos and two gateways as real processes on one PostgreSQL, under load: the short form of the <c>stop</c>
/// command of the benchmarks.
/// </summary>
[Collection("One cluster at a time")]
public sealed class Stopping_a_model_everywhere(ITestOutputHelper print)
{
    [Fact]
    public async Task Gives_no_score_of_it_once_the_stop_is_answered()
    {
        using var database = PostgresServer.Shared.Create();

        var trials = await new StopRun(
            new StopPlan { Trials = 5, Askers = 2, EventsPerSecond = 100 }, database.ConnectionString,
            print.WriteLine).Run();

        Assert.All(trials, trial =>
        {
            Assert.True(trial is { Before: > 0, After: > 0 }, $"Nothing was shown: {trial}");
            // No question that was asked after the answer got a score of the stopped model.
            Assert.True(trial.LastAskedWithScore < TimeSpan.Zero, trial.ToString());
            Assert.True(trial.LastScore < TimeSpan.FromSeconds(1), trial.ToString());
        });
    }
}
