using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Assurance.Verdicts;

namespace Supervision.Tests.Assurance;

public sealed class Reporting_on_what_moved_and_was_tried
{
    private static readonly ReportPlan Plan = new(
        [], ImmutableSortedDictionary<string, string>.Empty, IsProbability: false, Rounds: 200, Figures.Seed,
        Figures.Confidence);

    [Fact]
    public void Finds_what_moved_and_leaves_alone_what_did_not()
    {
        var drift = new DriftCounter(["steady", "moved", "vanished"]);
        for (var i = 0; i < 2_000; i++)
        {
            drift.Add("2025-01", i % 50, i % 50 >= 40, [i % 10, i % 7, i % 3]);
            drift.Add("2026-01", i % 50, i % 50 >= 30, [i % 10, (i % 7) + 3, double.NaN]);
        }

        var report = Write(counter => counter.Drift = drift);

        var period = Assert.Single(report.Drift!.Periods);
        Assert.Equal(("2025-01", "2026-01"), (report.Drift.From, period.Period));
        Assert.Equal(0, Moved(period, "score").Index.Value!.Value, 12);
        Assert.Equal(1, Moved(period, "steady").Gap!.Holm);
        Assert.True(Moved(period, "moved").Gap!.Holm < 0.001);
        Assert.True(Moved(period, "vanished").Index.Lower > 1);
        Assert.Null(Moved(period, "vanished").Gap);
        Assert.Equal(0.2, period.Selection!.Value!.Value, 12);
        Assert.Equal(("shown", 17), Verdict(report, "drift/score"));
        Assert.Equal(("shown", 7), Verdict(report, "drift/feature=steady"));
        Assert.Equal(("refuted", 7), Verdict(report, "drift/feature=moved"));
    }

    [Fact]
    public void Says_nothing_of_a_period_of_fewer_than_ten_nor_of_one_alone()
    {
        var drift = new DriftCounter([]);
        for (var i = 0; i < 100; i++)
            drift.Add("2025", i, i > 95, []);

        Assert.Null(Write(counter => counter.Drift = drift).Drift);

        for (var i = 0; i < 9; i++)
            drift.Add("2026", i, false, []);
        var period = Assert.Single(Write(counter => counter.Drift = drift).Drift!.Periods);

        Assert.Null(period.Cases);
        Assert.Equal(
            ("suppressed", "suppressed"), (period.Selection!.Lack, Moved(period, "score").Index.Lack));
    }

    [Fact]
    public void Rules_on_levels_by_who_changes_them()
    {
        var tried = new StabilityCounter(3);
        for (var i = 0; i < 1_000; i++)
        {
            tried.Changed("one-event-lost", i % 3, i % 100 == 0 ? 1 : i % 3);
            tried.Changed("events-resampled", i % 3, (i + (i % 2)) % 3);
            tried.Halved(i, i + (i % 7));
        }

        var report = Write(counter => counter.Stability = tried);

        Assert.Equal(("shown", 14), Verdict(report, "stability/one-event-lost"));
        Assert.Equal(("refuted", 14), Verdict(report, "stability/events-resampled"));
        Assert.Equal(("shown", 14), Verdict(report, "split-halves"));
        Assert.Equal(333, report.Stability!.Changes[0].OfHighest.Count);
    }

    /// <summary>One of ten thousand lies well within one in a hundred, and is a fault all the same.</summary>
    [Theory]
    [InlineData(0, 10_000, "shown", "interval-inside")]
    [InlineData(1, 10_000, "refuted", "difference-found")]
    [InlineData(1, 20, "refuted", "difference-found")]
    [InlineData(0, 120, "not-enough-data", "interval-straddles")]
    [InlineData(0, 20, "not-enough-data", "too-few-cases")]
    [InlineData(0, 9, "not-enough-data", "undefined")]
    public void Takes_one_twin_that_differs_for_a_fault(int different, int all, string verdict, string rule)
    {
        var tried = new StabilityCounter(2);
        for (var i = 0; i < all; i++)
            tried.Twin("name", i < different);

        var report = Write(counter => counter.Stability = tried);

        var said = report.Verdicts.Single(at => at.Question == "twins=name");
        Assert.Equal((verdict, rule, 13), (said.Verdict, said.Rule, said.Number));
        var gates = new GateDocument("m", 1, "o", "j",
            [new Gate("twins", new Requirement(null, 0.01, 100), 0.95, true, true, "o", "j")]);
        var judged = gates.Judge(report.Answers.ToDictionary(
            answer => answer.Question, answer => answer.Figure.ToAnswer(), StringComparer.Ordinal));
        Assert.Equal((verdict == "shown", verdict == "refuted"), (judged.MayBeUsed, judged.MustStop));
    }

    private static Report Write(Action<ReportCounter> fill)
    {
        var counter = new ReportCounter(0);
        fill(counter);
        return ReportWriting.Write(counter, Plan);
    }

    private static MovedFigures Moved(PeriodFigures period, string of) => period.Moved.Single(moved => moved.Of == of);

    private static (string Verdict, int? Number) Verdict(Report report, string question)
    {
        var said = report.Verdicts.Single(verdict => verdict.Question == question);
        return (said.Verdict, said.Number);
    }
}
