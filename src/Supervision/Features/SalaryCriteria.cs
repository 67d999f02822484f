using Supervision.Facts;

namespace Supervision.Features;

/// <summary>
/// What a highly skilled migrant must earn a month, gross, without holiday allowance, by the year of the month worked.
/// The criterion is not lowered for part-time work: the hours band of an observation is context and changes nothing.
/// </summary>
public static class SalaryCriteria
{
    private const int EurosToCents = 100;

    /// <summary>Amounts in euros: 30 and over, under 30, reduced, Blue Card; 0 where none is on record.</summary>
    private static readonly (int Year, int Age30Plus, int Under30, int Reduced, int BlueCard)[] ByYear =
    [
        (2015, 4189, 3071, 2201, 4908), // From a law firm's page.
        (2019, 4500, 3299, 2364, 0), // From memory: to be confirmed against the Government Gazette.
        (2020, 4612, 3381, 2423, 0), // From memory: to be confirmed against the Government Gazette.
        (2021, 4752, 3484, 2497, 0),
        (2022, 4840, 3549, 2543, 0), // From memory: to be confirmed against the Government Gazette.
        (2023, 5008, 3672, 2631, 5867),
        (2024, 5331, 3909, 2801, 0),
        (2025, 5688, 4171, 2989, 0),
        (2026, 5942, 4357, 3122, 5942), // The immigration service's list of required amounts.
    ];

    /// <summary>
    /// The amount in cents, or null when none applies or none is on record: then nothing is compared.
    /// </summary>
    public static long? AmountCents(SalaryCriterion criterion, YearMonth month)
    {
        foreach (var row in ByYear)
        {
            if (row.Year != month.FirstDay.Year)
                continue;

            var euros = criterion switch
            {
                SalaryCriterion.Age30Plus => row.Age30Plus,
                SalaryCriterion.Under30 => row.Under30,
                SalaryCriterion.Reduced => row.Reduced,
                SalaryCriterion.BlueCard => row.BlueCard,
                _ => 0,
            };
            return euros == 0 ? null : (long)euros * EurosToCents;
        }

        return null;
    }
}
