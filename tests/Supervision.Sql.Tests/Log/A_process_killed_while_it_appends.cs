using System.Diagnostics;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class A_process_killed_while_it_appends : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supervision-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Has_kept_every_batch_that_it_acknowledged(int seed)
    {
        var acknowledged = new List<string>();
        var chance = new Random(seed);
        for (var life = 0; life < 2; life++)
            acknowledged.AddRange(await AppendAndKill(chance.Next(1, 60)));

        using var services = TemporaryData.Open(_folder, 4, TimeProvider.System);
        var log = TemporaryData.LogOf(services);
        var stored = new Dictionary<EventKey, LogPosition>();
        foreach (var head in await log.Heads(CancellationToken.None))
        {
            var events = await ReadAll(log, head.Partition);
            Assert.Equal(head.Offset, events.Count);
            Assert.Equal(Enumerable.Range(1, events.Count), events.Select(item => (int)item.Position.Offset));
            events.ForEach(item => stored.Add(item.Key, item.Position));
        }

        await foreach (var proof in log.Verify(CancellationToken.None))
            Assert.Null(proof.BrokenBecause);
        foreach (var batch in acknowledged.Distinct())
        {
            var events = SampleEvents.Batch(batch);
            var again = await log.Append(events, CancellationToken.None);
            Assert.All(again, outcome => Assert.Equal(AppendStatus.Duplicate, outcome.Status));
            Assert.Equal(events.Select(item => stored[item.Key]), again.Select(outcome => outcome.Position));
        }
    }

    private static async Task<List<LoggedEvent>> ReadAll(IEventLog log, int partition)
    {
        var events = new List<LoggedEvent>();
        while (true)
        {
            var page = await log.ReadPartition(partition, events.Count, 1_000, CancellationToken.None);
            if (page.IsEmpty)
                return events;
            events.AddRange(page);
        }
    }

    private async Task<List<string>> AppendAndKill(int afterLines)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(A_process_killed_while_it_appends).Assembly.Location, "append", _folder },
            RedirectStandardOutput = true,
        })!;
        var acknowledged = new List<string>();
        try
        {
            while (acknowledged.Count < afterLines)
            {
                var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
                Assert.NotNull(line);
                acknowledged.Add(line);
            }
        }
        finally
        {
            process.Kill();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var rest = await process.StandardOutput.ReadToEndAsync();
        var lines = rest.Split('\n');
        acknowledged.AddRange(lines[..^1]); // What follows the last line break was cut off by the kill.
        return acknowledged;
    }
}
