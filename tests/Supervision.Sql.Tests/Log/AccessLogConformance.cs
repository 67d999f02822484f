using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Log;

/// <summary>What is found of changes of access, whatever the log stands on.</summary>
public abstract class AccessLogConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AccessSpan All = new(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null);

    private readonly IEventLog _log;
    private readonly IAccessLog _changes;
    private int _ids;

    protected AccessLogConformance() => (_log, _changes) = Create(4, new SteppingTime(Monday));

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract (IEventLog Log, IAccessLog Changes) Create(int partitionCount, TimeProvider time);

    protected abstract void Close();

    [Fact]
    public async Task Has_changes_and_nothing_else_the_newest_first()
    {
        await _log.Append([One("a"), One("b", "reads:kvk:1"), One("c", "accest:user:a", 2)], None);
        await Record("user:a");
        await Record("user:b", "user:a");

        var found = await _changes.Newest(All, 10, None);

        Assert.Equal(3, found.Length);
        Assert.Equal("access:user:a", found[^1].Subject);
        Assert.All(found, logged => Assert.True(AccessChanged.TryRead(logged, out _)));
    }

    [Fact]
    public async Task Finds_those_of_one_account_and_gives_each_once_in_pages()
    {
        await Record("user:a", "user:b", "user:a");
        await Record("user:a");
        var mine = All with { Subject = "access:user:a" };
        foreach (var (span, expected) in ((AccessSpan, int)[])[(mine, 3), (All, 4)])
        {
            var (paged, next) = (new List<LogPosition>(), span);
            while (await _changes.Newest(next, 1, None) is { IsEmpty: false } page)
            {
                paged.Add(page[0].Position);
                next = next with { Before = new ReadMark(page[0].RecordedAt, page[0].Position) };
            }

            Assert.Equal(expected, paged.Count);
            Assert.Equal((await _changes.Newest(span, 10, None)).Select(logged => logged.Position), paged);
        }
    }

    private async Task Record(params string[] accounts) => await _log.Append(
        [
            .. accounts.Select(account => new AccessChanged(AccessChange.AccountMade, "user:x", account)
                .ToEvent($"{++_ids}", Monday, 4)),
        ],
        None);
}
