using Supervision.Assurance.Hypotheses;

namespace Supervision.Tests.Assurance;

public sealed class Correcting_for_many_tests
{
    /// <summary>The fifteen p-values of Benjamini and Hochberg (1995), section 4.1.</summary>
    private static readonly double[] Published =
    [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0000,
    ];

    /// <summary>
    /// Benjamini, Y. and Hochberg, Y. (1995), JRSS B 57, 289–300, section 4.1: at 0.05 Bonferroni rejects three and the
    /// procedure for the false discovery rate rejects four.
    /// </summary>
    [Fact]
    public void Rejects_as_many_as_Benjamini_and_Hochberg_published()
    {
        Assert.Equal(3, Bonferroni.Adjust(Published).Count(p => p <= 0.05));
        Assert.Equal(4, BenjaminiHochberg.Adjust(Published).Count(p => p <= 0.05));
    }

    /// <summary>By hand: 15 × 0.0095 / 4 and 15 × 0.0004 / 2; the fifth is 15 × 0.0201 / 5.</summary>
    [Fact]
    public void Adjusts_for_false_discoveries_as_worked_by_hand()
    {
        var adjusted = BenjaminiHochberg.Adjust(Published);

        Assert.Equal([0.0015, 0.0030, 0.0095, 0.035625, 0.0603], adjusted[..5].Select(p => Math.Round(p, 12)));
        Assert.Equal(1, adjusted[14]);
    }

    /// <summary>stdlib, @stdlib/stats/padjust, documentation: 'holm' and 'bh' of five p-values in this order.</summary>
    [Fact]
    public void Adjusts_as_stdlib_documents()
    {
        double[] some = [0.319, 0.201, 0.4, 0.374, 0.113];

        Assert.Equal([0.957, 0.804, 0.957, 0.957, 0.565], Holm.Adjust(some).Select(p => Math.Round(p, 12)));
        Assert.All(BenjaminiHochberg.Adjust(some), p => Assert.Equal(0.4, p, 12));
        Assert.Equal(
            [0.04, 0.075, 0.205, 0.6, 0.25],
            BenjaminiHochberg.Adjust([0.008, 0.03, 0.123, 0.6, 0.2]).Select(p => Math.Round(p, 12)));
        Assert.Equal(
            [0.748, 0.1375, 1, 0.7995, 1],
            Bonferroni.Adjust([0.1496, 0.0275, 0.3053, 0.1599, 0.2061]).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Is_never_below_the_p_value_and_orders_the_methods()
    {
        var holm = Holm.Adjust(Published);
        var bonferroni = Bonferroni.Adjust(Published);
        var discovery = BenjaminiHochberg.Adjust(Published);
        for (var i = 0; i < Published.Length; i++)
        {
            Assert.True(Published[i] <= discovery[i]);
            Assert.True(discovery[i] <= holm[i]);
            Assert.True(holm[i] <= bonferroni[i]);
        }
    }

    [Fact]
    public void Is_nothing_for_no_tests_and_refuses_what_is_no_p_value()
    {
        Assert.Empty(Holm.Adjust([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([0.5, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([1.2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bonferroni.Adjust([-0.1]));
    }
}
