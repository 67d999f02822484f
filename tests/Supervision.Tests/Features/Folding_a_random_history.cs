using System.Buffers;
using System.Globalization;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Risk;

namespace Supervision.Tests.Features;

/// <summary>
/// The fold against the definitions, over whole histories from one seed each. <c>SIMULATION_SEED=n</c> replays one.
/// </summary>
public sealed class Folding_a_random_history
{
    private const int SeedCount = 200;
    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    [Fact]
    public void Gives_at_any_time_what_the_definitions_give_over_the_whole_history() => ForEachSeed(seed =>
    {
        var random = new Random(seed);
        var log = RandomHistory.Of(seed);
        var model = TestModels.Any(random);
        var fold = new ReferentFold(Referent);
        var prior = new PriorFacts(log.DistinctBy(fact => fact.Position));
        var latest = DateTimeOffset.MinValue;
        var asOf = DateTimeOffset.MinValue;
        List<RecordedFact> received = [];
        foreach (var fact in log)
        {
            received.Add(fact);
            if (fold.Fold(fact, fold.NeedsPrior(fact) ? prior : PriorFacts.None).Result == FoldResult.Folded)
                latest = fact.Time > latest ? fact.Time : latest;

            if (random.Next(20) == 0)
                fold = RoundTrip(fold);

            if (random.Next(8) != 0 || latest == DateTimeOffset.MinValue)
                continue;

            asOf = new[] { asOf, latest, latest.AddDays(random.Next(3) == 0 ? random.Next(400) : 0) }.Max();
            Compare(fold, model, received, asOf);
        }

        Compare(fold, model, received, asOf > latest ? asOf : latest.AddDays(1));
    });

    [Fact]
    public void Answers_for_any_day_of_the_past_when_the_whole_history_is_folded() => ForEachSeed(seed =>
    {
        var random = new Random(seed);
        var log = RandomHistory.Of(seed);
        var known = log.Take(random.Next(1, log.Count + 1)).ToList();
        var fold = HistoryFold.Of(Referent, known);
        for (var i = 0; i < 3; i++)
        {
            var asOf = new DateTimeOffset(2021, 9, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(2000));
            Compare(fold, TestModels.Any(random), known, asOf);
        }
    });

    [Fact]
    public void Is_due_no_later_than_the_next_change() => ForEachSeed(seed =>
    {
        var random = new Random(seed);
        var log = RandomHistory.Of(seed);
        var model = TestModels.Any(random);
        var fold = HistoryFold.Of(Referent, log);
        var asOf = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(1500));
        for (var i = 0; i < 10; i++)
        {
            var state = Scoring.Assess(fold, model, asOf);
            var due = state.DueOn ?? DateOnly.FromDateTime(asOf.DateTime).AddDays(800);
            Assert.True(due > DateOnly.FromDateTime(asOf.DateTime));
            var quiet = DateOnly.FromDateTime(asOf.DateTime).AddDays(1);
            for (; quiet < due && quiet.DayNumber < due.DayNumber + 800; quiet = quiet.AddDays(1))
            {
                var later = Scoring.Assess(fold, model, At(quiet));
                Assert.True(
                    (state.Level, state.Points) == (later.Level, later.Points),
                    $"as of {asOf:O} due {due:O} but changed on {quiet:O}");
            }

            asOf = At(due);
        }
    });

    [Fact]
    public void Scores_alike_after_a_snapshot_and_sums_up_exactly() => ForEachSeed(seed =>
    {
        var random = new Random(seed);
        var log = RandomHistory.Of(seed);
        var model = TestModels.Any(random);
        var fold = new ReferentFold(Referent);
        var prior = new PriorFacts(log.DistinctBy(fact => fact.Position));
        foreach (var fact in log)
            fold.Fold(fact, prior);

        var asOf = fold.LatestEventTime.AddDays(random.Next(50));
        var score = Scoring.Score(fold, model, asOf);

        Assert.Equal(score.Points, score.Contributions.Sum(contribution => contribution.Points));
        Assert.True(score.Interval.Lower <= score.Points && score.Points <= score.Interval.Upper);
        Assert.All(score.Contributions, one => Assert.True(
            one.Interval.Lower <= one.Points && one.Points <= one.Interval.Upper && one.Events.Length <= 8));
        var positions = log.Select(fact => fact.Position).ToHashSet();
        Assert.All(score.Contributions.SelectMany(one => one.Events), position => Assert.Contains(position, positions));
        Assert.Equal(Line(score), Line(Scoring.Score(fold, model, asOf)));
        Assert.Equal(Line(score), Line(Scoring.Score(RoundTrip(fold), model, asOf)));
        Assert.Equal(
            Line(score with { AsOf = asOf }), Line(Scoring.Score(HistoryFold.Of(Referent, log), model, asOf)));
    });

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string Line(Score score)
    {
        var output = new ArrayBufferWriter<byte>();
        RiskJson.WriteCanonical(score, Referent, new LogPosition(3, 1), output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static ReferentFold RoundTrip(ReferentFold fold)
    {
        var output = new ArrayBufferWriter<byte>();
        fold.WriteTo(output);
        var read = ReferentFold.Read(Referent, output.WrittenSpan);
        Assert.NotNull(read);
        Assert.Equal((fold.Offset, fold.LatestEventTime), (read.Offset, read.LatestEventTime));
        return read;
    }

    private static void Compare(ReferentFold fold, RiskModel model, List<RecordedFact> log, DateTimeOffset asOf)
    {
        var naive = new NaiveFeatures(NaiveFeatures.InEffect(log));
        var day = DateOnly.FromDateTime(asOf.UtcDateTime);
        foreach (var feature in FeatureCatalogue.All)
        {
            var (expected, actual) = (naive.Read(feature.Name, day), FeatureValues.Read(fold, feature, day));
            Assert.True(expected == actual, $"{feature.Name} on {day:O}: expected {expected}, was {actual}");
        }

        var state = Scoring.Assess(fold, model, asOf);
        var (level, points, evidence) = NaiveScore.Of(naive, model.Document, day);
        Assert.True(
            (level, points, evidence) == (state.Level, state.Points, state.Evidence),
            $"on {day:O}: expected {(level, points, evidence)}, was {state}");
    }

    private static void ForEachSeed(Action<int> run)
    {
        var only = Environment.GetEnvironmentVariable("SIMULATION_SEED");
        var seeds = only is null
            ? Enumerable.Range(1, SeedCount)
            : [int.Parse(only, CultureInfo.InvariantCulture)];
        foreach (var seed in seeds)
        {
            try
            {
                run(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"SIMULATION_SEED={seed}: {failure.Message}", failure);
            }
        }
    }
}
