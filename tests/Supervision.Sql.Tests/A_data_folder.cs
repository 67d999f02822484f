using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Log;
using Supervision.Sql.Sqlite;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests;

public sealed class A_data_folder : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryData _data = new(4, new SteppingTime(SampleEvents.Monday));

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Goes_on_where_it_was_after_a_restart()
    {
        var first = await _data.Log.Append(SampleEvents.Batch("a"), None);
        await _data.Log.AppendFacts("escalation:kvk:1", 0, [SampleEvents.One("f", "escalation:kvk:1")], None);
        _data.Reopen();

        var again = await _data.Log.Append(SampleEvents.Batch("a"), None);
        var next = await _data.Log.Append([SampleEvents.One("next", partition: 1)], None);

        Assert.Equal(first.Select(outcome => outcome.Position), again.Select(outcome => outcome.Position));
        Assert.All(again, outcome => Assert.Equal(AppendStatus.Duplicate, outcome.Status));
        Assert.Equal(new LogPosition(1, 11), next[0].Position);
        await Assert.ThrowsAsync<VersionConflictException>(() => _data.Log.AppendFacts(
            "escalation:kvk:1", 0, [SampleEvents.One("g", "escalation:kvk:1")], None));
        await _data.Log.AppendFacts("escalation:kvk:1", 1, [SampleEvents.One("g", "escalation:kvk:1")], None);
        Assert.Empty(await _data.Broken());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Has_files_for_its_owner_alone_also_those_that_an_earlier_version_made()
    {
        await _data.Log.Append(SampleEvents.Batch("a"), None);
        var files = Files();
        Assert.True(files.Length >= 4, string.Join(' ', files));
        Assert.All(Files(), file => Assert.Equal(OwnerAlone, File.GetUnixFileMode(file)));
        Assert.Contains(Path.Combine(_data.Folder, "supervision.lock"), Files());
        Assert.Contains(Path.Combine(_data.Folder, "supervision.pid"), Files());
        _data.Close();
        foreach (var file in Files())
            File.SetUnixFileMode(file, OwnerAlone | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        _data.Reopen();
        await _data.Log.Append(SampleEvents.Batch("b"), None);

        Assert.All(Files(), file => Assert.Equal(OwnerAlone, File.GetUnixFileMode(file)));
        var copy = Path.Combine(_data.Folder, "copy");
        DataFolderBackup.Write(_data.Folder, copy);
        Assert.Equal(OwnerAlone | UnixFileMode.UserExecute, File.GetUnixFileMode(copy));
        Assert.All(
            Directory.GetFiles(copy), file => Assert.Equal(OwnerAlone, File.GetUnixFileMode(file)));

        string[] Files() => Directory.GetFiles(_data.Folder);
    }

    [Fact]
    public void Is_refused_with_another_number_of_partitions()
    {
        _data.Close();
        var refused = Assert.Throws<DataFolderException>(() => Open(8));

        Assert.Contains("has 4 partitions and the configuration says 8", refused.Message, StringComparison.Ordinal);
        Open(4).Dispose();
    }

    [Fact]
    public void Is_refused_when_a_newer_program_wrote_it()
    {
        _data.Close();
        _data.Tamper("INSERT INTO schema_migration VALUES (9000, '9000-later.sql', 0)");
        var refused = Assert.Throws<DataFolderException>(() => Open(4));

        Assert.Contains("has schema 9000", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_when_it_had_other_migrations()
    {
        _data.Close();
        _data.Tamper("UPDATE schema_migration SET name = '0001-other.sql' WHERE number = 1");

        Assert.Throws<DataFolderException>(() => Open(4));
    }

    [Fact]
    public void Is_refused_while_it_is_in_use_and_says_by_which_process()
    {
        var refused = Assert.Throws<DataFolderException>(() => Open(4));

        Assert.Contains(
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        _data.Close();
        Open(4).Dispose();
    }

    [Fact]
    public async Task Refuses_to_write_once_it_is_closed()
    {
        var log = _data.Log;
        _data.Close();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.Append([SampleEvents.One("a")], None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.ReadPartition(0, 0, 1, None));
    }

    [Fact]
    public async Task Stores_nothing_of_an_append_that_finds_the_disk_full_and_takes_the_next()
    {
        await _data.Log.Append([SampleEvents.One("a")], None);
        var large = Enumerable.Range(0, 100)
            .Select(i => SampleEvents.One($"large{i}", content: $"\"{new string('x', 10_000)}\"")).ToList();

        await Limit(pages: 1);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => _data.Log.Append(large, None));
        Assert.Equal(13, Assert.IsType<SqliteException>(refused.InnerException).SqliteErrorCode);
        Assert.Equal(1, (await _data.Log.Heads(None))[0].Offset);
        await Limit(pages: 1_000_000);
        var outcomes = await _data.Log.Append(large, None);

        Assert.Equal(Enumerable.Range(2, 100), outcomes.Select(outcome => (int)outcome.Position.Offset));
        Assert.All(outcomes, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
        Assert.Empty(await _data.Broken());
    }

    [Fact]
    public async Task Stores_nothing_of_an_append_that_finds_the_file_locked_and_takes_the_next()
    {
        using (var other = new SqliteConnection($"Data Source={_data.LogFile};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
                () => _data.Log.Append([SampleEvents.One("a")], None));
            Assert.Equal(5, Assert.IsType<SqliteException>(refused.InnerException).SqliteErrorCode);
        }

        Assert.Equal(1, (await _data.Log.Append([SampleEvents.One("b")], None))[0].Position.Offset);
    }

    [Fact]
    public async Task Answers_every_append_that_waits_while_the_file_is_locked()
    {
        using var other = new SqliteConnection($"Data Source={_data.LogFile};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);

        // The first is tried alone; what queues up behind it goes into one commit.
        List<Task> appends = [.. Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => _data.Log.Append([SampleEvents.One($"event-{number}")], None)))];
        foreach (var append in appends)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => append.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Spares_the_others_of_a_commit_in_which_one_fails()
    {
        using var hold = new ManualResetEventSlim();
        var first = Job(_ => hold.Wait());
        var good = _data.Log.Append([SampleEvents.One("a")], None);
        var bad = Job(session => session.Execute("INSERT INTO nowhere VALUES (1)"));
        var alsoGood = _data.Log.Append([SampleEvents.One("b")], None);
        hold.Set();

        await first;
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.Equal(1, (await good)[0].Position.Offset);
        Assert.Equal(2, (await alsoGood)[0].Position.Offset);
        Assert.Empty(await _data.Broken());
    }

    [Fact]
    public async Task Stores_nothing_of_an_append_cancelled_in_the_queue_and_all_of_one_cancelled_later()
    {
        using var cancel = new CancellationTokenSource();
        using var hold = new ManualResetEventSlim();
        using var taken = new ManualResetEventSlim();
        var first = _data.Database.Writer.Write(
            WriteQueue.Appends,
            1,
            session =>
            {
                taken.Set();
                hold.Wait();
                return _data.Database.Appender.Append(session, [SampleEvents.One("a")]);
            },
            cancel.Token);
        Assert.True(taken.Wait(TimeSpan.FromSeconds(10)));
        var second = _data.Log.Append([SampleEvents.One("b")], cancel.Token);
        await cancel.CancelAsync();
        hold.Set();

        Assert.Equal(AppendStatus.Accepted, (await first)[0].Status);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal("a", Assert.Single(await _data.Log.ReadPartition(0, 0, 10, None)).Key.EventId);
    }

    [Fact]
    public void Has_the_documented_defaults_and_refuses_what_cannot_work()
    {
        var options = new SqlOptions();
        Assert.Equal(16, options.PartitionCount);
        Assert.Equal(4, options.Readers);
        Assert.Equal(4_096, options.QueuedCallsMax);
        Assert.Equal(TimeSpan.FromSeconds(5), options.BusyTimeout);
        Assert.Throws<OptionsValidationException>(() => Open(0));
        Assert.Throws<OptionsValidationException>(() => Open(Partitions.CountMax + 1));
        Assert.Contains(
            nameof(SqlOptions.DataFolder),
            new SqlOptionsValidator().Validate(null, options).FailureMessage,
            StringComparison.Ordinal);
    }

    private ServiceProvider Open(int partitions) => TemporaryData.Open(_data.Folder, partitions, TimeProvider.System);

    private Task<bool> Job(Action<Session> work) => _data.Database.Writer.Write(
        WriteQueue.Appends,
        1,
        session =>
        {
            work(session);
            return true;
        },
        None);

    // The file may have no more pages than this, or than it has.
    private Task<bool> Limit(int pages) => Job(session =>
        session.Prepared(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}")).Execute());
}
