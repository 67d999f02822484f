using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Databases;
using Supervision.Escalations;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql;
using Supervision.Sql.Tests.Retention;

namespace Supervision.Benchmarks;

/// <summary>
/// <c>retention</c>: erases ten payloads of each of many referents, and looks for what is left of them.
/// </summary>
internal static class RetentionBenchmark
{
    public static Command Create()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 10_000 };
        var isClear = new Option<bool>("--clear") { Description = "nothing encrypted, so that a search can find" };
        var database = new Option<string?>("--database")
        {
            Description = "a PostgreSQL server on which databases may be created; without it, SQLite",
        };
        var command = new Command("retention", "Erases ten payloads of each referent, of fifteen.")
        {
            referents, isClear, database,
        };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(referents), parse.GetValue(isClear), parse.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> Run(int referents, bool isClear, string? server, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        var data = Path.Combine(folder, "data");
        await using var database = server is null
            ? null
            : await TemporaryDatabase.Create(server, $"supervision_benchmark_{Environment.ProcessId}");
        try
        {
            await using (var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options =>
                {
                    options.Database = database is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
                    options.ConnectionString = database?.ConnectionString ?? "";
                    options.DataFolder = data;
                    options.Encryption.Enabled = !isClear;
                })
                .BuildServiceProvider())
            {
                services.OpenSupervisionData();
                await Measure(services, referents, cancellation);
            }

            if (server is null)
            {
                Search(data, "data files");
                var copy = Path.Combine(folder, "copy");
                DataFolderBackup.Write(data, copy);
                Search(copy, "back-up");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(IServiceProvider services, int referents, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<IEventLog>();
        var refresh = new ReferentRefresh(
            log, services.GetRequiredService<IReferentStore>(), new RiskModelInUse(RiskModels.Example),
            TimeProvider.System);
        foreach (var chunk in Enumerable.Range(1, referents).Chunk(200))
        {
            await log.Append(
                [.. chunk.SelectMany(number => OldDossiers.Of(number, log.PartitionCount))], cancellation);
            await refresh.Run([.. chunk.Select(OldDossiers.Id)], cancellation);
        }

        var erasure = services.GetRequiredService<IPayloadErasure>();
        var run = new RetentionRun(
            new DossierKeeping(
                log, erasure, services.GetRequiredService<IEscalationStore>(), TimeProvider.System),
            erasure, TimeProvider.System, refresh, erasure.ForgetFollowUp, preview: false);
        RetentionReport? report = null;
        var seconds = await LogCommand.Measure(
            async () => report = await run.ToEnd(_ => { }, cancellation));
        LogCommand.Print(
            $"erased {report!.Erased:N0} payloads of {report.Referents:N0} referents in {seconds:N1} s");
        seconds = await LogCommand.Measure(() =>
        {
            services.CompactSupervisionData();
            return Task.CompletedTask;
        });
        LogCommand.Print($"written anew in {seconds:N1} s");
        var (verified, erased, broken) = (0L, 0L, 0);
        seconds = await LogCommand.Measure(async () =>
        {
            await foreach (var proof in log.Verify(cancellation))
                (verified, erased, broken) = (
                    verified + proof.Verified, erased + proof.Erased, broken + (proof.BrokenBecause is null ? 0 : 1));
        });
        LogCommand.Print(
            $"verified {verified:N0} events in {seconds:N1} s: {erased:N0} erased, {broken} partitions broken");
    }

    private static void Search(string folder, string what)
    {
        var found = Directory.EnumerateFiles(folder)
            .Sum(file => Count(File.ReadAllBytes(file), Encoding.UTF8.GetBytes(OldDossiers.Canary)));
        LogCommand.Print($"{what}: {found:N0} places with what was erased");
    }

    private static long Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> of)
    {
        var count = 0L;
        for (var at = bytes.IndexOf(of); at >= 0; at = bytes.IndexOf(of))
        {
            count++;
            bytes = bytes[(at + of.Length)..];
        }

        return count;
    }
}
