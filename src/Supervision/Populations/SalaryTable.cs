using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>What simulated employers must pay a month by year; other years as the nearest one.</summary>
internal static class SalaryTable
{
    private const int FirstYear = 2019;

    // 30 and over, under 30, reduced, Blue Card. Where no amount for the Blue Card is known, that of 30 and over.
    private static readonly (int Age30Plus, int Under30, int Reduced, int BlueCard)[] Euros =
    [
        (4_500, 3_299, 2_364, 4_500),
        (4_612, 3_381, 2_423, 4_612),
        (4_752, 3_484, 2_497, 4_752),
        (4_840, 3_549, 2_543, 4_840),
        (5_008, 3_672, 2_631, 5_867),
        (5_331, 3_909, 2_801, 5_331),
        (5_688, 4_171, 2_989, 5_688),
        (5_942, 4_357, 3_122, 5_942),
    ];

    public static long CentsPerMonth(SalaryCriterion criterion, DateOnly on)
    {
        var year = Euros[Math.Clamp(on.Year - FirstYear, 0, Euros.Length - 1)];
        return 100L * criterion switch
        {
            SalaryCriterion.Age30Plus => year.Age30Plus,
            SalaryCriterion.Under30 => year.Under30,
            SalaryCriterion.Reduced => year.Reduced,
            SalaryCriterion.BlueCard => year.BlueCard,
            _ => 0,
        };
    }
}
