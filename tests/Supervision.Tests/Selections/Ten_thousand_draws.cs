using System.Globalization;
using Supervision.Facts;
using Supervision.Selections;
using Xunit.Abstractions;

namespace Supervision.Tests.Selections;

/// <summary>Whether referents are drawn as often as their stored chances say.</summary>
public sealed class Ten_thousand_draws(ITestOutputHelper output)
{
    private const int Draws = 10_000;
    private const int Count = 100;

    // Of a thousand comparisons one goes beyond this by chance once in 150 runs; the seeds are fixed.
    private const double Most = 4.5;

    [Fact]
    public void Agree_with_the_stored_chances_by_every_channel_and_by_all_together()
    {
        var population = Populations.Of(Count, 12);
        var (risk, random, signal, any) = (new int[Count], new int[Count], new int[Count], new int[Count]);
        SelectionDraw? last = null;
        for (var number = 0; number < Draws; number++)
        {
            last = SelectionDraw.Of(Populations.Plan(20), Populations.Seed(number), population, null).Draw!;
            foreach (var (index, member) in last.Members.Index())
            {
                risk[index] += member.IsDrawnBy(Channel.Risk) ? 1 : 0;
                random[index] += member.IsDrawnBy(Channel.Random) ? 1 : 0;
                signal[index] += member.IsDrawnBy(Channel.Signal) ? 1 : 0;
                any[index] += member.By == DrawnBy.Nothing ? 0 : 1;
            }
        }

        // The chances are of the inputs, so each draw stored the same ones.
        Agree("risk", risk, last!, member => Of(member.Risk));
        Agree("random", random, last!, member => Of(member.Random));
        Agree("signal", signal, last!, member => Of(member.Signal));
        Agree("any", any, last!, member => (double)member.Inclusion);
    }

    private void Agree(string channel, int[] drawn, SelectionDraw draw, Func<DrawnMember, double> chance)
    {
        var (most, square, compared) = (0.0, 0.0, 0);
        foreach (var (index, member) in draw.Members.Index())
        {
            var p = chance(member);
            if (p is 0 or 1)
            {
                Assert.Equal(Draws * p, drawn[index]);
                continue;
            }

            var z = (drawn[index] - (Draws * p)) / Math.Sqrt(Draws * p * (1 - p));
            (most, square, compared) = (Math.Max(most, Math.Abs(z)), square + (z * z), compared + 1);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{channel}: {compared} referents by chance, largest |z| {most:0.00}, mean z² {square / compared:0.00}"));
        Assert.True(compared > 0 && most < Most, $"{channel}: largest |z| is {most} of {compared}");
        // One on average, and spread as a chi-square of so many is.
        Assert.True(
            square / compared < 1 + (Most * Math.Sqrt(2.0 / compared)), $"{channel}: mean z² is {square / compared}");
    }

    private static double Of(Chance chance) => (double)chance.Of / chance.Among;
}
