using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class A_log_that_someone_changed : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();
    private readonly OpenedPostgres _opened;

    public A_log_that_someone_changed() =>
        _opened = new OpenedPostgres(_database.ConnectionString, new SteppingTime(SampleEvents.Monday), 2);

    public void Dispose()
    {
        _opened.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData("DELETE FROM event_log WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("DELETE FROM event_log WHERE position = (1::bigint << 40) + 10", 10)]
    [InlineData("DELETE FROM event_log", 1)]
    [InlineData("UPDATE event_log SET recorded_at = recorded_at + 1 WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET time = time + 10 WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET subject = 'kvk:99009999' WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET version = 7 WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET digest = sha256(digest) WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET data = data || '\\x20'::bytea WHERE position = (1::bigint << 40) + 5", 5)]
    [InlineData("UPDATE log_head SET last_offset = 9 WHERE partition = 1", 10)]
    [InlineData("UPDATE log_head SET last_offset = 11 WHERE partition = 1", 11)]
    [InlineData("UPDATE log_head SET chain = sha256(chain) WHERE partition = 1", 10)]
    public async Task Shows_the_first_event_that_a_statement_changed(string sql, long offset)
    {
        await Fill();

        _database.Execute(sql);

        var broken = Assert.Single(await _opened.Broken());
        Assert.Equal((1, offset), (broken.Partition, broken.Offset));
        Assert.StartsWith($"1-{offset}: ", broken.BrokenBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_after_a_payload_was_erased_and_names_it()
    {
        await Fill();

        _database.Execute("UPDATE event_log SET data = NULL WHERE position = (1::bigint << 40) + 5");

        Assert.Empty(await _opened.Broken());
        Assert.True((await _opened.Log.ReadPartition(1, 4, 1, None))[0].Data.IsEmpty);
    }

    private async Task Fill()
    {
        for (var i = 1; i <= 10; i++)
            await _opened.Log.Append([SampleEvents.One($"e{i}", partition: 1)], None);
    }
}
