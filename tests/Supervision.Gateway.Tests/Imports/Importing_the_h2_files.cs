using System.Collections.Immutable;
using Supervision.Gateway.Imports;
using Supervision.Gateway.Tests.Ingest;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>98,968 real applications and 141 real debarments. Decision record 0011 explains each count.</summary>
public sealed class Importing_the_h2_files : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("h2-");

    public void Dispose() => _folder.Delete(recursive: true);

    [H2Fact]
    public async Task Gives_these_counts_and_a_second_time_accepts_nothing()
    {
        var log = new MemoryEventLog(16, TimeProvider.System);
        var first = await Run(log, "one");
        var again = await Run(log, "one");

        Assert.Equal(98_968, first.Rows);
        Assert.Equal((197_866, 197_804, 62, 0), (first.Events, first.Accepted, first.Duplicates, first.Conflicts));
        Assert.Equal(
            [
                KeyValuePair.Create("decision-before-receipt", 13L), KeyValuePair.Create("out-of-range", 1L),
                KeyValuePair.Create("received-before-case-opened", 19L), KeyValuePair.Create("value-not-mapped", 2L),
            ],
            first.RejectsByReason);
        Assert.Equal(33_417, first.Referents);
        Assert.Equal(
            (98_968, 197_866, 0, 197_866), (again.Rows, again.Events, again.Accepted, again.Duplicates));
    }

    [H2Fact]
    public async Task Gives_the_debarments_of_employers_that_filed()
    {
        var log = new MemoryEventLog(16, TimeProvider.System);
        await Run(log, "one");
        var filed = (await ImportFolder.Logged(log)).Select(logged => logged.Subject).ToHashSet();
        var report = await Import.Run(
            new ImportRequest(
                SharedFiles.Mapping("h2-debarments.json"),
                Path.Combine(SharedFiles.H2, "debarments-2010-2014.csv"),
                _folder.FullName),
            log, TimeProvider.System, null, CancellationToken.None);
        var withdrawn = (await ImportFolder.Logged(log))
            .Where(logged => logged.Type == "supervision.recognition.withdrawn.v1").ToList();

        Assert.Equal((141, 141, 138), (report.Rows, report.Accepted, report.Referents));
        Assert.Equal(141, withdrawn.Count);
        Assert.Equal(115, withdrawn.Count(logged => filed.Contains(logged.Subject)));
    }

    [H2Fact]
    public async Task Ends_the_same_when_it_is_cut_off_anywhere_and_resumed()
    {
        var whole = new MemoryEventLog(16, TimeProvider.System);
        await Run(whole, "whole");
        var expected = await ImportFolder.Histories(whole);
        var random = new Random(20_261_123);
        for (var round = 0; round < 2; round++)
        {
            var log = new MemoryEventLog(16, TimeProvider.System);
            var calls = random.Next(1, 90);
            using var cancelled = new CancellationTokenSource();
            await Assert.ThrowsAsync<OperationCanceledException>(() => Run(
                log, $"round-{round}", new After(calls, cancelled.Cancel), cancelled.Token));

            // The log has the batch, the state on disk does not: what a kill between the two leaves behind.
            await Assert.ThrowsAsync<IOException>(() => Run(new BreaksAfter(log, 3), $"round-{round}"));

            var resumed = await Run(log, $"round-{round}");

            Assert.True(resumed.Resumed);
            Assert.Equal((98_968, 197_866), (resumed.Rows, resumed.Events));
            Assert.InRange(resumed.Duplicates, 62, 62 + 2_100);
            Assert.Equal(33_417, resumed.Referents);
            Assert.Equal(
                File.ReadAllLines(Directory.GetFiles(FolderOf("whole"), "*.csv").Single()),
                File.ReadAllLines(resumed.RejectsPath));
            Assert.Equal(expected, await ImportFolder.Histories(log));
        }
    }

    private Task<ImportReport> Run(
        IEventLog log,
        string name,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellation = default) => Import.Run(
            new ImportRequest(
                SharedFiles.Mapping("h2-applications.json"),
                Path.Combine(SharedFiles.H2, "h2-applications-fy2008-2014.csv.gz"),
                Path.Combine(_folder.FullName, name)),
            log, TimeProvider.System, progress, cancellation);

    private string FolderOf(string name) => Path.Combine(_folder.FullName, name, "imports");

    private sealed class After(int calls, Action then) : IProgress<ImportProgress>
    {
        private int _left = calls;

        public void Report(ImportProgress value)
        {
            if (--_left == 0)
                then();
        }
    }

    /// <summary>A log whose connection breaks after an append has become durable.</summary>
    private sealed class BreaksAfter(IEventLog inner, int appends) : LogAround(inner)
    {
        private int _left = appends;

        public override async Task<ImmutableArray<AppendOutcome>> Append(
            IReadOnlyList<NewEvent> events, CancellationToken cancellation)
        {
            var outcomes = await base.Append(events, cancellation);
            return --_left == 0 ? throw new IOException("The connection broke.") : outcomes;
        }
    }
}
