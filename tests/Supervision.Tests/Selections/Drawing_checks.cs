using Supervision.Facts;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

public sealed class Drawing_checks
{
    private static readonly string Seed = Populations.Seed(7);

    [Theory]
    [InlineData(400, 2, 1, 1, 200, 100, 100)]
    [InlineData(1, 2, 1, 1, 0, 1, 0)]
    [InlineData(2, 2, 1, 1, 1, 1, 0)]
    [InlineData(9, 2, 1, 1, 4, 3, 2)]
    [InlineData(10, 0, 1, 0, 0, 10, 0)]
    [InlineData(10, 1, 1, 0, 5, 5, 0)]
    [InlineData(10, 0, 1, 3, 0, 3, 7)]
    public void Divides_the_places_and_rounds_to_the_side_of_chance(
        int capacity, int risk, int random, int signal, int byRisk, int atRandom, int bySignal) => Assert.Equal(
            new ChannelCounts(byRisk, atRandom, bySignal), new ChannelShares(risk, random, signal).Of(capacity));

    [Fact]
    public void Takes_the_highest_points_and_draws_lots_among_the_last_that_fit()
    {
        var draw = Draw(8, [.. Enumerable.Range(1, 20).Select(number => Member(number, number switch
        {
            1 or 2 => 30,
            < 9 => 20,
            _ => 10,
        }))]);

        Assert.Equal(4, draw.Places.Risk);
        Assert.All(draw.Members[..2], member => Assert.Equal(Chance.Certain, member.Risk));
        Assert.All(draw.Members[2..8], member => Assert.Equal(new Chance(2, 6), member.Risk));
        Assert.All(draw.Members[8..], member => Assert.Equal(Chance.None, member.Risk));
        Assert.Equal(4, draw.Members.Count(member => member.IsDrawnBy(Channel.Risk)));
        Assert.True(draw.Members[..2].All(member => member.IsDrawnBy(Channel.Risk)));
    }

    [Fact]
    public void Takes_the_oldest_signals_and_draws_none_of_them_by_risk_as_well()
    {
        var draw = Draw(8, [.. Enumerable.Range(1, 20).Select(number => Member(
            number, 40 - number, number < 4 ? new DateOnly(2026, 1, number) : null))]);

        Assert.Equal(
            [Chance.Certain, Chance.Certain, Chance.None], draw.Members[..3].Select(member => member.Signal));
        Assert.Equal([Chance.None, Chance.None, Chance.Certain], draw.Members[..3].Select(member => member.Risk));
        Assert.Equal(Channel.Signal, draw.Members[0].Leading);
    }

    [Fact]
    public void Gives_to_chance_what_signals_leave()
    {
        var draw = Draw(8, [.. Enumerable.Range(1, 20).Select(number => Member(number, number))]);

        Assert.Equal(new ChannelCounts(4, 4, 0), draw.Places);
        Assert.Equal([new MovedPlaces(Channel.Signal, 2, SelectionDraw.TooFewSignals)], draw.Moved.AsEnumerable());
    }

    [Fact]
    public void Gives_to_chance_what_risk_leaves_when_few_have_a_score()
    {
        var draw = Draw(8, [.. Enumerable.Range(1, 20).Select(number => Member(number, number < 2 ? 9 : null))]);

        Assert.Equal(new ChannelCounts(1, 7, 0), draw.Places);
        Assert.Contains(new MovedPlaces(Channel.Risk, 3, SelectionDraw.TooFewScored), draw.Moved);
    }

    [Fact]
    public void Gives_to_chance_all_that_risk_had_when_no_model_is_in_use_and_says_why()
    {
        var (draw, _) = SelectionDraw.Of(
            Populations.Plan(8) with { Strata = Strata.None }, Seed,
            [.. Enumerable.Range(1, 20).Select(number => Member(number, number))], "model-stopped");

        Assert.Equal(new ChannelCounts(0, 8, 0), draw!.Places);
        Assert.Contains(new MovedPlaces(Channel.Risk, 4, "model-stopped"), draw.Moved);
        Assert.All(draw.Members, member =>
            Assert.Equal((Chance.None, new Chance(8, 20)), (member.Risk, member.Random)));
        Assert.DoesNotContain(draw.Members, member => member.IsDrawnBy(Channel.Risk));
    }

