using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Log;

/// <summary>What is found of facts about cases, whatever the log stands on.</summary>
public abstract class EscalationLogConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImmutableArray<long> Start = [0, 0, 0, 0];

    private readonly IEventLog _log;
    private readonly IEscalationLog _facts;

    protected EscalationLogConformance() => (_log, _facts) = Create(4, new SteppingTime(Monday));

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract (IEventLog Log, IEscalationLog Facts) Create(int partitionCount, TimeProvider time);

    protected abstract void Close();

    [Fact]
    public async Task Has_them_and_nothing_else_by_partition_in_their_order()
    {
        await _log.Append(
            [
                One("a", "escalation:kvk:1", 2), One("b", "kvk:1", 2), One("c", "escalatiom:kvk:1", 2),
                One("d", "escalation:kvk:2", 2), One("e", "escalation:kvk:3"), One("f", "escalatiop:kvk:1"),
                One("g", "reads:kvk:1", 3),
            ],
            None);

        Assert.Equal("e a d", await Found(Start, 10));
    }

    [Fact]
    public async Task Goes_on_after_an_offset_of_each_partition_as_far_as_is_asked()
    {
        await _log.Append(
            [
                One("x", "kvk:1", 1), One("a", "escalation:kvk:1", 1), One("b", "escalation:kvk:2", 1),
                One("c", "escalation:kvk:1", 1), One("d", "escalation:kvk:4", 3), One("e", "escalation:kvk:4", 3),
            ],
            None);

        Assert.Equal("a b d e", await Found(Start, 2));
        Assert.Equal("b c d e", await Found([0, 2, 0, 0], 10));
        Assert.Equal("c", await Found([0, 3, 0, 2], 10));
        Assert.Equal("", await Found([0, 4, 0, 2], 10));
    }

    [Fact]
    public Task Refuses_to_read_without_a_limit() => Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => _facts.After(Start, IEscalationLog.PageMax + 1, None));

    private async Task<string> Found(ImmutableArray<long> after, int limit) =>
        string.Join(' ', (await _facts.After(after, limit, None)).Select(logged => logged.Key.EventId));
}
