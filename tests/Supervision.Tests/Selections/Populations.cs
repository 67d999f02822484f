using System.Globalization;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Selections;

namespace Supervision.Tests.Selections;

/// <summary>Referents to draw from, out of a seed: many with the same points, some with a signal.</summary>
internal static class Populations
{
    public static SelectionPlan Plan(int capacity) => new(
        new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1), capacity, ChannelShares.Default, Strata.Sector,
        CheckKind.Desk);

    public static ReferentId Id(int number) =>
        ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{number:000000}"));

    public static List<PopulationMember> Of(int count, int seed)
    {
        var chance = new Random(seed);
        return
        [
            .. Enumerable.Range(1, count).Select(number => new PopulationMember(
                Id(number),
                chance.Next(10) switch { 0 => "A", < 4 => "G", _ => "J" },
                chance.Next(5) == 0 ? null : chance.Next(12),
                chance.Next(8) == 0 ? new DateOnly(2026, 1, 1).AddDays(chance.Next(6)) : null)),
        ];
    }

    public static string Seed(int number) => number.ToString("x64", CultureInfo.InvariantCulture);
}
