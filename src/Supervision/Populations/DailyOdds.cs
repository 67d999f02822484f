namespace Supervision.Populations;

/// <summary>What may happen to a referent on a day, of itself.</summary>
internal enum Turn
{
    None,
    Application,
    RegistryChange,
    BoardChange,
    Arrears,
    Signal,
    Stop,
}

/// <summary>How likely each turn is on one day, in millionths; at most one a day, besides the certain ones.</summary>
internal sealed record DailyOdds(
    int CertainApplications, int Application, int RegistryChange, int BoardChange, int Arrears, int Signal, int Stop)
{
    private readonly int _total = Application + RegistryChange + BoardChange + Arrears + Signal + Stop;

    public static DailyOdds Of(Profile profile, Causes causes, int activity)
    {
        var applications = profile.ApplicationsPerYearMilli * 1_000L / 365 * activity / 100;
        return new DailyOdds(
            (int)(applications / 1_000_000),
            (int)(applications % 1_000_000),
            RegistryChange: 411, // 0.15 a year.
            BoardChange: profile.Proxy ? 4_110 : 0, // 1.5 a year.
            Arrears: causes.LatePayment * 822 / 1_000, // Up to 0.3 a year, for who always pays late.
            Signal: 82 + causes.BreachPerMille * 2_466 / 1_000, // 0.03 a year by chance, up to 0.9 for breaches.
            Stop: 27); // 0.01 a year.
    }

    public Turn Draw(ref Chance chance)
    {
        var roll = chance.Below(1_000_000);
        if (roll >= _total)
            return Turn.None;
        if ((roll -= Application) < 0)
            return Turn.Application;
        if ((roll -= RegistryChange) < 0)
            return Turn.RegistryChange;
        if ((roll -= BoardChange) < 0)
            return Turn.BoardChange;
        if ((roll -= Arrears) < 0)
            return Turn.Arrears;

        return roll < Signal ? Turn.Signal : Turn.Stop;
    }
}
