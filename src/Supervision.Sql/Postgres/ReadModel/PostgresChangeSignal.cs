using Npgsql;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>
/// Tells whoever waits in this process that a level change was stored, by whichever process. It listens as soon as
/// someone waits; a notification may get lost with its connection, so now and then it looks.
/// </summary>
internal sealed class PostgresChangeSignal(PostgresDatabase database) : IDisposable
{
    public const string Channel = "supervision_risk_change";

    private const string SelectLast = "SELECT sequence FROM risk_change_head";

    private readonly ChangeSignal _signal = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _listening;

    public void Publish(long sequence) => _signal.Publish(sequence);

    public Task WaitBeyond(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
            _listening ??= Task.Run(Listen, CancellationToken.None);
        return _signal.WaitBeyond(sequence, cancellation);
    }

    public Task<long> Last(CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) => (await connection.Command(SelectLast).All(row => row.Long(0), stop))[0],
            cancellation);

    public void Dispose()
    {
        _stopping.Cancel();
        _listening?.GetAwaiter().GetResult();
        _stopping.Dispose();
    }

    private async Task Listen()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await database.Run(ListenOn, _stopping.Token);
            }
            catch (StoreUnavailableException)
            {
                // Whoever waits asks the store itself now and then and is told there; this comes back with the server.
                await Pause();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> ListenOn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.Command($"LISTEN {Channel}").Execute(cancellation);
        while (true)
        {
            _signal.Publish((await connection.Command(SelectLast).All(row => row.Long(0), cancellation))[0]);
            await connection.WaitAsync(database.Options.Postgres.PollInterval, cancellation);
        }
    }

    private async Task Pause() =>
        await Task.Delay(database.Options.Postgres.PollInterval, database.Time, _stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
