using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Log;
using Supervision.Referents;
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
        Assert.All(cases.Values, one => Assert.All(one.SelectedWithout, Assert.False));
        Assert.All(cases.Values, one => Assert.NotEmpty(one.Features));
    }

    [Theory]
    [InlineData(EscalationOutcome.NoBreach, false)]
    [InlineData(EscalationOutcome.BreachFound, true)]
    [InlineData(EscalationOutcome.WrongData, null)]
    public async Task Takes_how_a_case_ended_for_the_outcome_of_the_check_that_became_it(
        EscalationOutcome ended, bool? expected)
    {
        const string referent = "kvk:99000001";
        await Register(referent);
        await Put(
            referent, new CheckPlanned($"{referent}~2", Channel.Random, 0.25m, CheckKind.Desk), Monday.AddDays(-20));
        ImmutableArray<Finding> findings = [new Finding(Duty.KeepRecords, Severity.Minor, expected is true)];
        await Put(referent, new EscalationConcluded($"{referent}~1", ended, findings), Monday.AddDays(5));
        await Put(referent, new EscalationConcluded($"{referent}~2", ended, findings), Monday.AddDays(10));

        var one = (await Cases(Question))[referent];

        Assert.Equal((expected, expected is null ? 1.0 : 4.0), (one.Outcome, one.Weight));
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

    /// <summary>Twenty with a level, of whom every fourth is put forward now and nobody was a year ago.</summary>
    [Fact]
    public async Task Tells_what_moved_and_tries_the_model_on_referents_by_lot()
    {
        for (var i = 0; i < 20; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await Put(referent, Registered, Monday.AddDays(-500));
            for (var month = 0; month < 12; month++)
            {
                var applied = new ApplicationSubmitted($"a{month}", Purpose.Labour);
                await Put(referent, applied, Monday.AddDays(-400 + (30 * month)));
            }

            if (i % 4 == 0)
                await Put(
                    referent, new MeasureImposed("m1", MeasureKind.Suspension), Monday.AddDays(-20));
        }

        var question = Question with { Varied = 15 };
        var (population, variations) = await Population(question);
        await population.Read((_, _) => { }, CancellationToken.None);
        var counter = new ReportCounter(0)
        {
            Drift = population.Drift,
            Stability = await variations.Carry(CancellationToken.None),
        };
        var report = ReportWriting.Write(counter, new ReportPlan(
            [], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95));

        Assert.Equal("2025-03-02", report.Drift!.From);
        Assert.Equal(
            ["2025-06-01", "2025-09-01", "2025-12-01", "2026-03-02"],
            report.Drift.Periods.Select(period => period.Period));
        Assert.All(report.Drift.Periods, period => Assert.Equal(20, period.Cases));
        Assert.Equal(["ids", "name", "register", "sender"], report.Stability!.Twins.Select(twin => twin.Change));
        Assert.All(report.Stability.Twins, twin => Assert.Equal((0L, 15L), (twin.Different, twin.Share.Count)));
        var lost = report.Stability.Changes.Single(change => change.Change == StreamVariations.OneLost);
        Assert.Equal(15, lost.Share.Count);
        Assert.Equal(
            RiskModels.Example.Document.Indicators.Length,
            report.Stability.Changes.Count(change =>
                change.Change.StartsWith(StreamVariations.LeftOut + "=", StringComparison.Ordinal)));
    }

    /// <summary>
    /// The rule opened sixty cases, of which ten were not looked into; as many were drawn by lot. Before and after the
    /// time of the question nothing counts, nor what another model opened.
    /// </summary>
    [Fact]
    public async Task Tells_what_people_did_with_what_the_model_put_forward()
    {
        for (var i = 0; i < 60; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await Register(referent);
            await Case(referent, EscalationGround.Rule, i < 10 ? EscalationOutcome.NotPursued : Found(i < 35));
            await Case(referent, EscalationGround.Random, Found(i < 20), episode: 2);
            await Case(referent, EscalationGround.Rule, Found(true), episode: 3, days: 70);
            await Case(referent, EscalationGround.Rule, Found(true), episode: 4, hash: "sha256:other");
        }

        var use = Use(Question);
        var (population, _) = await Population(Question, use: use);
        await population.Read((_, _) => { }, CancellationToken.None);
        var report = ReportWriting.Write(
            new ReportCounter(1) { Use = use.Count(1) },
            new ReportPlan(["sector"], ImmutableSortedDictionary<string, string>.Empty, false, 200, 1, 0.95));

        Assert.Equal((60L, 50 / 60.0), (report.Use!.Cases, report.Use.Followed.Value));
        Assert.Equal(25 / 50.0, report.Use.Findings.Value);
        Assert.Equal(("sector", "J"), (report.Use.Groups[0].Attribute, report.Use.Groups[0].Group));
        Assert.Equal(20 / 60.0, report.Effect!.Channels.Single(at => at.Channel == "random").HitRate.Value);
        Assert.Equal("too-few-pairs", report.Use.Agreement.Kappa.Lack);

        static EscalationOutcome Found(bool breach) =>
            breach ? EscalationOutcome.BreachFound : EscalationOutcome.NoBreach;
    }

    private async Task Case(
        string referent, EscalationGround ground, EscalationOutcome outcome, int episode = 1, int days = 5,
        string? hash = null)
    {
        var at = Monday.AddDays(days);
        var trigger = ground != EscalationGround.Rule ? null : new EscalationTrigger(
            "level-high", RiskLevel.High, RiskLevel.High, 9, hash ?? RiskModels.Example.Identity.Hash, []);
        EscalationFact[] facts =
        [
            new EscalationOpened(episode, ground, at, at.AddDays(10), trigger),
            new EscalationClosed(episode, "user:officer", outcome, []),
        ];
        var subject = EscalationId.SubjectOf(ReferentId.Parse(referent));
        foreach (var fact in facts)
        {
            var (type, key) = (EscalationFactTypes.NameOf(fact), new EventKey("urn:test", $"{++_events}"));
            var data = EscalationFactTypes.Write(fact);
            await _log.Append(
                [
                    new NewEvent(
                        subject, Partitions.Of(subject, 4), key, type, at, data,
                        CanonicalEvent.Digest(type, key, subject, at, data)),
                ],
                CancellationToken.None);
        }
    }

    private async Task<(StreamPopulation Population, StreamVariations Varied)> Population(
        StreamQuestion question, ImmutableArray<LogHead>? heads = null, StreamUse? use = null)
    {
        var pace = new Pace(1, TimeProvider.System);
        var variations = new StreamVariations(RiskModels.Example, question, seed: 1, pace);
        heads ??= await _log.Heads(CancellationToken.None);
        return (
            new StreamPopulation(
                _log, RiskModels.Example, question, heads.Value, variations, use ?? Use(question), pace),
            variations);
    }

    private static StreamUse Use(StreamQuestion question) => new(question, RiskModels.Example.Identity.Hash);

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
        var (population, _) = await Population(question, heads);
        var cases = new Dictionary<string, ReportCase>(StringComparer.Ordinal);
        await population.Read((referent, one) => cases.Add(referent.ToString(), one), CancellationToken.None);
        return cases;
    }
}
