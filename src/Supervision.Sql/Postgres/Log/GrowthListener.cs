using Microsoft.Extensions.Logging;
using Npgsql;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// One connection that hears of every commit, whichever process made it. A notification is a hint: when none came for
/// a while the heads are looked at, and after a lost connection they are looked at first.
/// </summary>
internal sealed partial class GrowthListener : IAsyncDisposable
{
    private const string SelectHeads = "SELECT partition, last_offset FROM log_head";

    private readonly NpgsqlDataSource _source;
    private readonly LogGrowth _growth;
    private readonly TimeSpan _pollInterval;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private bool _mustLook;

    public GrowthListener(PostgresDatabase database, LogGrowth growth, ILogger logger)
    {
        var described = PostgresDatabase.Described(database.Options, "supervision-listener", 1);
        described.Pooling = false;
        // A dead peer is noticed although this connection only ever waits.
        described.KeepAlive = 10;
        _source = NpgsqlDataSource.Create(described);
        _growth = growth;
        _pollInterval = database.Options.Postgres.PollInterval;
        _logger = logger;
        _run = Task.Run(Run);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    // This catch ends no error: it is logged, and the loop goes on, because the server may come back.
    private async Task Run()
    {
        using var pause = new PeriodicTimer(_pollInterval);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Listen(_stop.Token);
            }
            catch (Exception failure)
            {
                if (_stop.IsCancellationRequested)
                    return;
                LogConnectionLost(failure);
                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private async Task Listen(CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, notice) =>
            _mustLook |= !_growth.IsOwn(notice.PID) && !GrowthNotice.TryRead(notice.Payload, _growth.Publish);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"LISTEN {GrowthNotice.Channel}";
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        _mustLook = true;
        while (true)
        {
            if (_mustLook)
                await Look(connection, cancellation);
            _mustLook |= !await connection.WaitAsync(_pollInterval, cancellation) | _growth.TakeDoubt();
        }
    }

    private async Task Look(NpgsqlConnection connection, CancellationToken cancellation)
    {
        _mustLook = false;
        await using var select = connection.CreateCommand();
        select.CommandText = SelectHeads;
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            _growth.Publish(rows.GetInt32(0), rows.GetInt64(1));
    }

    [LoggerMessage(3101, LogLevel.Warning, "The connection that hears of growth is lost; it is opened again.")]
    private partial void LogConnectionLost(Exception failure);
}
