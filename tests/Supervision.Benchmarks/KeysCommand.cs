using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Access.Keys;
using Supervision.Benchmarks.Databases;
using Supervision.Sql;
using Supervision.Sql.Accounts;

namespace Supervision.Benchmarks;

/// <summary><c>keys</c>: what one look at a key costs, which every request with a key pays for or shares.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var looks = new Option<int>("--looks") { DefaultValueFactory = _ => 20_000, Description = "a round" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var database = new Option<string?>("--database")
        {
            Description = "a PostgreSQL server on which databases may be created; without it, SQLite",
        };
        var command = new Command("keys", "Looks keys up by id, one after another.") { looks, rounds, database };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(looks), parse.GetValue(rounds), parse.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> Run(int looks, int rounds, string? server, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        var database = server is null
            ? null
            : await TemporaryDatabase.Create(server, $"supervision_benchmark_keys_{Environment.ProcessId}");
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options =>
                {
                    options.Database = database is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
                    options.ConnectionString = database?.ConnectionString ?? "";
                    options.DataFolder = Path.Combine(folder, "data");
                })
                .AddSupervisionAccounts()
                .BuildServiceProvider();
            services.OpenSupervisionAccounts();
            var store = services.GetRequiredService<IApiKeyStore>();
            var now = TimeProvider.System.GetUtcNow();
            var ids = new List<string>();
            for (var number = 0; number < 100; number++)
            {
                var (key, _) = new KeyTerms("x", [Role.Integrator], new KeyScope(["urn:x*"], ["supervision.*"]), 90)
                    .Make(now, "benchmark");
                await store.Add(key, now, cancellation);
                ids.Add(key.Id);
            }

            for (var round = 0; round < rounds; round++)
            {
                var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                for (var look = 0; look < looks; look++)
                {
                    if ((await store.Find([ids[look % ids.Count]], cancellation)).Length != 1)
                        throw new InvalidOperationException("A key was not found.");
                }

                var (took, cpu) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - used);
                var (each, busy) = (took.TotalMicroseconds / looks, cpu.TotalMicroseconds / looks);
                LogCommand.Print($"a look: {each:N1} us, {busy:N1} us of a core");
            }

            return 0;
        }
        finally
        {
            if (database is not null)
                await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
