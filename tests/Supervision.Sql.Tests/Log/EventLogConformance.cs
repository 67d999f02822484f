using System.Security.Cryptography;
using Supervision.Events;
using Supervision.Log;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Log;

/// <summary>What every event log does, whatever it stands on.</summary>
public abstract partial class EventLogConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SteppingTime _time = new(Monday);
    private readonly IEventLog _log;

    protected EventLogConformance() => _log = Create(4, _time);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new and empty log.</summary>
    protected abstract IEventLog Create(int partitionCount, TimeProvider time);

    protected abstract void Close();

    [Fact]
    public async Task An_empty_log_has_ends_at_zero_and_a_whole_chain()
    {
        var heads = await _log.Heads(None);
        var proofs = await Proofs();

        Assert.Equal([0, 1, 2, 3], heads.Select(head => head.Partition));
        Assert.All(heads, head => Assert.Equal(0, head.Offset));
        Assert.All(heads, head => Assert.Equal(new byte[32], head.Chain));
        Assert.Equal(4, proofs.Count);
        Assert.All(proofs, proof => Assert.Null(proof.BrokenBecause));
    }

    [Fact]
    public async Task Gives_back_what_was_appended_as_it_was()
    {
        var target = new EventKey("urn:example:other", "a1");
        var given = One("a1", partition: 2, content: "\"é\\u0001\"", target: target);

        var outcome = Assert.Single(await _log.Append([given], None));
        var stored = Assert.Single(await _log.ReadPartition(2, 0, 10, None));

        Assert.Equal(new AppendOutcome(AppendStatus.Accepted, new LogPosition(2, 1), stored.RecordedAt), outcome);
        Assert.Equal(given.Subject, stored.Subject);
        Assert.Equal(given.Key, stored.Key);
        Assert.Equal(given.Type, stored.Type);
        Assert.Equal(given.Time, stored.Time);
        Assert.Equal(given.Data.ToArray(), stored.Data.ToArray());
        Assert.Equal(target, stored.Target);
        Assert.InRange(stored.RecordedAt, Monday, _time.GetUtcNow());
    }

    [Fact]
    public async Task Numbers_each_partition_from_one_in_the_given_order()
    {
        var outcomes = await _log.Append(
            [One("a", partition: 1), One("b", partition: 3, subject: "kvk:99000003"), One("c", partition: 1)], None);

        Assert.Equal(["1-1", "3-1", "1-2"], outcomes.Select(outcome => outcome.Position.ToString()));
        Assert.Equal([0L, 2, 0, 1], (await _log.Heads(None)).Select(head => head.Offset));
    }

    [Fact]
    public async Task Answers_a_repeated_event_with_its_first_position_and_stores_it_once()
    {
        var first = Assert.Single(await _log.Append([One("a")], None));
        var again = Assert.Single(await _log.Append([One("a")], None));

        Assert.Equal(first with { Status = AppendStatus.Duplicate }, again);
        Assert.Single(await _log.ReadPartition(0, 0, 10, None));
    }

    [Fact]
    public async Task Stores_an_event_given_three_times_in_one_batch_once()
    {
        var outcomes = await _log.Append([One("a"), One("b"), One("a"), One("a"), One("c")], None);

        Assert.Equal(
            [AppendStatus.Accepted, AppendStatus.Accepted, AppendStatus.Duplicate, AppendStatus.Duplicate,
                AppendStatus.Accepted],
            outcomes.Select(outcome => outcome.Status));
        Assert.Equal([1L, 2, 1, 1, 3], outcomes.Select(outcome => outcome.Position.Offset));
        Assert.Equal(["a", "b", "c"], await Ids(0));
    }

    [Fact]
    public async Task Refuses_other_content_under_a_used_key_and_stores_the_rest()
    {
        await _log.Append([One("a")], None);
        var outcomes = await _log.Append([One("b"), One("a", content: "2"), One("b", content: "2"), One("c")], None);

        Assert.Equal(
            [AppendStatus.Accepted, AppendStatus.Conflict, AppendStatus.Conflict, AppendStatus.Accepted],
            outcomes.Select(outcome => outcome.Status));
        Assert.Equal([2L, 1, 2, 3], outcomes.Select(outcome => outcome.Position.Offset));
        Assert.Equal(["a", "b", "c"], await Ids(0));
        Assert.Equal("""{"headCount":1}"""u8.ToArray(), (await _log.ReadPartition(0, 0, 1, None))[0].Data.ToArray());
    }

    [Fact]
    public async Task Takes_the_same_id_from_another_source_as_another_event()
    {
        var outcomes = await _log.Append([One("a"), One("a", source: "urn:example:other")], None);

        Assert.All(outcomes, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
    }

    [Fact]
    public async Task Stores_nothing_of_a_call_that_was_cancelled_before_it_began()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _log.Append([One("a")], new CancellationToken(true)));
        await _log.Append([One("b")], None);

        Assert.Equal(["b"], await Ids(0));
    }

    [Fact]
    public async Task Refuses_more_events_than_its_limit_and_partitions_that_it_does_not_have()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _log.Append(Many("x", LogLimits.AppendMax + 1), None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _log.Append([One("a", partition: 4)], None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _log.ReadPartition(0, 0, LogLimits.PageMax + 1, None));
        Assert.Equal(0, (await _log.Heads(None))[0].Offset);
    }

    [Fact]
    public async Task Leaves_no_gap_and_keeps_commit_order_with_sixteen_that_append_at_once()
    {
        const int writers = 16;
        const int calls = 12;
        var seen = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var positions = new List<LogPosition>();
            for (var call = 0; call < calls; call++)
            {
                var batch = Enumerable.Range(0, 1 + (writer + call) % 5)
                    .Select(i => One($"{writer}/{call}/{i}", Subject(writer, i % 4), i % 4));
                var outcomes = await _log.Append([.. batch], None);
                Assert.All(outcomes, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
                positions.AddRange(outcomes.Select(outcome => outcome.Position));
            }

            return positions;
        })));

        for (var partition = 0; partition < 4; partition++)
        {
            var stored = await _log.ReadPartition(partition, 0, 10_000, None);
            Assert.Equal(
                Enumerable.Range(1, stored.Length).Select(i => (long)i),
                stored.Select(item => item.Position.Offset));
            Assert.Equal(
                stored.OrderBy(item => item.RecordedAt).Select(item => item.Key), stored.Select(item => item.Key));
            Assert.All(seen, positions =>
            {
                var own = positions.Where(position => position.Partition == partition).Select(p => p.Offset).ToList();
                Assert.Equal(own.Order(), own);
            });
            Assert.Equal(
                seen.SelectMany(all => all).Where(p => p.Partition == partition).Select(p => p.Offset).Order(),
                stored.Select(item => item.Position.Offset));
        }

        Assert.All(await Proofs(), proof => Assert.Null(proof.BrokenBecause));
    }

    [Fact]
    public async Task Shows_a_reader_every_offset_below_the_largest_that_it_has_seen()
    {
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var offset = 0L;
            while (offset < 400)
            {
                await _log.WaitBeyond(0, offset, stop.Token);
                foreach (var item in await _log.ReadPartition(0, offset, 1_000, stop.Token))
                    Assert.Equal(++offset, item.Position.Offset);
            }

            return offset;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var call = 0; call < 50; call++)
                await _log.Append([One($"{writer}/{call}")], None);
        })));

        Assert.Equal(400, await reader.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Links_every_event_to_the_one_before_it()
    {
        await _log.Append(Many("a", 5), None);
        await _log.Append([.. Many("b", 5), .. Many("c", 3, partition: 1)], None);

        foreach (var head in await _log.Heads(None))
        {
            var link = new byte[32];
            foreach (var item in await _log.ReadPartition(head.Partition, 0, 100, None))
                link = NextLink(link, item);
            Assert.Equal(link, head.Chain);
        }
    }

    // Written out on purpose: an auditor needs no more than this to check a chain.
    private static byte[] NextLink(byte[] previous, LoggedEvent item)
    {
        using var input = new MemoryStream();
        using var writer = new BinaryWriter(input);
        writer.Write(previous);
        writer.Write(CanonicalEvent.Digest(item.Type, item.Key, item.Subject, item.Time, item.Data.Span));
        writer.Write(System.Net.IPAddress.HostToNetworkOrder(item.Position.Partition));
        writer.Write(System.Net.IPAddress.HostToNetworkOrder(item.Position.Offset));
        writer.Write(System.Net.IPAddress.HostToNetworkOrder(item.RecordedAt.UtcTicks));
        return SHA256.HashData(input.ToArray());
    }

    private async Task<List<LogProof>> Proofs()
    {
        var proofs = new List<LogProof>();
        await foreach (var proof in _log.Verify(None))
            proofs.Add(proof);
        return proofs;
    }

    private async Task<IEnumerable<string>> Ids(int partition) =>
        (await _log.ReadPartition(partition, 0, 1_000, None)).Select(item => item.Key.EventId);
}
