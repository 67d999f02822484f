using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Databases;
using Supervision.Facts;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql;
using Supervision.Sql.Tests.Retention;

namespace Supervision.Benchmarks.Erasing;

/// <summary>
/// <c>retention</c>: erases ten payloads of each of many referents, and looks for what is left of them.
/// </summary>
internal static class RetentionBenchmark
{
    // Referents that are erased whole besides, on request: what lists say of them is never encrypted.
    private const int OnRequest = 100;

    public static Command Create()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 10_000 };
        var isClear = new Option<bool>("--clear") { Description = "nothing encrypted, so that a search can find" };
        var command = new Command("retention", "Erases ten payloads of each referent, of fifteen.")
        {
            referents, isClear,
        };
        var options = DatabaseOptions.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            using var databases = options.Open(parse);
            await using var data = await databases.Create();
            await Run(data, parse.GetValue(referents), parse.GetValue(isClear), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task Run(MeasuredData data, int referents, bool isClear, CancellationToken cancellation)
    {
        var places = new StoredPlaces(data);
        var needles = new Needles(places);
        await using (var services = Open(data, isClear))
        {
            services.OpenSupervisionData();
            await Fill(services, referents, cancellation);
            await places.Settle();
            await Erase(services, needles, referents, cancellation);
            await places.Settle();
            needles.Look("as erased");
            var seconds = await LogCommand.Measure(() =>
            {
                services.CompactSupervisionData();
                return Task.CompletedTask;
            });
            LogCommand.Print($"written anew in {seconds:N1} s");
            await Verify(services, cancellation);
        }

        await places.Settle();
        needles.Look("written anew");
        await places.BackUp();
        needles.Look("back-up of afterwards");
    }

    private static ServiceProvider Open(MeasuredData data, bool isClear) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddSingleton(TimeProvider.System)
        .AddSupervisionSql(options =>
        {
            options.Database = data.ConnectionString is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
            options.ConnectionString = data.ConnectionString ?? "";
            options.DataFolder = Path.Combine(data.Folder, StoredPlaces.DataFolder);
            options.Encryption.Enabled = !isClear;
        })
        .BuildServiceProvider();

    private static async Task Fill(IServiceProvider services, int referents, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<IEventLog>();
        var refresh = Refresh(services);
        foreach (var chunk in Enumerable.Range(1, referents + OnRequest).Chunk(200))
        {
            await log.Append(
                [.. chunk.SelectMany(number => number <= referents
                    ? OldDossiers.Of(number, log.PartitionCount)
                    : OldDossiers.Of(number, log.PartitionCount, Needles.Name))],
                cancellation);
            await refresh.Run([.. chunk.Select(OldDossiers.Id)], cancellation);
        }
    }

    private static async Task Erase(
        IServiceProvider services, Needles needles, int referents, CancellationToken cancellation)
    {
        var scores = new ErasedScores(services, [.. Enumerable.Range(1, referents).Select(OldDossiers.Id)]);
        await scores.Expect(cancellation);
        await needles.Take(services, cancellation);
        needles.Look("before");
        var erasure = services.GetRequiredService<IPayloadErasure>();
        var keeping = new DossierKeeping(
            services.GetRequiredService<IEventLog>(), erasure, TimeProvider.System);
        ImmutableArray<ReferentId> asking = [.. Enumerable.Range(referents + 1, OnRequest).Select(OldDossiers.Id)];
        foreach (var referent in asking)
            await keeping.EraseOnRequest(
                referent, null, ErasureGround.OnRequest, erasure.ForgetFollowUp, cancellation);
        await Refresh(services).Run(asking, cancellation);

        var run = new RetentionRun(
            keeping, erasure, TimeProvider.System, Refresh(services), erasure.ForgetFollowUp, preview: false);
        RetentionReport? report = null;
        var seconds = await LogCommand.Measure(async () => report = await run.ToEnd(_ => { }, cancellation));
        LogCommand.Print($"erased {report!.Erased:N0} payloads of {report.Referents:N0} referents in {seconds:N1} s");
        await scores.Compare(cancellation);
    }

    private static ReferentRefresh Refresh(IServiceProvider services) => new(
        services.GetRequiredService<IEventLog>(), services.GetRequiredService<IReferentStore>(),
        new RiskModelInUse(RiskModels.Example), TimeProvider.System);

    private static async Task Verify(IServiceProvider services, CancellationToken cancellation)
    {
        var (verified, erased, broken) = (0L, 0L, 0);
        var seconds = await LogCommand.Measure(async () =>
        {
            await foreach (var proof in services.GetRequiredService<IEventLog>().Verify(cancellation))
                (verified, erased, broken) = (
                    verified + proof.Verified, erased + proof.Erased, broken + (proof.BrokenBecause is null ? 0 : 1));
        });
        LogCommand.Print(
            $"verified {verified:N0} events in {seconds:N1} s: {erased:N0} erased, {broken} partitions broken");
    }
}
