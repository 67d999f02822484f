using Supervision.Log;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_server_that_stops : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresServer _server = PostgresServer.StartPrivate();
    private readonly PostgresTestDatabase _database;
    private readonly List<OpenedPostgres> _opened = [];

    public A_server_that_stops() => _database = _server.Create();

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _server.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_used_again_without_a_restart_of_ours_once_it_is_back(bool crashes)
    {
        var (log, other) = (Open(), Open());
        await log.Append([SampleEvents.One("a")], None);
        if (crashes)
            _server.Kill();
        else
            _server.Stop();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.Append([SampleEvents.One("b")], None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.ReadPartition(0, 0, 10, None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.CheckWritable(None));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => log.AppendFacts("escalation:kvk:99000001", 0, [SampleEvents.One("c")], None));

        _server.Start();
        var heard = other.WaitBeyond(0, 1, None);
        var outcomes = await log.Append([SampleEvents.One("a"), SampleEvents.One("b")], None);

        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Accepted], outcomes.Select(outcome => outcome.Status));
        await heard.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await other.ReadPartition(0, 0, 10, None)).Length);
    }

    private IEventLog Open()
    {
        _opened.Add(new OpenedPostgres(_database.ConnectionString, new SteppingTime(SampleEvents.Monday)));
        return _opened[^1].Log;
    }
}
