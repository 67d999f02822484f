using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Counting_the_stream
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly StreamQuestion Question = new(
        Monday, Monday.AddDays(60), StreamOutcome.Breach, [StreamGroup.Sector]);

    private readonly MemoryEventLog _log = new(4, TimeProvider.System);
    private int _events;

    [Fact]
    public async Task Weighs_who_was_checked_and_leaves_out_whom_a_signal_chose()
    {
        await Checked("kvk:99000001", Channel.Random, 0.25m, breach: true, Monday.AddDays(10));
        await Checked("kvk:99000002", Channel.Signal, 1, breach: true, Monday.AddDays(10));
        await Register("kvk:99000003");

        var cases = await Cases(Question);

        Assert.Equal((true, 4.0), (cases["kvk:99000001"].Outcome, cases["kvk:99000001"].Weight));
        Assert.Null(cases["kvk:99000002"].Outcome);
        Assert.Null(cases["kvk:99000003"].Outcome);
        Assert.All(cases.Values, one => Assert.Equal(["J"], one.Groups.AsEnumerable()));
        Assert.All(cases.Values, one => Assert.Null(one.Score)); // Too little is known of any.
    }

    [Fact]
    public async Task Counts_no_outcome_from_before_nor_from_after_and_no_referent_of_later()
    {
        await Checked("kvk:99000001", Channel.Random, 1, breach: true, Monday.AddDays(-10));
        await Checked("kvk:99000002", Channel.Random, 1, breach: false, Monday.AddDays(70));
        await Put("kvk:99000004", Registered, Monday.AddDays(1));

        var cases = await Cases(Question);

        Assert.Equal(["kvk:99000001", "kvk:99000002"], cases.Keys.Order());
        Assert.All(cases.Values, one => Assert.Null(one.Outcome));
    }

    [Fact]
    public async Task Knows_the_same_whatever_is_put_on_the_log_afterwards()
    {
        await Register("kvk:99000001");
        var heads = await _log.Heads(CancellationToken.None);
        var digest = Question.Digest(heads);
        await Put(
            "kvk:99000001", new RecognitionWithdrawn(Purpose.Labour, RecognitionGround.Debarment), Monday.AddDays(5));

        var before = await Cases(Question with { Outcome = StreamOutcome.Withdrawn }, heads);
        var after = await Cases(Question with { Outcome = StreamOutcome.Withdrawn });

        Assert.False(before["kvk:99000001"].Outcome);
        Assert.True(after["kvk:99000001"].Outcome);
        Assert.NotEqual(digest, Question.Digest(await _log.Heads(CancellationToken.None)));
        Assert.Equal(digest, Question.Digest(heads));
    }

    private static ReferentRegistered Registered => new(
        LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 1));

    private Task Register(string referent) => Put(referent, Registered, Monday.AddDays(-100));

    private async Task Checked(string referent, Channel channel, decimal chance, bool breach, DateTimeOffset at)
    {
        await Register(referent);
        await Put(referent, new CheckPlanned("check-1", channel, chance, CheckKind.Desk), Monday.AddDays(-20));
        await Put(
            referent, new CheckCompleted("check-1", [new Finding(Duty.KeepRecords, Severity.Minor, breach)]), at);
    }

    private async Task Put(string referent, Fact fact, DateTimeOffset at) => await _log.Append(
        [
            CanonicalEvent.Of(
                fact, new EventKey("urn:test", $"{++_events}"), referent, Partitions.Of(referent, 4), at),
        ],
        CancellationToken.None);

    private async Task<Dictionary<string, ReportCase>> Cases(
        StreamQuestion question, ImmutableArray<LogHead>? heads = null)
    {
        var population = new StreamPopulation(
            _log, RiskModels.Example, question, heads ?? await _log.Heads(CancellationToken.None));
        var cases = new Dictionary<string, ReportCase>(StringComparer.Ordinal);
        await population.Read((referent, one) => cases.Add(referent.ToString(), one), CancellationToken.None);
        return cases;
    }
}
