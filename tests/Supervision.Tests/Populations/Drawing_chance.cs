using Supervision.Populations;

namespace Supervision.Tests.Populations;

public sealed class Drawing_chance
{
    // Reference output of SplitMix64 for seed 1234567:
    // rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64, task description.
    [Fact]
    public void Gives_the_published_numbers()
    {
        var chance = new Chance(1_234_567);

        Assert.Equal(
            [6_457_827_717_110_365_317UL, 3_203_168_211_198_807_973UL, 9_817_491_932_198_370_423UL,
                4_593_380_528_125_082_431UL, 16_408_922_859_458_223_821UL],
            [chance.Next(), chance.Next(), chance.Next(), chance.Next(), chance.Next()]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Stays_below_the_limit_and_reaches_every_number(int limit)
    {
        var chance = Chance.For(1, 2, 3);
        var seen = new HashSet<int>();
        for (var draw = 0; draw < limit * 20; draw++)
        {
            var number = chance.Below(limit);
            Assert.InRange(number, 0, limit - 1);
            seen.Add(number);
        }

        Assert.Equal(limit, seen.Count);
    }

    // Chi-square with 9 degrees of freedom: 27.88 is its 0.999 quantile.
    [Fact]
    public void Is_even()
    {
        var chance = Chance.For(42, 0, 0);
        var counts = new int[10];
        for (var draw = 0; draw < 100_000; draw++)
            counts[chance.Below(10)]++;

        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 27.88);
    }

    [Fact]
    public void Follows_the_weights()
    {
        var chance = Chance.For(42, 0, 1);
        var counts = new int[3];
        for (var draw = 0; draw < 100_000; draw++)
            counts[chance.Weighted([10, 0, 30])]++;

        // Six standard deviations of a share of a quarter in 100,000 draws are 822.
        Assert.InRange(counts[0], 25_000 - 822, 25_000 + 822);
        Assert.Equal(0, counts[1]);
    }

    [Fact]
    public void Differs_by_seed_by_referent_and_by_purpose() => Assert.Equal(
        4,
        new[] { Chance.For(1, 1, 1), Chance.For(2, 1, 1), Chance.For(1, 2, 1), Chance.For(1, 1, 2) }
            .Select(chance => chance.Next()).Distinct().Count());
}
