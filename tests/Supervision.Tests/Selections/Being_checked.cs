using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Features;
using Supervision.Tests.Risk;

namespace Supervision.Tests.Selections;

/// <summary>
/// Two referents with one history, of whom one is checked and found clean: being checked is our act, and never raises
/// a risk, on no day, by no model.
/// </summary>
public sealed class Being_checked
{
    private const string Source = "urn:supervision:selections";
    private const int SeedCount = 60;
    private const int Days = 1_200;

    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");

    [Fact]
    public void Changes_no_feature_but_the_days_since_the_check() => ForEachPair((seed, alone, isChecked, from) =>
    {
        for (var day = from; day < from.AddDays(Days); day = day.AddDays(13))
        {
            foreach (var feature in FeatureCatalogue.All.Where(feature => feature.MayRaiseRisk))
                Assert.True(
                    FeatureValues.Read(alone, feature, day) == FeatureValues.Read(isChecked, feature, day),
                    $"seed {seed}: {feature.Name} on {day:O}");
        }
    });

    [Fact]
    public void Never_gives_more_points_or_a_higher_level() => ForEachPair((seed, alone, isChecked, from) =>
    {
        var model = TestModels.Any(new Random(seed));
        for (var day = from; day < from.AddDays(Days); day = day.AddDays(29))
        {
            var asOf = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var (one, other) = (Scoring.Assess(alone, model, asOf), Scoring.Assess(isChecked, model, asOf));
            Assert.True(
                other.Points <= one.Points && other.Level <= one.Level && other.Evidence <= one.Evidence,
                $"seed {seed} on {day:O}: {one} alone, {other} checked");
        }
    });

    private static void ForEachPair(Action<int, ReferentFold, ReferentFold, DateOnly> compare)
    {
        for (var seed = 1; seed <= SeedCount; seed++)
        {
            var history = RandomHistory.Of(seed).DistinctBy(fact => fact.Position).ToList();
            var start = history.Max(fact => fact.Time).AddDays(1);
            compare(
                seed, HistoryFold.Of(Referent, history),
                HistoryFold.Of(Referent, [.. history, .. Checks(history[^1].Position, start, seed)]),
                DateOnly.FromDateTime(start.UtcDateTime));
        }
    }

    /// <summary>All that checks produce when nothing is found: up to ten of them, with a question each time.</summary>
    private static IEnumerable<RecordedFact> Checks(LogPosition last, DateTimeOffset from, int seed)
    {
        var offset = last.Offset;
        for (var number = 1; number <= 1 + (seed % 10); number++)
        {
            var (id, at) = ($"{Referent}~{number}", from.AddDays(number * 20));
            var dueOn = DateOnly.FromDateTime(at.UtcDateTime).AddDays(14);
            Finding clean = new(Duty.KeepRecords, Severity.Severe, false);
            yield return Fact(new CheckPlanned(id, Channel.Random, 0.01m, CheckKind.Visit), at);
            yield return Fact(new InformationRequested($"{id}/1", dueOn), at.AddDays(1));
            yield return Fact(new InformationReceived($"{id}/1", true), at.AddDays(8));
            yield return Fact(new CheckCompleted(id, [clean]), at.AddDays(9));
            yield return Fact(new EscalationConcluded(id, EscalationOutcome.NoBreach, [clean]), at.AddDays(10));
        }

        RecordedFact Fact(Fact fact, DateTimeOffset time) => new(
            new LogPosition(last.Partition, ++offset), new EventKey(Source, $"{offset}"), time, time, fact);
    }
}
