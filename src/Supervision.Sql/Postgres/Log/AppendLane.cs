using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// One connection that appends, one transaction at a time: the group that waits, over all its partitions. While one
/// lane waits for the disk or for a head, another prepares.
/// </summary>
internal sealed partial class AppendLane : IAsyncDisposable
{
    // The twin of a key in another partition, or a deadlock that others made, undid the transaction.
    private const int AttemptsMax = 10;

    // Most events are new, and to look each key up costs a quarter of an insert. So a large group is inserted without a
    // look, and once more with one when the unique index refuses a key; after a repeated event, so many groups look.
    private const int UnseenMin = 100;
    private const int LooksAfterRepeat = 32;

    private readonly PostgresDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly AppendQueue _queue;
    private readonly LogGrowth _growth;
    private readonly LogTail _tail;
    private readonly ILogger _logger;
    private readonly Task _run;
    private NpgsqlConnection? _connection;
    private int _backend;
    private bool _isCommitting;
    private int _looksLeft;

    public AppendLane(
        PostgresDatabase database, NpgsqlDataSource source, AppendQueue queue, LogGrowth growth, LogTail tail,
        ILogger logger)
    {
        _database = database;
        _source = source;
        _queue = queue;
        _growth = growth;
        _tail = tail;
        _logger = logger;
        _run = Task.Run(Run);
    }

    /// <summary>Ends once the queue is closed and empty.</summary>
    public async ValueTask DisposeAsync()
    {
        await _run;
        await Drop();
    }

    private async Task Run()
    {
        while (await _queue.Take() is { } group)
            await Carry(group);
    }

    // This catch ends no error: each call's caller gets it. The lane goes on, because the next append may succeed.
    private async Task Carry(List<AppendCall> group)
    {
        try
        {
            var plan = await Commit(group);
            HandOver(plan);
            foreach (var head in plan.Grown)
                _growth.Publish(head.Partition, head.Offset);
            plan.Answer();
        }
        catch (Exception reason) when (group.Count == 1 || PostgresFailures.IsPassing(reason))
        {
            LogFailed(group.Count, reason.GetType().Name);
            var known = PostgresFailures.Known(reason);
            group.ForEach(call => call.Fail(known));
        }
        catch (Exception)
        {
            foreach (var call in group)
                await Carry([call]); // Only the faulty one is to fail.
        }
    }

    /// <summary>
    /// Before anyone is told that the log has grown, and looks there. Lanes may come in another order than they
    /// committed in; whoever finds a hole reads the log.
    /// </summary>
    private void HandOver(AppendPlan plan)
    {
        foreach (var row in plan.Rows)
        {
            if (_tail.IsOpen(row.Position.Partition))
                _tail.Add(row.Logged(plan.RecordedAt));
        }
    }

    private async Task<AppendPlan> Commit(List<AppendCall> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            var wasOpen = _connection is not null;
            try
            {
                return await Try(group);
            }
            catch (Exception failure)
            {
                await GiveUp();
                var isTwin = failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
                if (isTwin)
                    _looksLeft = LooksAfterRepeat;
                var isUndone = isTwin || failure is PostgresException
                {
                    SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
                };
                // A connection that died while it was idle says so only when it is used; nothing was sent to commit.
                var isStale = wasOpen && !_isCommitting && PostgresFailures.IsPassing(failure);
                if (attempt >= AttemptsMax || !(isUndone || isStale))
                    throw;
            }
        }
    }

    private async Task<AppendPlan> Try(List<AppendCall> group)
    {
        _isCommitting = false;
        if (_connection is null)
        {
            _connection = await _source.OpenConnectionAsync();
            _growth.Join(_backend = _connection.ProcessID);
        }

        var names = await AppendNames.Of(_database.Names, _connection, group);
        var looks = MustLook(group);
        var plan = await AppendStatements.Begin(_connection, group, names, _database.Time, looks);
        if (looks)
            _looksLeft = plan.HasRepeats ? LooksAfterRepeat : Math.Max(0, _looksLeft - 1);
        group.ForEach(plan.Add);
        if (plan.Rows.Count == 0)
        {
            await RollBack();
            return plan;
        }

        plan.Sort();
        _isCommitting = true;
        await AppendStatements.Commit(_connection, plan, names);
        return plan;
    }

    /// <summary>What becomes of a command's facts depends on those stored, so they are always looked up.</summary>
    private bool MustLook(List<AppendCall> group) =>
        _looksLeft > 0
        || group.Sum(call => call.Events.Count) < UnseenMin
        || group.Exists(call => call.Subject is not null);

    // This catch ends no error: the one that matters is on its way. A connection that cannot undo is not used again.
    private async Task GiveUp()
    {
        if (_connection is { State: ConnectionState.Open })
        {
            try
            {
                await RollBack();
                return;
            }
            catch (Exception failure)
            {
                LogFailed(0, failure.GetType().Name);
            }
        }

        await Drop();
    }

    private async Task RollBack()
    {
        await using var command = _connection!.CreateCommand();
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
    }

    private async Task Drop()
    {
        if (_connection is null)
            return;

        _growth.Leave(_backend);
        await _connection.DisposeAsync();
        _connection = null;
    }

    [LoggerMessage(3102, LogLevel.Warning, "An append of {Count} calls failed: {Failure}.")]
    private partial void LogFailed(int count, string failure);
}
