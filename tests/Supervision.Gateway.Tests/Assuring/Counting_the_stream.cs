using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Access;
using Supervision.Assurance.Reports;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Gateway.Assuring;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Counting_the_stream
{
    private static readonly DateTimeOffset Monday = StreamInMemory.Monday;
    private static readonly StreamQuestion Question = new(
        Monday, Monday.AddDays(60), StreamOutcome.Breach, [StreamGroup.Sector]);

    private readonly StreamInMemory _stream = new();

    [Fact]
    public async Task Weighs_who_was_checked_and_leaves_out_whom_a_signal_chose()
    {
        await _stream.Checked("kvk:99000001", Channel.Random, 0.25m, breach: true, Monday.AddDays(10));
        await _stream.Checked("kvk:99000002", Channel.Signal, 1, breach: true, Monday.AddDays(10));
        await _stream.Register("kvk:99000003");

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
        await _stream.Register(referent);
        await _stream.Put(
            referent, new CheckPlanned($"{referent}~2", Channel.Random, 0.25m, CheckKind.Desk), Monday.AddDays(-20));
        ImmutableArray<Finding> findings = [new Finding(Duty.KeepRecords, Severity.Minor, expected is true)];
        await _stream.Put(referent, new EscalationConcluded($"{referent}~1", ended, findings), Monday.AddDays(5));
        await _stream.Put(referent, new EscalationConcluded($"{referent}~2", ended, findings), Monday.AddDays(10));

        var one = (await Cases(Question))[referent];

        Assert.Equal((expected, expected is null ? 1.0 : 4.0), (one.Outcome, one.Weight));
    }

    [Fact]
    public async Task Counts_no_outcome_from_before_nor_from_after_and_no_referent_of_later()
    {
        await _stream.Checked("kvk:99000001", Channel.Random, 1, breach: true, Monday.AddDays(-10));
        await _stream.Checked("kvk:99000002", Channel.Random, 1, breach: false, Monday.AddDays(70));
        await _stream.Put("kvk:99000004", StreamInMemory.Registered, Monday.AddDays(1));

        var cases = await Cases(Question);

        Assert.Equal(["kvk:99000001", "kvk:99000002"], cases.Keys.Order());
        Assert.All(cases.Values, one => Assert.Null(one.Outcome));
    }

    /// <summary>A score is of a whole day, so what happened later on that day makes it, and is no outcome.</summary>
    [Fact]
    public async Task Takes_a_moment_for_its_whole_day()
    {
        await _stream.Checked("kvk:99000001", Channel.Random, 1, breach: true, Monday.AddHours(6));
        await _stream.Checked("kvk:99000002", Channel.Random, 1, breach: true, Monday.AddHours(12));
        await _stream.Checked("kvk:99000003", Channel.Random, 1, breach: true, Question.Until.AddHours(6));
        await _stream.Put("kvk:99000004", StreamInMemory.Registered, Monday.AddHours(6));

        var cases = await Cases(Question);

        Assert.Null(cases["kvk:99000001"].Outcome);
        Assert.True(cases["kvk:99000002"].Outcome);
        Assert.True(cases["kvk:99000003"].Outcome);
        Assert.Equal(["J"], cases["kvk:99000004"].Groups.AsEnumerable());
    }

    /// <summary>What had been concluded is put right by who concluded it; nobody else can.</summary>
    [Theory]
    [InlineData(CaseEffects.Source, false, CaseStage.Checked)]
    [InlineData("urn:test", true, CaseStage.Finding)]
    public async Task Takes_an_outcome_as_it_is_after_an_objection(string source, bool expected, CaseStage stage)
    {
        const string referent = "kvk:99000001";
        await _stream.Register(referent);
        var plan = new CheckPlanned($"{referent}~1", Channel.Random, 0.25m, CheckKind.Desk);
        await _stream.Put(referent, plan, Monday.AddDays(-20));
        await _stream.Put(
            referent, Concluded(EscalationOutcome.BreachFound, true), Monday.AddDays(5),
            new EventKey(CaseEffects.Source, "concluded"));
        using var data = JsonDocument.Parse(FactTypes.Write(Concluded(EscalationOutcome.NoBreach, false)));
        await _stream.Put(
            referent,
            new FactCorrected(
                CaseEffects.Source, "concluded", CorrectionReason.ObjectionUpheld, data.RootElement.Clone()),
            Monday.AddDays(40), new EventKey(source, "corrected"));

        var before = (await Cases(Question with { Until = Monday.AddDays(39) }))[referent];
        var after = (await Cases(Question))[referent];

        Assert.Equal((true, CaseStage.Finding), (before.Outcome, before.Stage));
        Assert.Equal((expected, stage), (after.Outcome, after.Stage));

        static EscalationConcluded Concluded(EscalationOutcome outcome, bool breach) => new(
            $"{referent}~1", outcome, [new Finding(Duty.KeepRecords, Severity.Minor, breach)]);
    }

    [Theory]
    [InlineData(null, CaseStage.Standing, true)]
    [InlineData(ObjectionOutcome.Upheld, CaseStage.Measure, false)]
    [InlineData(ObjectionOutcome.Dismissed, CaseStage.Standing, true)]
    public async Task Tells_a_measure_that_stands_from_one_that_an_objection_took_away(
        ObjectionOutcome? decided, CaseStage stage, bool expected)
    {
        const string referent = "kvk:99000001";
        await _stream.Register(referent);
        await _stream.Put(referent, new MeasureImposed("m-1", MeasureKind.Fine), Monday.AddDays(5));
        if (decided is { } outcome)
        {
            await _stream.Put(referent, new ObjectionFiled("o-1", "m-1"), Monday.AddDays(10));
            Assert.Equal(CaseStage.Measure, (await Cases(Question))[referent].Stage); // Nobody knows yet.
            await _stream.Put(referent, new ObjectionDecided("o-1", outcome), Monday.AddDays(20));
        }

        var one = (await Cases(Question with { Outcome = StreamOutcome.Measure }))[referent];

        Assert.Equal((stage, expected), (one.Stage, one.Outcome));
    }

    [Fact]
    public async Task Knows_the_same_whatever_is_put_on_the_log_afterwards()
    {
        await _stream.Register("kvk:99000001");
        var heads = await _stream.Log.Heads(CancellationToken.None);
        var digest = Question.Digest(heads);
        await _stream.Put(
            "kvk:99000001", new RecognitionWithdrawn(Purpose.Labour, RecognitionGround.Debarment), Monday.AddDays(5));

        var before = await Cases(Question with { Outcome = StreamOutcome.Withdrawn }, heads);
        var after = await Cases(Question with { Outcome = StreamOutcome.Withdrawn });

        Assert.False(before["kvk:99000001"].Outcome);
        Assert.True(after["kvk:99000001"].Outcome);
        Assert.NotEqual(digest, Question.Digest(await _stream.Log.Heads(CancellationToken.None)));
        Assert.Equal(digest, Question.Digest(heads));
    }

    /// <summary>
    /// A record of our own, as of a report that was asked for, is no part of what a report is made from.
    /// </summary>
    [Fact]
    public async Task Has_the_same_digest_until_a_fact_that_counts_is_put_on_the_log()
    {
        await _stream.Register("kvk:99000001");
        var first = await Digest();
        var assurance = new AssuranceLog(_stream.Log, TimeProvider.System);
        await assurance.Carry(
            register => register.Ask(
                "Title", null, "sha256:0", 1, new ModelActor("user:a", ActorKind.Person, [Role.Auditor]), "Purpose"),
            CancellationToken.None);
        await _stream.Put(
            "kvk:99000001", new RecognitionWithdrawn(Purpose.Labour, RecognitionGround.Debarment), Monday.AddYears(9));

        Assert.Equal(first, await Digest());

        // It came late, and happened before the end of the question.
        await _stream.Put(
            "kvk:99000001", new RecognitionWithdrawn(Purpose.Labour, RecognitionGround.Debarment), Monday.AddDays(-5));

        Assert.NotEqual(first, await Digest());
        Assert.NotEqual(await Digest(), await Digest(Question with { Outcome = StreamOutcome.Withdrawn }));

        async Task<string> Digest(StreamQuestion? question = null)
        {
            var (population, _) = await _stream.Population(question ?? Question);
            await population.Read((_, _) => { }, CancellationToken.None);
            return population.Digest;
        }
    }

    /// <summary>Twenty with a level, of whom every fourth is put forward now and nobody was a year ago.</summary>
    [Fact]
    public async Task Tells_what_moved_and_tries_the_model_on_referents_by_lot()
    {
        for (var i = 0; i < 20; i++)
        {
            var referent = $"kvk:9900{i:0000}";
            await _stream.Put(referent, StreamInMemory.Registered, Monday.AddDays(-500));
            for (var month = 0; month < 12; month++)
            {
                var applied = new ApplicationSubmitted($"a{month}", Purpose.Labour);
                await _stream.Put(referent, applied, Monday.AddDays(-400 + (30 * month)));
            }

            if (i % 4 == 0)
                await _stream.Put(
                    referent, new MeasureImposed("m1", MeasureKind.Suspension), Monday.AddDays(-20));
        }

        var question = Question with { Varied = 15 };
        var (population, variations) = await _stream.Population(question);
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

    private async Task<Dictionary<string, ReportCase>> Cases(
        StreamQuestion question, ImmutableArray<LogHead>? heads = null)
    {
        var (population, _) = await _stream.Population(question, heads);
        var cases = new Dictionary<string, ReportCase>(StringComparer.Ordinal);
        await population.Read((referent, one) => cases.Add(referent.ToString(), one), CancellationToken.None);
        return cases;
    }
}
