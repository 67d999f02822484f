using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Databases;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary><c>encryption</c>: the log with payloads sealed and in clear, appended and read in turns.</summary>
internal static class EncryptionBenchmark
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 100_000, Description = "a round" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 4 };
        var database = new Option<string?>("--database")
        {
            Description = "a PostgreSQL server on which databases may be created; without it, SQLite",
        };
        var command = new Command("encryption", "Appends to and reads the log, payloads sealed and in clear in turns.")
        {
            events, rounds, database,
        };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(events), parse.GetValue(rounds), parse.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> Run(int events, int rounds, string? server, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            await using var clear = await Place.Open(folder, "clear", server, isEnabled: false);
            await using var held = await Place.Open(folder, "sealed", server, isEnabled: true);
            Place[] places = [clear, held];
            for (var round = 0; round < rounds; round++)
            {
                var batches = LogCommand.Batches(round, events, 1_000).ToList();
                foreach (var place in round % 2 == 0 ? places : places.Reverse())
                    place.Appended += await LogCommand.Measure(
                        () => LogCommand.Append(place.Log, batches, 4, cancellation));
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var place in round % 2 == 0 ? places : places.Reverse())
                    place.Read += await LogCommand.Measure(() => place.ReadAll(cancellation));
            }

            var all = (double)events * rounds;
            foreach (var place in places)
            {
                var (append, read) = (place.Appended / all * 1e6, place.Read / all / rounds * 1e6);
                LogCommand.Print($"{place.Name}: append {append:N2} us an event, read {read:N2} us");
            }

            LogCommand.Print(
                $"sealed against clear: append {held.Appended / clear.Appended:N2}, read {held.Read / clear.Read:N2}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Place(string name, ServiceProvider services, TemporaryDatabase? database) : IAsyncDisposable
    {
        public string Name => name;

        public double Appended { get; set; }

        public double Read { get; set; }

        public IEventLog Log => services.GetRequiredService<IEventLog>();

        public static async Task<Place> Open(string folder, string name, string? server, bool isEnabled)
        {
            var database = server is null
                ? null
                : await TemporaryDatabase.Create(server, $"supervision_benchmark_{name}_{Environment.ProcessId}");
            var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options =>
                {
                    options.Database = database is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
                    options.ConnectionString = database?.ConnectionString ?? "";
                    options.DataFolder = Path.Combine(folder, name);
                    options.Encryption.Enabled = isEnabled;
                })
                .BuildServiceProvider();
            services.OpenSupervisionData();
            return new Place(name, services, database);
        }

        public async Task ReadAll(CancellationToken cancellation)
        {
            for (var partition = 0; partition < Log.PartitionCount; partition++)
            {
                var after = 0L;
                while (await Log.ReadPartition(partition, after, 2_000, cancellation) is { IsEmpty: false } page)
                    after = page[^1].Position.Offset;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            if (database is not null)
                await database.DisposeAsync();
        }
    }
}
