using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Risk;
using Supervision.Tests.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Explanations;

/// <summary>Hindsight against recomputing every day from nothing.</summary>
public sealed class Looking_back
{
    [Fact]
    public void Finds_the_days_that_recomputing_each_of_them_finds()
    {
        var (periods, crossings) = (0, 0);
        Seeds.Each(120, seed =>
        {
            var random = new Random(seed);
            var history = Random(seed);
            var model = WithRule(TestModels.Any(random));
            var end = DateOnly.FromDateTime(
                history.Facts[random.Next(history.Facts.Length)].RecordedAt.UtcDateTime).AddDays(random.Next(30));
            var from = end.AddDays(-random.Next(20, 200));

            var hindsight = HindsightRules.Of(history, model, from, end);

            var naive = new NaiveHindsight(history, model, from, end);
            Assert.Equal(naive.Days.Count, hindsight.Days);
            Assert.Equal(naive.Days.Count(day => day.Then != day.Now), hindsight.DaysOtherwise);
            Assert.Equal(
                naive.Days.Where(day => day.Then != day.Now).Take(Covered(hindsight)),
                hindsight.Periods.SelectMany(period => Enumerable
                    .Range(period.From.DayNumber, period.To.DayNumber - period.From.DayNumber + 1)
                    .Select(day => (DateOnly.FromDayNumber(day), period.Then, period.Now))));
            Assert.Equal(naive.Crossed.Count, hindsight.Crossed);
            Assert.Equal(naive.WouldOpen().Count(), hindsight.WouldHaveCrossed);
            Assert.Equal(naive.Differing().OrderBy(one => one.On).ThenBy(one => one.Outcome), hindsight.Crossings);
            Assert.All(hindsight.Periods, period => CheckCauses(period, history, model));
            periods += hindsight.Periods.Length;
            crossings += hindsight.Crossings.Length;
        });
        Assert.True(
            (periods > 50 && crossings > 5) || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null,
            $"{periods} periods, {crossings} crossings");
    }

