using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Databases;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary>Appends to the log on PostgreSQL beside raw inserts, in a database made for it and dropped.</summary>
internal static class PostgresLogRun
{
    public static async Task<int> Run(
        string connectionString, int lanes, int events, int rounds, int batch, int callers,
        CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"supervision_benchmark_{Environment.ProcessId}");
        await using var database = await TemporaryDatabase.Create(connectionString, name);
        await Compare(database.ConnectionString, lanes, events, rounds, batch, callers, cancellation);
        return 0;
    }

    private static async Task Compare(
        string connectionString, int lanes, int events, int rounds, int batch, int callers,
        CancellationToken cancellation)
    {
        await using var raw = await RawPostgresAppends.Open(connectionString, LogCommand.PartitionCount, lanes);
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(TimeProvider.System)
            .AddSupervisionSql(options =>
            {
                options.Database = SqlDatabase.Postgres;
                options.ConnectionString = connectionString;
                options.Postgres.WriteLanes = lanes;
            })
            .BuildServiceProvider();
        var log = services.GetRequiredService<IEventLog>();
        var (rawSeconds, logSeconds) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var batches = LogCommand.Batches(round, events, batch).ToList();
            var rawTime = await LogCommand.Measure(() => raw.Append(batches));
            var logTime = await LogCommand.Measure(() => LogCommand.Append(log, batches, callers, cancellation));
            rawSeconds += rawTime;
            logSeconds += logTime;
            LogCommand.Print($"round {round + 1}: raw {events / rawTime:N0}/s, log {events / logTime:N0}/s");
        }

        var total = (double)events * rounds;
        LogCommand.Print($"all: raw {total / rawSeconds:N0}/s, log {total / logSeconds:N0}/s");
        LogCommand.Print(
            $"ratio {rawSeconds / logSeconds:N2} with batches of {batch:N0}, {callers} callers, {lanes} connections");
    }
}
