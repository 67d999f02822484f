using Npgsql;
using Supervision.Log;
using Supervision.Sql.Postgres.Log;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_server_that_fails : IDisposable
{
    private const string KillAppends =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        + "WHERE application_name = 'supervision-append' AND datname = current_database()";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();
    private readonly List<OpenedPostgres> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _database.Dispose();
    }

    [Fact]
    public async Task Says_so_when_it_cuts_an_append_off_in_its_commit_and_nothing_is_kept()
    {
        var log = Open();
        HoldCommitsWhileLocked();
        using var holder = Hold();
        var append = log.Append(SampleEvents.Many("a", 5), None);
        await Until(() => _database.Ask<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'supervision-append' "
            + "AND wait_event_type = 'Lock' AND query = 'COMMIT'") == 1);

        _database.Ask<long>(KillAppends);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => append.WaitAsync(TimeSpan.FromSeconds(30)));
        holder.Dispose();
        var again = await log.Append(SampleEvents.Many("a", 5), None);
        Assert.All(again, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
        Assert.Equal(5, (await log.Heads(None))[0].Offset);
        Assert.Empty(await _opened[0].Broken());
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_when_it_cuts_connections_at_any_moment()
    {
        var log = Open();
        using var stop = new CancellationTokenSource();
        var failures = 0;
        var killing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                _database.Ask<long>(KillAppends);
        });

        var known = new Dictionary<EventKey, LogPosition>();
        for (var round = 0; round < 60 || (failures < 3 && round < 3_000); round++)
        {
            var batch = SampleEvents.Batch($"r{round}");
            var outcomes = await Retrying(() => log.Append(batch, None), () => failures++);
            Assert.All(outcomes, outcome => Assert.NotEqual(AppendStatus.Conflict, outcome.Status));
            foreach (var (given, outcome) in batch.Zip(outcomes))
                known.Add(given.Key, outcome.Position);
        }

        await stop.CancelAsync();
        await killing;
        Assert.True(failures >= 3, $"Only {failures} appends were cut off.");
        for (var partition = 0; partition < 4; partition++)
        {
            var stored = await log.ReadPartition(partition, 0, LogLimits.PageMax, None);
            Assert.Equal(
                Enumerable.Range(1, stored.Length).Select(i => (long)i), stored.Select(item => item.Position.Offset));
            Assert.Equal(
                known.Where(pair => pair.Value.Partition == partition).OrderBy(pair => pair.Value.Offset)
                    .Select(pair => pair.Key),
                stored.Select(item => item.Key));
        }

        Assert.Empty(await _opened[0].Broken());
    }

    [Fact]
    public async Task Is_used_again_once_it_has_connections_again()
    {
        // A superuser is let in whatever the limit.
        var name = "clerk_" + new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database;
        _database.Execute($"CREATE ROLE {name} LOGIN; GRANT CREATE ON SCHEMA public TO {name}");
        var clerk = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = name };
        var log = Open(clerk.ConnectionString);
        await log.Append([SampleEvents.One("a")], None);

        _database.Execute($"ALTER ROLE {name} CONNECTION LIMIT 0");
        _database.Ask<long>($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '{name}'");
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => log.Append([SampleEvents.One("b")], None));
        Assert.Equal("The database server takes no more connections.", refused.Message);

        _database.Execute($"ALTER ROLE {name} CONNECTION LIMIT -1");
        Assert.Equal(AppendStatus.Accepted, Assert.Single(await log.Append([SampleEvents.One("b")], None)).Status);

        _opened[0].Dispose();
        _database.Execute($"REASSIGN OWNED BY {name} TO CURRENT_USER; DROP OWNED BY {name}; DROP ROLE {name}");
    }

    [Fact]
    public async Task Ends_the_append_of_a_process_that_says_nothing_so_that_others_go_on()
    {
        var log = Open();
        var abandoned = new SqlOptions { ConnectionString = _database.ConnectionString };
        abandoned.Postgres.AbandonedAfter = TimeSpan.FromSeconds(1);
        await using var connection = new NpgsqlConnection(
            PostgresEventLog.Described(abandoned).ConnectionString);
        await connection.OpenAsync();
        await using var hold = connection.CreateCommand();
        hold.CommandText = "BEGIN; SELECT partition FROM log_head ORDER BY partition FOR UPDATE";
        await hold.ExecuteNonQueryAsync();

        var outcomes = await log.Append([SampleEvents.One("a")], None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(AppendStatus.Accepted, Assert.Single(outcomes).Status);
    }

    private static async Task<T> Retrying<T>(Func<Task<T>> call, Action failed)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (StoreUnavailableException)
            {
                failed();
            }
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
            await Task.Delay(10, patience.Token);
    }

    private IEventLog Open(string? connectionString = null)
    {
        _opened.Add(new OpenedPostgres(
            connectionString ?? _database.ConnectionString, new SteppingTime(SampleEvents.Monday)));
        return _opened[^1].Log;
    }

    /// <summary>A commit that stored events waits as long as someone holds this lock.</summary>
    private void HoldCommitsWhileLocked() => _database.Execute(
        """
        CREATE FUNCTION wait_for_lock() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock_shared(42); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON event_log DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION wait_for_lock();
        """);

    private NpgsqlConnection Hold()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(42)";
        command.ExecuteNonQuery();
        return connection;
    }
}
