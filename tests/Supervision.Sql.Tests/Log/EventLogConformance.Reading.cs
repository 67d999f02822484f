using Supervision.Log;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Log;

public abstract partial class EventLogConformance
{
    private const string Escalation = "escalation:kvk:99000001";

    [Fact]
    public async Task Reads_a_partition_in_pages()
    {
        await _log.Append([.. Many("a", 25, partition: 1), .. Many("b", 5, partition: 2)], None);

        var read = new List<string>();
        var offset = 0L;
        for (var page = await _log.ReadPartition(1, offset, 10, None);
            page.Length > 0;
            page = await _log.ReadPartition(1, offset, 10, None))
        {
            Assert.True(page.Length <= 10);
            read.AddRange(page.Select(item => item.Key.EventId));
            offset = page[^1].Position.Offset;
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"a{i}"), read);
        Assert.Empty(await _log.ReadPartition(3, 0, 10, None));
    }

    [Fact]
    public async Task Reads_a_subject_in_pages_and_nothing_of_another()
    {
        await _log.Append(Many("a", 40, partition: 3), None);
        var wanted = (await _log.ReadPartition(3, 0, 100, None))
            .Where(item => item.Subject == Subject(2, 3)).Select(item => item.Position).ToList();

        var first = await _log.ReadSubject(Subject(2, 3), 0, 2, None);
        var rest = await _log.ReadSubject(Subject(2, 3), first[^1].Position.Offset, 100, None);

        Assert.Equal(2, first.Length);
        Assert.Equal(wanted, first.Concat(rest).Select(item => item.Position));
        Assert.Empty(await _log.ReadSubject(Subject(2, 3), 40, 100, None));
        Assert.Empty(await _log.ReadSubject("kvk:99999999", 0, 100, None));
    }

    [Fact]
    public async Task Finds_events_by_key_with_all_that_targets_them()
    {
        var first = new EventKey(Source, "a");
        var unseen = new EventKey("urn:example:unseen", "z");
        await _log.Append(
            [
                One("fix-early", target: first), One("a"), One("b"), One("fix-late", target: first),
                One("elsewhere", "kvk:99000002", target: first), One("fix-unseen", target: unseen),
            ],
            None);

        Assert.Equal(["fix-early", "a", "fix-late"], await Related(first));
        Assert.Equal(["b"], await Related(new EventKey(Source, "b")));
        Assert.Equal(["fix-unseen"], await Related(unseen));
        Assert.Equal(["fix-early", "a", "b", "fix-late"], await Related(new EventKey(Source, "b"), first, first));
        Assert.Empty(await Related());
        Assert.Empty(await Related(new EventKey("urn:example:nobody", "a")));
    }

    [Fact]
    public async Task Finds_an_event_by_key_under_another_subject_but_not_what_targets_it_there()
    {
        var first = new EventKey(Source, "a");
        await _log.Append(
            [
                One("a", "kvk:99000002", partition: 2), One("fix-there", "kvk:99000002", partition: 2, target: first),
                One("fix-here", target: first),
            ],
            None);

        var related = await _log.ReadRelated("kvk:99000001", [first], None);

        Assert.Equal(
            [("fix-here", "kvk:99000001"), ("a", "kvk:99000002")],
            related.Select(item => (item.Key.EventId, item.Subject)));
    }

    [Fact]
    public async Task Proves_corrections_versions_and_the_facts_beside_them()
    {
        var target = new EventKey(Source, "a");
        await _log.Append([One("a"), Retraction("gone", target)], None);
        await _log.AppendFacts(Escalation, 0, [One("e1", Escalation), One("concluded")], None);
        await _log.AppendFacts(Escalation, 1, [One("e2", Escalation), One("e3", Escalation)], None);

        var proof = await _log.Verify(None).FirstAsync();

        Assert.Equal((6L, 0L, null), (proof.Verified, proof.Erased, proof.BrokenBecause));
    }

    [Fact]
    public async Task Takes_no_time_that_the_digest_does_not_cover()
    {
        var item = One("a") with { Time = Monday.AddTicks(1) };

        await Assert.ThrowsAsync<ArgumentException>(() => _log.Append([item], None));
        await Assert.ThrowsAsync<ArgumentException>(() => _log.AppendFacts(item.Subject, 0, [item], None));
    }

    [Fact]
    public async Task Ends_a_wait_when_the_partition_grows_and_not_for_another()
    {
        var past = _log.WaitBeyond(1, 0, None);
        var other = _log.WaitBeyond(2, 0, None);
        Assert.False(past.IsCompleted);

        await _log.Append([One("a", partition: 1)], None);

        await past.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(other.IsCompleted);
        Assert.True(_log.WaitBeyond(1, 0, None).IsCompleted);
        Assert.Equal([0L, 1L], new[] { _log.KnownEnd(2), _log.KnownEnd(1) });
        Assert.False(_log.WaitBeyond(1, 1, None).IsCompleted);
    }

    [Fact]
    public async Task Ends_a_wait_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var wait = _log.WaitBeyond(0, 0, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Appends_facts_at_the_version_that_their_writer_had_seen()
    {
        await _log.AppendFacts(Escalation, 0, [One("e1", Escalation), One("e2", Escalation)], None);
        var outcomes = await _log.AppendFacts(
            Escalation, 2, [One("e3", Escalation), One("concluded", "kvk:99000001")], None);

        Assert.Equal([3L, 4], outcomes.Select(outcome => outcome.Position.Offset));
        await _log.AppendFacts(Escalation, 3, [One("e4", Escalation)], None);
        Assert.Equal(
            ["e1", "e2", "e3", "e4"],
            (await _log.ReadSubject(Escalation, 0, 10, None)).Select(item => item.Key.EventId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Stores_no_fact_of_a_writer_at_another_version(long version)
    {
        await _log.AppendFacts(Escalation, 0, [One("e1", Escalation), One("e2", Escalation)], None);

        await Assert.ThrowsAsync<VersionConflictException>(() => _log.AppendFacts(
            Escalation, version, [One("other", "kvk:99000001"), One("e3", Escalation)], None));

        Assert.Equal(["e1", "e2"], await Ids(0));
        await _log.AppendFacts(Escalation, 2, [One("e3", Escalation)], None);
    }

    [Fact]
    public async Task Lets_one_of_many_writers_at_the_same_version_win()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            try
            {
                await _log.AppendFacts(Escalation, 0, [One($"w{writer}", Escalation)], None);
                return 1;
            }
            catch (VersionConflictException)
            {
                return 0;
            }
        })));

        Assert.Equal(1, results.Sum());
        Assert.Single(await _log.ReadSubject(Escalation, 0, 10, None));
    }

    [Fact]
    public async Task Answers_a_repeated_command_as_a_duplicate_and_a_half_repeated_one_as_a_conflict()
    {
        NewEvent[] facts = [One("e1", Escalation), One("e2", Escalation)];
        var first = await _log.AppendFacts(Escalation, 0, facts, None);
        var again = await _log.AppendFacts(Escalation, 0, facts, None);

        Assert.Equal(first.Select(outcome => outcome.Position), again.Select(outcome => outcome.Position));
        Assert.All(again, outcome => Assert.Equal(AppendStatus.Duplicate, outcome.Status));
        await Assert.ThrowsAsync<VersionConflictException>(
            () => _log.AppendFacts(Escalation, 2, [One("e2", Escalation), One("e3", Escalation)], None));
        await Assert.ThrowsAsync<VersionConflictException>(
            () => _log.AppendFacts(Escalation, 2, [One("e2", Escalation, content: "9")], None));
        await Assert.ThrowsAsync<ArgumentException>(
            () => _log.AppendFacts(Escalation, 2, [One("e3", Escalation), One("e3", Escalation)], None));
        Assert.Equal(["e1", "e2"], await Ids(0));
    }

    private async Task<IEnumerable<string>> Related(params EventKey[] keys) =>
        (await _log.ReadRelated("kvk:99000001", keys, None)).Select(item => item.Key.EventId);
}
