using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Assurance;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Tallies;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;
using Supervision.Gateway.Shadows;

namespace Supervision.Gateway.SecondReadings;

/// <summary>The plan for second readings, and how far two officers agree.</summary>
/// <param name="Plan">The plan that holds.</param>
/// <param name="Awaited">Cases that were drawn and not judged again yet.</param>
/// <param name="Missed">Cases that were closed, after the term for it, without a second judgement.</param>
/// <param name="Differing">Cases whose two judgements differ, and that no lead has settled yet.</param>
public sealed record SecondReadingsDetails(
    SecondReadingPlanItem Plan, int Awaited, int Missed, int Differing, JudgementAgreement Agreement)
{
    public static SecondReadingsDetails Of(SecondReadingPlan plan, ImmutableArray<SecondReadingCount> counts) => new(
        SecondReadingPlanItem.Of(plan),
        Sum(counts, SecondReadingState.Awaited),
        Sum(counts, SecondReadingState.Missed),
        Sum(counts, SecondReadingState.Differs),
        JudgementAgreement.Of(counts));

    private static int Sum(ImmutableArray<SecondReadingCount> counts, SecondReadingState state) =>
        counts.Where(count => count.State == state).Sum(count => count.Count);
}

/// <summary>Which share of judged cases is judged again, and the seed that they are drawn by.</summary>
/// <param name="Number">Of the plans that there have been; a case says which one drew it.</param>
/// <param name="Seed">A case is drawn when SHA-256 over the seed, a line feed and its id is below the share.</param>
/// <param name="SetBy">Null for the plan that there was before anybody set one.</param>
public sealed record SecondReadingPlanItem(int Number, decimal Share, string Seed, string? SetBy, DateTimeOffset Since)
{
    public static SecondReadingPlanItem Of(SecondReadingPlan plan) =>
        new(plan.Number, plan.Share, plan.Seed, plan.By, plan.Since.ToUniversalTime());
}

/// <summary>How far two officers agree who judged the same cases, neither knowing the other's judgement.</summary>
/// <param name="Count">Cases that were judged twice.</param>
/// <param name="Share">Those judged the same, as a share; null when there are none.</param>
/// <param name="Kappa">Cohen's kappa, unweighted; null when it is not defined.</param>
/// <param name="KappaLack">Why there is no kappa, such as `no-cases` or `no-variation`; else null.</param>
/// <param name="Judgements">How often which two judgements were given.</param>
public sealed record JudgementAgreement(
    int Count,
    int Agreeing,
    double? Share,
    KappaItem? Kappa,
    string? KappaLack,
    ImmutableArray<JudgementPair> Judgements)
{
    // Drawn anew from the same seed, so that the same counts always give the same interval.
    private const int Rounds = 1_000;
    private const ulong Seed = 20_260_302;
    private const double Confidence = 0.95;

    private static readonly int Words = Enum.GetValues<Judgement>().Length;

    public static JudgementAgreement Of(ImmutableArray<SecondReadingCount> counts)
    {
        ImmutableArray<JudgementPair> pairs =
        [
            .. counts.Where(count => count.Second is not null)
                .GroupBy(count => (count.First, Second: count.Second!.Value))
                .OrderBy(same => same.Key)
                .Select(same => new JudgementPair(same.Key.First, same.Key.Second, same.Sum(count => count.Count))),
        ];
        var cells = new long[Words, Words];
        foreach (var pair in pairs)
            cells[(int)pair.First, (int)pair.Second] = pair.Count;

        var kappa = Assurance.Agreement.Kappa.Of(
            PairTable.Of(cells), AgreementWeight.Unweighted, Rounds, Seed, Confidence);
        var (count, agreeing) = (
            pairs.Sum(pair => pair.Count), pairs.Where(pair => pair.First == pair.Second).Sum(pair => pair.Count));
        return new JudgementAgreement(
            count, agreeing, count == 0 ? null : (double)agreeing / count,
            kappa.Value is { } value ? KappaItem.Of(value) : null,
            kappa.Lack is { } lack ? ClosedList<Lack>.WordFor(lack) : null,
            pairs);
    }
}

/// <summary>How often these two judgements were given of one case.</summary>
public sealed record JudgementPair(Judgement First, Judgement Second, int Count);

/// <summary>Plans second readings from now on; what was drawn stays drawn.</summary>
/// <param name="Share">From 0 to 1, with at most four decimals.</param>
/// <param name="Seed">Letters and digits; left out, nobody chooses it.</param>
public sealed record SecondReadingsRequest(
    [property: Range(0, 1)] decimal Share, [property: StringLength(64, MinimumLength = 1)] string? Seed);
