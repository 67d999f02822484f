using Supervision.Facts;

namespace Supervision.Populations;

/// <summary>What a simulated referent is, drawn once: its register data, its habits, its hidden group.</summary>
/// <remarks>
/// Sectors: 24 % business services and 23 % information and communication are published, the rest is spread. Numbers
/// of applications: no distribution is published; the table gives a mean of about 1.3 a year and half of all to the
/// busiest one in a hundred.
/// </remarks>
internal sealed record Profile(
    int Index,
    string ReferentId,
    LegalForm LegalForm,
    Sector Sector,
    SizeBand SizeBand,
    Purpose Purpose,
    int FoundedDaysBefore,
    int RecognisedOnDay,
    int ApplicationsPerYearMilli,
    Causes Causes,
    bool InGroupB,
    bool Proxy,
    bool TurnsBad)
{
    public const int FirstNumber = 99_000_000;

    private static readonly (Sector Sector, int Weight)[] Sectors =
    [
        (Sector.M, 240), (Sector.J, 230), (Sector.C, 110), (Sector.G, 90), (Sector.K, 70), (Sector.P, 70),
        (Sector.Q, 50), (Sector.N, 50), (Sector.A, 30), (Sector.F, 20), (Sector.H, 20), (Sector.I, 10), (Sector.R, 10),
    ];

    private static readonly int[] SectorWeights = [.. Sectors.Select(sector => sector.Weight)];

    // Shares in thousandths, and applications a year in thousandths: 1.2 a year on average over the table.
    private static readonly (int Share, int Least, int Most)[] Activity =
    [
        (500, 50, 350), (300, 350, 700), (120, 700, 1_300), (50, 1_300, 3_000), (20, 3_000, 9_000),
        (6, 20_000, 60_000), (3, 60_000, 120_000), (1, 120_000, 240_000),
    ];

    private static readonly int[] ActivityWeights = [.. Activity.Select(band => band.Share)];

    private static readonly int[] SizeWeights = [80, 300, 320, 200, 100];
    private static readonly int[] LegalFormWeights = [720, 60, 70, 10, 10, 20, 15, 15, 10, 30, 5, 20, 15];
    private static readonly int[] PurposeWeights = [900, 40, 30, 30];

    public static Profile Draw(PopulationPlan plan, int index)
    {
        var chance = Chance.For(plan.Seed, index, 0);
        var hidden = Chance.For(plan.Seed, index, 1);
        var inGroupB = hidden.PerMille(300);
        var proxyOdds = plan.Scenario == Scenario.BiasedProxy ? inGroupB ? 700 : 100 : 280;
        var (_, least, most) = Activity[chance.Weighted(ActivityWeights)];

        // One in eight is recognised while the plan runs: 1,400 requests a year on 10,000 to 13,000 referents.
        var recognisedOnDay = chance.PerMille(125) ? chance.Below(365) : -1 - chance.Below(3_000);

        return new Profile(
            index,
            $"kvk:{FirstNumber + index}",
            (LegalForm)chance.Weighted(LegalFormWeights),
            Sectors[chance.Weighted(SectorWeights)].Sector,
            (SizeBand)Math.Min(4, chance.Weighted(SizeWeights) + (least >= 20_000 ? 2 : 0)),
            (Purpose)chance.Weighted(PurposeWeights),
            Math.Max(0, -recognisedOnDay) + chance.Between(200, 9_000),
            recognisedOnDay,
            chance.Between(least, most),
            Causes.Draw(ref chance),
            inGroupB,
            hidden.PerMille(proxyOdds),
            plan.Scenario == Scenario.Outbreak && hidden.PerMille(50));
    }

    /// <summary>The day on which those that turn bad do so: half-way.</summary>
    public static int OutbreakDay(PopulationPlan plan) => plan.Days / 2;

    public Causes CausesOn(int day, int outbreakDay) => TurnsBad && day >= outbreakDay ? Causes.AllBad : Causes;

    public ReferentTruth Truth(PopulationPlan plan) => new(
        ReferentId,
        Causes.BreachPerMille,
        Causes.StaffTurnover,
        Causes.RecordNeglect,
        Causes.LatePayment,
        InGroupB ? "b" : "a",
        Proxy,
        TurnsBad ? plan.Start.AddDays(OutbreakDay(plan)) : null);
}

/// <summary>Why a simulated referent breaches its duties: habits, each 0 to 1000, and nothing else.</summary>
internal sealed record Causes(int StaffTurnover, int RecordNeglect, int LatePayment)
{
    public static readonly Causes AllBad = new(900, 900, 900);

    /// <summary>The mean of the squares, in thousandths: good habits breach next to nothing.</summary>
    public int BreachPerMille =>
        Math.Max(2, (Square(StaffTurnover) + Square(RecordNeglect) + Square(LatePayment)) / 3);

    /// <summary>How likely one habit is to show in a check, in thousandths.</summary>
    public static int Square(int habit) => habit * habit / 1_000;

    public static Causes Draw(ref Chance chance) => new(Habit(ref chance), Habit(ref chance), Habit(ref chance));

    // The product of two uniforms: half of all below 190, one in six above 500.
    private static int Habit(ref Chance chance) => chance.Below(1_001) * chance.Below(1_001) / 1_000;
}