    [Fact]
    public void Is_empty_when_everything_was_learned_as_it_happened()
    {
        var history = Told(
            ("2026-01-05", "2026-01-05",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 5))),
            ("2026-02-05", "2026-02-05",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Absent, new DateOnly(2026, 2, 5))));

        var hindsight = HindsightRules.Of(
            history, RiskModels.Example, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1));

        Assert.Equal((60, 0), (hindsight.Days, hindsight.DaysOtherwise));
        Assert.Empty(hindsight.Periods);
    }

    [Fact]
    public void Tells_which_late_fact_made_the_difference_and_of_which_crossing()
    {
        var evidence = Enumerable.Range(0, 20).Select(number => (
            "2026-01-01", "2026-01-01", (Fact)new ApplicationSubmitted($"a-{number}", Purpose.Labour)));
        var fines = Enumerable.Range(0, 3).Select(number => (
            "2026-01-10", "2026-02-10", (Fact)new MeasureImposed($"m-{number}", MeasureKind.Fine)));
        var warnings = Enumerable.Range(0, 2).Select(number => (
            "2026-01-10", "2026-01-10", (Fact)new MeasureImposed($"w-{number}", MeasureKind.Warning)));
        var arrears = (
            "2026-01-12", "2026-01-12",
            (Fact)new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 12)));
        var history = Told([.. evidence, .. warnings, .. fines, arrears]);

        // 16 for fines, 12 for warnings and 8 for arrears are 36: high. Without fines 20: medium.
        var hindsight = HindsightRules.Of(
            history, RiskModels.Example, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1));

        var missed = hindsight.Periods.Single(period => period.Now == RiskLevel.High);
        Assert.Equal(RiskLevel.Medium, missed.Then);
        Assert.Equal((new DateOnly(2026, 1, 12), new DateOnly(2026, 2, 9)), (missed.From, missed.To));
        Assert.Equal((3, true), (missed.LateFacts, missed.AllLookedAt));
        Assert.Equal("supervision.measure.imposed.v1", missed.Because[^1].Type);
        Assert.Equal(
            new HindsightCrossing(
                new DateOnly(2026, 1, 12), HindsightOutcome.WouldHaveCrossed, new DateOnly(2026, 2, 10)),
            Assert.Single(hindsight.Crossings));
        Assert.Equal((1, 1), (hindsight.Crossed, hindsight.WouldHaveCrossed));
    }

    [Fact]
    public void Lists_a_day_once_on_which_the_line_was_crossed_more_than_once_and_counts_every_time()
    {
        var evidence = Enumerable.Range(0, 20).Select(number => (
            "2026-01-01", "2026-01-01", (Fact)new ApplicationSubmitted($"a-{number}", Purpose.Labour)));
        var warnings = Enumerable.Range(0, 2).Select(number => (
            "2026-01-10", "2026-01-10", (Fact)new MeasureImposed($"w-{number}", MeasureKind.Warning)));
        var fines = Enumerable.Range(0, 3).Select(number => (
            "2026-01-10", "2026-01-10", (Fact)new MeasureImposed($"m-{number}", MeasureKind.Fine)));
        // 16 for fines and 12 for warnings are 28: medium. With 8 for arrears it is high, and twice that is taken back.
        var twice = new[] { 26, 28 }.SelectMany(position => new (string, string, Fact)[]
        {
            ("2026-01-12", "2026-01-12",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 12))),
            ("2026-01-12", "2026-01-12",
                new FactRetracted("test", $"e{position}", CorrectionReason.WrongValue)),
        });
        var atOnce = Told([.. evidence, .. warnings, .. fines, .. twice]);
        var history = atOnce with
        {
            Facts = [.. atOnce.Facts.Select((fact, index) => fact with
            {
                RecordedAt = fact.RecordedAt.AddSeconds(index),
            })],
        };

        var hindsight = Of(history);

        // What was recorded at one moment has one level: at no moment was it high.
        Assert.Equal((0, 0), (Of(atOnce).Crossed, Of(atOnce).Crossings.Length));
        var crossing = Assert.Single(hindsight.Crossings);
        Assert.Equal((new DateOnly(2026, 1, 12), 1), (crossing.On, crossing.Again));
        Assert.Equal(2, hindsight.Crossed);
        Assert.Equal(2, HindsightTotal.Nothing.And(hindsight).WouldNotHaveCrossed);

        static Hindsight Of(ReferentHistory history) => HindsightRules.Of(
            history, RiskModels.Example, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1));
    }

    [Fact]
    public void Has_no_level_of_days_before_anything_was_heard_of_the_referent()
    {
        var history = Told(
            ("2026-01-10", "2026-01-20", new ReferentRegistered(
                LegalForm.Foundation, Sector.J, SizeBand.One, new DateOnly(2014, 5, 1))),
            ("2026-01-12", "2026-01-12", new ApplicationSubmitted("a-1", Purpose.Labour)));

        var hindsight = HindsightRules.Of(
            history, RiskModels.Example, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 25));

        // As for a score: 404 until the 12th by what was known, and until the 10th by what is known now.
        var period = Assert.Single(hindsight.Periods);
        Assert.Equal((new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 11)), (period.From, period.To));
        Assert.Equal((RiskLevel.None, RiskLevel.InsufficientEvidence), (period.Then, period.Now));
        Assert.Equal(
            "supervision.referent.registered.v1", Assert.Single(period.Because).Type);
        Assert.Equal(2, hindsight.DaysOtherwise);
    }

    [Fact]
    public void Adds_up_over_referents()
    {
        var total = HindsightTotal.Nothing;
        List<Hindsight> all = [];
        for (var seed = 1; seed <= 20; seed++)
        {
            var history = Random(seed);
            var end = DateOnly.FromDateTime(history.Facts.Max(fact => fact.RecordedAt).UtcDateTime);
            all.Add(HindsightRules.Of(history, RiskModels.Example, end.AddDays(-200), end));
            total = total.And(all[^1]);
        }

        Assert.Equal((20, 20L * 201), (total.Referents, total.Days));
        Assert.Equal(all.Sum(one => one.DaysOtherwise), total.Otherwise.Values.Sum());
        Assert.True(total.Differing > 0 && total.Differing <= 20);
    }

    private static int Covered(Hindsight hindsight) =>
        hindsight.Periods.Sum(period => period.To.DayNumber - period.From.DayNumber + 1);

    /// <summary>The first day of a period, judged anew after each fact: those that moved it are those named.</summary>
    private static void CheckCauses(HindsightPeriod period, ReferentHistory history, RiskModel model)
    {
        var moment = new DateTimeOffset(period.From.ToDateTime(default), TimeSpan.Zero);
        var known = history.KnownAt(moment.AddDays(1).AddTicks(-1)).Facts.Length;
        var level = Of(known);
        Assert.Equal(period.Then, level);
        List<string> because = [];
        for (var count = known + 1; count <= history.Facts.Length; count++)
        {
            var next = Of(count);
            if (next != level)
                because.Add(history.Facts[count - 1].Position.ToString());
            level = next;
        }

        Assert.Equal(period.Now, level);
        Assert.True(period.LateFacts >= because.Count);
        if (period.AllLookedAt)
            Assert.Equal(because, period.Because.Select(source => source.Position));

        RiskLevel Of(int count) =>
            NaiveHindsight.LevelOn(history with { Facts = history.Facts[..count] }, model, period.From);
    }

    private static RiskModel WithRule(RiskModel model)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(model.Canonical.Span)!.AsObject();
        document["escalation"] = new System.Text.Json.Nodes.JsonObject { ["rule"] = "line", ["atLevel"] = "medium" };
        document["minimumEvidence"] = 0;
        return RiskModel.Parse(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())).Model!;
    }
}
