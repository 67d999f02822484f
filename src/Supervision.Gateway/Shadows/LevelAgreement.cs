using Supervision.Assurance;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Tallies;
using Supervision.Facts;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>How far the levels agree.</summary>
/// <param name="Agreeing">Referents of whom both say the same, of all that are counted.</param>
/// <param name="Share">The same as a share; null when nobody is counted.</param>
/// <param name="Kappa">
/// Cohen's kappa with linear weights, of those whom both call low, medium or high: low against high weighs twice as
/// much as low against medium. Null when it is not defined.
/// </param>
/// <param name="KappaLack">Why there is no kappa, such as `no-cases` or `no-variation`; else null.</param>
public sealed record LevelAgreement(long Agreeing, double? Share, KappaItem? Kappa, string? KappaLack)
{
    // Drawn anew from the same seed, so that the same counts always give the same interval.
    private const int Rounds = 1_000;
    private const ulong Seed = 20_260_302;
    private const double Confidence = 0.95;

    private static readonly RiskLevel[] Said = [RiskLevel.Low, RiskLevel.Medium, RiskLevel.High];

    public static LevelAgreement Of(LevelMatrix levels)
    {
        var cells = new long[Said.Length, Said.Length];
        for (var row = 0; row < Said.Length; row++)
        {
            for (var column = 0; column < Said.Length; column++)
                cells[row, column] = levels[Said[row], Said[column]];
        }

        var kappa = Assurance.Agreement.Kappa.Of(
            PairTable.Of(cells), AgreementWeight.Linear, Rounds, Seed, Confidence);
        return new LevelAgreement(
            levels.Agreeing,
            levels.Count == 0 ? null : (double)levels.Agreeing / levels.Count,
            kappa.Value is { } value ? KappaItem.Of(value) : null,
            kappa.Lack is { } lack ? ClosedList<Lack>.WordFor(lack) : null);
    }
}

/// <summary>A kappa with its interval and how many it rests on.</summary>
/// <param name="Confidence">Of the interval: a bootstrap over what was judged twice.</param>
/// <param name="Count">
/// Of levels, the referents whom both call low, medium or high: fewer than are counted in all.
/// </param>
public sealed record KappaItem(double Value, double Lower, double Upper, double Confidence, long Count)
{
    public static KappaItem Of(Estimate estimate) =>
        new(estimate.Value, estimate.Lower, estimate.Upper, estimate.Confidence, estimate.Count);
}
