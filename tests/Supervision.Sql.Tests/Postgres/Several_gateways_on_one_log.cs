using Supervision.Log;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Postgres;

public sealed class Several_gateways_on_one_log : IDisposable
{
    private const string Escalation = "escalation:kvk:99000001";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();
    private readonly List<OpenedPostgres> _gateways = [];

    public Several_gateways_on_one_log()
    {
        for (var gateway = 0; gateway < 3; gateway++)
            _gateways.Add(new OpenedPostgres(_database.ConnectionString, new SteppingTime(Monday.AddHours(-gateway))));
    }

    public void Dispose()
    {
        _gateways.ForEach(gateway => gateway.Dispose());
        _database.Dispose();
    }

    [Fact]
    public async Task Leave_no_gap_fork_no_chain_and_show_a_reader_every_offset_in_commit_order()
    {
        const int writers = 6;
        const int calls = 25;
        var expected = Enumerable.Range(0, 4)
            .Select(partition => (long)Rows(writers, calls, partition)).ToArray();
        var readers = Enumerable.Range(0, 4).Select(partition => Follow(partition, expected[partition])).ToList();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var call = 0; call < calls; call++)
            {
                var outcomes = await Log(writer).Append(Batch(writer, call), None);
                Assert.All(outcomes, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
            }
        })));

        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(expected, (await Log(0).Heads(None)).Select(head => head.Offset));
        Assert.Empty(await _gateways[1].Broken());
    }

    [Fact]
    public async Task Store_once_what_eight_writers_send_at_once_each_in_another_order()
    {
        // Small and large groups: the one looks its keys up, the other finds them by the unique index.
        var events = Enumerable.Range(0, 400).Select(i => One($"e{i}", Subject(i, i % 4), i % 4)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var chance = new Random(writer);
            var mine = events.ToArray();
            chance.Shuffle(mine);
            var taken = new Dictionary<EventKey, AppendOutcome>();
            foreach (var piece in mine.Chunk(writer % 2 == 0 ? 40 : 200))
            {
                foreach (var (given, outcome) in piece.Zip(await Log(writer).Append(piece, None)))
                    taken.Add(given.Key, outcome);
            }

            return taken;
        }))).WaitAsync(TimeSpan.FromSeconds(60));

        foreach (var given in events)
        {
            var outcomes = answers.Select(taken => taken[given.Key]).ToList();
            Assert.Single(outcomes, outcome => outcome.Status == AppendStatus.Accepted);
            Assert.Equal(7, outcomes.Count(outcome => outcome.Status == AppendStatus.Duplicate));
            Assert.Single(outcomes.Select(outcome => outcome.Position).Distinct());
        }

        Assert.Equal([100L, 100, 100, 100], (await Log(0).Heads(None)).Select(head => head.Offset));
        Assert.Empty(await _gateways[0].Broken());
    }

    [Fact]
    public async Task Let_one_content_win_a_key_that_each_gives_to_another_partition()
    {
        // The heads do not keep these apart: the unique index does, and its waits must not form a ring.
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                var mine = Enumerable.Range(0, 150)
                    .Select(i => One($"r{round}-{i}", Subject(i, writer % 4), writer % 4, content: $"{writer % 4}"))
                    .ToArray();
                new Random(round * 8 + writer).Shuffle(mine);
                var outcomes = await Log(writer).Append(mine, None);
                return mine.Zip(outcomes).ToDictionary(pair => pair.First.Key, pair => pair.Second);
            }))).WaitAsync(TimeSpan.FromSeconds(60));

            foreach (var key in answers[0].Keys)
            {
                var outcomes = answers.Select(answer => answer[key]).ToList();
                Assert.Single(outcomes, outcome => outcome.Status == AppendStatus.Accepted);
                Assert.Equal(1, outcomes.Count(outcome => outcome.Status == AppendStatus.Duplicate));
                Assert.Equal(6, outcomes.Count(outcome => outcome.Status == AppendStatus.Conflict));
            }
        }

        Assert.Equal(1_500, (await Log(0).Heads(None)).Sum(head => head.Offset));
        Assert.Empty(await _gateways[2].Broken());
    }

    [Fact]
    public async Task Let_one_of_many_win_an_expected_version()
    {
        var won = new List<int>();
        for (var version = 0; version < 10; version++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
            {
                try
                {
                    await Log(writer).AppendFacts(Escalation, version, [One($"{version}/{writer}", Escalation)], None);
                    return 1;
                }
                catch (VersionConflictException)
                {
                    return 0;
                }
            })));
            won.Add(results.Sum());
        }

        Assert.All(won, winners => Assert.Equal(1, winners));
        Assert.Equal(10, (await Log(0).ReadSubject(Escalation, 0, 100, None)).Length);
        Assert.Empty(await _gateways[0].Broken());
    }

    [Fact]
    public async Task Hear_of_what_another_has_stored()
    {
        var waits = _gateways.Select(gateway => gateway.Log.WaitBeyond(2, 0, None)).ToList();
        var other = Log(1).WaitBeyond(3, 0, None);

        await Log(0).Append([One("a", partition: 2)], None);

        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task Share_the_names_that_both_meet_first()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var outcomes = await Log(writer).Append([One($"{writer}", source: $"urn:example:{i}")], None);
                Assert.Equal(AppendStatus.Accepted, Assert.Single(outcomes).Status);
            }
        })));

        Assert.Equal(20L, _database.Ask<long>("SELECT count(*) FROM event_source"));
        Assert.Empty(await _gateways[0].Broken());
    }

    private static List<NewEvent> Batch(int writer, int call) =>
        [.. Enumerable.Range(0, 1 + (writer + call) % 7)
            .Select(i => One($"{writer}/{call}/{i}", Subject(writer, (i + writer) % 4), (i + writer) % 4))];

    private static int Rows(int writers, int calls, int partition) => Enumerable.Range(0, writers)
        .Sum(writer => Enumerable.Range(0, calls)
            .Sum(call => Batch(writer, call).Count(item => item.Partition == partition)));

    private IEventLog Log(int writer) => _gateways[writer % _gateways.Count].Log;

    /// <summary>Reads as a stream does: from its checkpoint on, never back.</summary>
    private Task Follow(int partition, long until) => Task.Run(async () =>
    {
        var offset = 0L;
        var recordedAt = DateTimeOffset.MinValue;
        while (offset < until)
        {
            await Log(partition).WaitBeyond(partition, offset, None);
            foreach (var item in await Log(partition).ReadPartition(partition, offset, 1_000, None))
            {
                Assert.Equal(++offset, item.Position.Offset);
                Assert.True(item.RecordedAt >= recordedAt);
                recordedAt = item.RecordedAt;
            }
        }
    });
}