    [Fact]
    public void Gives_everybody_a_chance_at_random_in_every_stratum()
    {
        var draw = SelectionDraw.Of(
            Populations.Plan(8), Seed, [.. Enumerable.Range(1, 20).Select(number =>
                Member(number, null) with { Stratum = number < 2 ? "A" : number < 5 ? "G" : "J" })], null).Draw!;

        Assert.Equal(
            [(1, 1), (1, 3), (6, 16)],
            draw.Members.Select(member => (member.Random.Of, member.Random.Among)).Distinct());
    }

    [Fact]
    public void Is_refused_with_fewer_places_than_strata_and_without_anybody()
    {
        var population = Enumerable.Range(1, 20).Select(number =>
            Member(number, 1) with { Stratum = "s" + number }).ToArray();

        Assert.Equal(SelectionDraw.TooFewForStrata, Refusal(population));
        Assert.Equal(SelectionDraw.NobodyThere, Refusal());

        static Refusal? Refusal(params PopulationMember[] population) =>
            SelectionDraw.Of(Populations.Plan(8), Seed, population, null).Refusal;
    }

    [Fact]
    public void Refuses_a_population_with_somebody_twice() => Assert.Throws<ArgumentException>(() =>
        SelectionDraw.Of(Populations.Plan(8), Seed, [Member(1, 1), Member(1, 2)], null));

    [Fact]
    public void Does_not_depend_on_the_order_in_which_referents_are_given()
    {
        var population = Populations.Of(200, 3);
        var once = Draw(40, population);
        population.Reverse();

        Assert.Equal(once.Members.AsEnumerable(), Draw(40, population).Members);
        Assert.NotEqual(
            DrawHashes.Of(once.Members).List,
            DrawHashes.Of(SelectionDraw.Of(Populations.Plan(40), Populations.Seed(8), population, null).Draw!.Members)
                .List);
    }

    [Fact]
    public void Draws_the_same_for_ever()
    {
        var hashes = DrawHashes.Of(SelectionDraw.Of(
            Populations.Plan(20), Seed, Population(), null).Draw!.Members);

        Assert.Equal(
            new DrawHashes(
                "sha256:63d5637996734d7a41036a947a6d7e80c03f5402ca9b5a9c35c356e0d12648a8",
                "sha256:f847edcaa7229a3d5d2b5ad738c82da2d54b517555de1df0aa8ed9911a180299",
                "sha256:05135c78ced43de913023f18e45c3065e20c13714fd4421b1d8370077778d7ca"),
            hashes);
    }

    [Fact]
    public void Puts_the_chances_of_all_channels_together() => Assert.Equal(
        0.625m,
        new DrawnMember(1, Member(1, 1), new Chance(1, 4), new Chance(1, 2), Chance.None, DrawnBy.Nothing).Inclusion);

    /// <summary>By arithmetic alone, so that it is the same on every machine and version.</summary>
    internal static List<PopulationMember> Population() =>
    [
        .. Enumerable.Range(1, 60).Select(number => new PopulationMember(
            Populations.Id(number),
            number % 3 == 0 ? "G" : "J",
            number % 5 == 0 ? null : number * 7 % 11,
            number % 13 == 0 ? new DateOnly(2026, 1, 1).AddDays(number % 2) : null)),
    ];

    private static PopulationMember Member(int number, int? points, DateOnly? waiting = null) =>
        new(Populations.Id(number), "all", points, waiting);

    private static SelectionDraw Draw(int capacity, IReadOnlyCollection<PopulationMember> population) =>
        SelectionDraw.Of(Populations.Plan(capacity), Seed, population, null).Draw!;
}
