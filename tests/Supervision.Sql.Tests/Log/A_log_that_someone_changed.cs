using Supervision.Events;
using Supervision.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class A_log_that_someone_changed : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryData _data = new(2, new SteppingTime(SampleEvents.Monday));

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Is_whole_as_long_as_no_one_did()
    {
        await Fill();
        _data.Reopen();

        Assert.Empty(await _data.Broken());
    }

    [Fact]
    public async Task Shows_one_byte_of_a_payload_changed_on_disk()
    {
        await Fill();
        _data.Close();
        var stored = _data.Ask("SELECT data FROM event_log WHERE position = (1 << 40) + 5");
        var broken = await ChangeOneByte(stored, at: 24);

        Assert.Equal("1-5: its content does not have the digest that the chain holds.", broken.BrokenBecause);
        Assert.Equal((1, 5L, 4L), (broken.Partition, broken.Offset, broken.Verified));
    }

    [Fact]
    public async Task Shows_a_payload_that_was_moved_from_another_event()
    {
        await Fill();
        _data.Close();
        _data.Tamper("UPDATE event_log SET data = (SELECT data FROM event_log WHERE position = (1 << 40) + 4) "
            + "WHERE position = (1 << 40) + 6");
        _data.Reopen();

        Assert.Equal(6, Assert.Single(await _data.Broken()).Offset);
        Assert.Equal(10, (await _data.Log.ReadPartition(1, 0, 10, None)).Length);
    }

    [Fact]
    public async Task Shows_one_byte_of_a_digest_changed_on_disk()
    {
        var fifth = (await Fill())[4];
        var digest = CanonicalEvent.Digest(fifth.Type, fifth.Key, fifth.Subject, fifth.Time, fifth.Data.Span);
        var broken = await ChangeOneByte(digest, at: 31);

        Assert.Equal(5, broken.Offset);
    }

    [Fact]
    public async Task Shows_one_byte_of_a_link_changed_on_disk()
    {
        var link = HashChain.Origin.ToArray();
        foreach (var item in (await Fill()).Take(5))
        {
            var digest = CanonicalEvent.Digest(item.Type, item.Key, item.Subject, item.Time, item.Data.Span);
            link = HashChain.Link(link, digest, item.Position, item.RecordedAt);
        }

        Assert.Equal(5, (await ChangeOneByte(link, at: 0)).Offset);
    }

    [Theory]
    [InlineData("DELETE FROM event_log WHERE position = (1 << 40) + 5", 5)]
    [InlineData("DELETE FROM event_log WHERE position = (1 << 40) + 1", 1)]
    [InlineData("DELETE FROM event_log WHERE position = (1 << 40) + 10", 10)]
    [InlineData("DELETE FROM event_log WHERE position > 1 << 40", 1)]
    [InlineData("UPDATE event_log SET recorded_at = recorded_at + 1 WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET time = time + 10 WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET subject = 'kvk:99009999' WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET id = 'other' WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE part_head SET offset = 9 WHERE partition = 1", 10)]
    [InlineData("UPDATE part_head SET offset = 11 WHERE partition = 1", 11)]
    [InlineData("UPDATE part_head SET chain = zeroblob(32) WHERE partition = 1", 10)]
    public async Task Shows_the_first_event_that_a_statement_changed(string sql, long offset)
    {
        await Fill();
        _data.Close();
        _data.Tamper(sql);
        _data.Reopen();

        var broken = Assert.Single(await _data.Broken());
        Assert.Equal((1, offset), (broken.Partition, broken.Offset));
        Assert.StartsWith($"1-{offset}: ", broken.BrokenBecause, StringComparison.Ordinal);
    }

    // What the digest does not hold, because it repeats the content or follows from the order.
    [Theory]
    [InlineData("UPDATE event_log SET time = time + 1 WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET target_id = 'e2' WHERE position = (1 << 40) + 11", 11)]
    [InlineData("UPDATE event_log SET target_source = NULL, target_id = NULL WHERE position = (1 << 40) + 11", 11)]
    [InlineData("UPDATE event_log SET target_source = source, target_id = 'e2' WHERE position = (1 << 40) + 5", 5)]
    [InlineData("UPDATE event_log SET version = 7 WHERE position = (1 << 40) + 13", 13)]
    [InlineData("UPDATE event_log SET version = 3 WHERE position = (1 << 40) + 12", 12)]
    [InlineData("UPDATE event_log SET version = NULL WHERE position = (1 << 40) + 12", 12)]
    [InlineData("UPDATE event_log SET version = NULL WHERE position = (1 << 40) + 13", 13)]
    [InlineData("UPDATE event_log SET version = 2 WHERE position = (1 << 40) + 5", 5)]
    public async Task Shows_a_column_beside_the_digest_that_was_changed(string sql, long offset)
    {
        const string escalation = "escalation:kvk:99000001";
        await Fill();
        await _data.Log.Append([SampleEvents.Retraction("gone", new EventKey(SampleEvents.Source, "e1"), 1)], None);
        await _data.Log.AppendFacts(
            escalation, 0,
            [SampleEvents.One("o1", escalation, 1), SampleEvents.One("o2", escalation, 1)], None);
        Assert.Empty(await _data.Broken());
        _data.Close();
        _data.Tamper(sql);
        _data.Reopen();

        var broken = Assert.Single(await _data.Broken());
        Assert.Equal((offset, offset - 1), (broken.Offset, broken.Verified));
    }

    [Fact]
    public async Task Holds_after_payloads_were_erased_and_names_them()
    {
        await Fill();
        _data.Close();
        _data.Tamper("UPDATE event_log SET data = NULL WHERE position IN ((1 << 40) + 5, (1 << 40) + 7)");
        _data.Reopen();

        Assert.Empty(await _data.Broken());
        var proof = await _data.Log.Verify(None).LastAsync();
        Assert.Equal(2, proof.Erased);
        Assert.Equal(["1-5", "1-7"], proof.ErasedAt.Select(position => position.ToString()));
        Assert.True((await _data.Log.ReadPartition(1, 4, 1, None))[0].Data.IsEmpty);
    }

    private async Task<IReadOnlyList<LoggedEvent>> Fill()
    {
        for (var i = 1; i <= 10; i++)
            await _data.Log.Append([SampleEvents.One($"e{i}", partition: 1, content: i == 5 ? "4711" : "1")], None);
        return await _data.Log.ReadPartition(1, 0, 10, None);
    }

    private async Task<LogProof> ChangeOneByte(byte[] of, int at)
    {
        _data.Close();
        var bytes = await File.ReadAllBytesAsync(_data.LogFile);
        var place = bytes.AsSpan().IndexOf(of);
        Assert.True(place > 0, "The bytes to change are not in the file.");
        Assert.Equal(-1, bytes.AsSpan(place + 1).IndexOf(of));
        bytes[place + at] ^= 1;
        await File.WriteAllBytesAsync(_data.LogFile, bytes);
        _data.Reopen();
        return Assert.Single(await _data.Broken());
    }
}
