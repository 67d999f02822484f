using Supervision.Facts;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

/// <summary>What holds of every draw, over plans and populations from one seed each.</summary>
public sealed class Any_draw
{
    private const int SeedCount = 300;

    [Fact]
    public void Uses_its_places_and_keeps_to_its_chances()
    {
        for (var seed = 1; seed <= SeedCount; seed++)
        {
            var chance = new Random(seed);
            var population = Populations.Of(chance.Next(5, 120), seed);
            var plan = Populations.Plan(chance.Next(1, 80)) with
            {
                Shares = new ChannelShares(chance.Next(4), chance.Next(1, 4), chance.Next(4)),
            };
            if (SelectionDraw.Of(plan, Populations.Seed(seed), population, chance.Next(4) == 0 ? "none" : null).Draw
                is { } draw)
                Check(draw, plan, $"seed {seed}");
        }
    }

    [Fact]
    public void Leaves_nobody_without_a_chance()
    {
        for (var seed = 1; seed <= SeedCount; seed++)
        {
            var population = Populations.Of(100, seed);
            var draw = SelectionDraw.Of(Populations.Plan(20), Populations.Seed(seed), population, null).Draw!;

            Assert.All(draw.Members, member => Assert.True(member.Random.Of > 0 && member.Inclusion > 0));
        }
    }

    private static void Check(SelectionDraw draw, SelectionPlan plan, string seed)
    {
        var places = draw.Places;
        Assert.True(places.Total == plan.Capacity || places.Random == draw.Members.Length, seed);
        foreach (var (channel, expected, of) in ((Channel, int, Func<DrawnMember, Chance>)[])
            [
                (Channel.Risk, places.Risk, member => member.Risk),
                (Channel.Random, places.Random, member => member.Random),
                (Channel.Signal, places.Signal, member => member.Signal),
            ])
        {
            Assert.True(draw.Members.Count(member => member.IsDrawnBy(channel)) == expected, $"{seed} {channel}");
            // Chances of a channel add up to its places, exactly.
            Assert.Equal(
                expected, draw.Members.GroupBy(of).Sum(same => same.Count() * same.Key.Of / (decimal)same.Key.Among));
            Assert.All(draw.Members, member => Assert.True(
                of(member).Of > 0 || !member.IsDrawnBy(channel), $"{seed} {channel}"));
            Assert.All(draw.Members, member => Assert.True(
                of(member) != Chance.Certain || member.IsDrawnBy(channel), $"{seed} {channel}"));
        }
    }
}
