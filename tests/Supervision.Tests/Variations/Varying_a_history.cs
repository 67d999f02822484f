using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Features;
using Supervision.Tests.Risk;
using Supervision.Variations;

namespace Supervision.Tests.Variations;

public sealed class Varying_a_history
{
    private const int SeedCount = 100;

    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Start = new(2021, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Says_the_same_once_its_corrections_are_carried_out() => ForEachSeed((facts, model, asOf) =>
    {
        var settled = SettledHistory.Of(facts);

        Assert.DoesNotContain(settled, fact => Corrections.TargetOf(fact.Fact) is not null);
        Assert.Equal(Assess(Referent, facts, model, asOf), Assess(Referent, settled, model, asOf));
    });

    [Fact]
    public void Gives_every_twin_the_same_score()
    {
        var different = new HashSet<TwinChange>();
        ForEachSeed((facts, model, asOf) =>
        {
            var settled = SettledHistory.Of(facts);
            foreach (var change in Enum.GetValues<TwinChange>())
            {
                var (referent, twin) = Twin.Of(Referent, settled, change);
                if (!settled.SequenceEqual(twin))
                    different.Add(change);

                Assert.Equal(Assess(Referent, settled, model, asOf), Assess(referent, twin, model, asOf));
            }
        });

        Assert.Equal(Enum.GetValues<TwinChange>(), different.Order());
    }

    [Fact]
    public void Loses_one_fact_and_never_what_it_is_known_as() => ForEachSeed((facts, _, _) =>
    {
        var settled = SettledHistory.Of(facts);
        if (Variation.OneLost(settled, 7) is not { } lost)
            return;

        var gone = settled.Except(lost).ToArray();
        Assert.Single(gone);
        Assert.False(gone[0].Fact is ReferentRegistered or RecognitionGranted or RecognitionWithdrawn);
        Assert.Equal(settled.Length - 1, lost.Length);
        Assert.Equal(lost, Variation.OneLost(settled, 7)!.Value.AsEnumerable());
    });

    [Fact]
    public void Deals_what_hangs_together_to_one_half()
    {
        ImmutableArray<RecordedFact> facts =
        [
            .. Enumerable.Range(0, 40).SelectMany(i => new[]
            {
                Recorded(new ApplicationSubmitted($"a{i}", Purpose.Labour), (3 * i) + 1),
                Recorded(new StayStarted($"s{i}", new DateOnly(2022, 1, 1), $"a{i}"), (3 * i) + 2),
                Recorded(new PayrollObserved($"s{i}", new YearMonth(2022, 2), 300_000), (3 * i) + 3),
            }),
        ];

        var (first, second) = Variation.Halves(facts, 3);

        Assert.Equal(facts.Length, first.Length + second.Length);
        Assert.InRange(first.Length, 30, 90);
        Assert.Equal(0, first.Length % 3);
        Assert.Empty(Applications(first).Intersect(Applications(second)));
    }

    /// <summary>As many on average as there were, whole cases at a time, copies under ids of their own.</summary>
    [Fact]
    public void Draws_a_history_again_by_the_cases_it_is_made_of()
    {
        ImmutableArray<RecordedFact> facts =
        [
            .. Enumerable.Range(1, 2_000).Select(i =>
                Recorded(new ApplicationSubmitted($"a{i}", Purpose.Labour), i)),
        ];

        var drawn = Variation.Resampled(facts, 11);

        Assert.InRange(drawn.Length, 1_850, 2_150);
        Assert.Equal(drawn.Length, Applications(drawn).Distinct().Count());
        Assert.Equal(drawn.Length, drawn.Select(fact => fact.Key).Distinct().Count());
        Assert.Equal(drawn, drawn.OrderBy(fact => fact.Position.Offset));
        var never = 1 - (Applications(drawn).Count(id => !id.Contains('~', StringComparison.Ordinal)) / 2_000.0);
        Assert.InRange(never, 0.33, 0.41); // One in e.
    }

    [Fact]
    public void Moves_one_value_by_its_error_and_no_other()
    {
        ImmutableArray<RecordedFact> facts =
        [
            Recorded(new ReferentRegistered(
                LegalForm.Foundation, Sector.J, SizeBand.One, new DateOnly(2000, 1, 1)), 1),
            Recorded(new PayrollObserved("s1", new YearMonth(2022, 2), 300_000), 2),
        ];

        var (up, down) = (Variation.OneOff(facts, 2)!.Value, Variation.OneOff(facts, 3)!.Value);

        Assert.Equal((facts[0], facts[0]), (up[0], down[0]));
        Assert.Equal(
            (303_000L, 297_000L),
            (((PayrollObserved)up[1].Fact).PaidCents, ((PayrollObserved)down[1].Fact).PaidCents));
        Assert.Null(Variation.OneOff(facts[..1], 2));
    }

    [Fact]
    public void Tries_a_model_without_one_of_its_indicators()
    {
        var id = RiskModels.Example.Document.Indicators[0].Id;
        var left = RiskModels.Example.Without(id)!;

        Assert.DoesNotContain(left.Document.Indicators, indicator => indicator.Id == id);
        Assert.Equal(RiskModels.Example.Document.Indicators.Length - 1, left.Document.Indicators.Length);
        Assert.NotEqual(RiskModels.Example.Identity.Hash, left.Identity.Hash);
    }

    private static IEnumerable<string> Applications(IEnumerable<RecordedFact> facts) =>
        facts.Select(fact => fact.Fact).OfType<ApplicationSubmitted>().Select(fact => fact.ApplicationId);

    private static RecordedFact Recorded(Fact fact, long offset) =>
        new(new LogPosition(0, offset), new EventKey("test", $"e{offset}"), Start, Start, fact);

    private static RiskState Assess(
        ReferentId referent, IEnumerable<RecordedFact> facts, RiskModel model, DateTimeOffset asOf) =>
        Scoring.Assess(HistoryFold.Of(referent, facts), model, asOf) with { DueOn = null };

    private static void ForEachSeed(Action<List<RecordedFact>, RiskModel, DateTimeOffset> test)
    {
        for (var seed = 0; seed < SeedCount; seed++)
        {
            List<RecordedFact> facts = [.. RandomHistory.Of(seed).DistinctBy(fact => fact.Position)];
            test(facts, TestModels.Any(new Random(seed)), Start.AddDays(2_000));
        }
    }
}
