using System.Text.Json.Serialization;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Escalations.Ladder;

/// <summary>What one violation may cost, and by which rule.</summary>
/// <param name="MaximumCents">Zero when it cannot be fined.</param>
/// <param name="ProposedCents">The maximum after mitigation and repetition, never above it.</param>
[GenerateSerializer, Immutable, Alias("fine-line")]
public sealed record FineLine(
    [property: Id(0)] string Finding,
    [property: Id(1)] FineRule Rule,
    [property: Id(2)] long MaximumCents,
    [property: Id(3)] long ProposedCents)
{
    [JsonIgnore]
    public bool IsAllowed => MaximumCents > 0;

    /// <summary>Judges one breach on a day.</summary>
    public static FineLine Of(
        CaseFinding breach, SanctionHistory history, bool reducedCulpability, DateOnly today)
    {
        var rule = RuleOf(breach, history, today);
        if (rule is FineRule.WarnFirst or FineRule.LimitationPassed)
            return new FineLine(breach.Id, rule, 0, 0);

        var maximum = FineMaxima.Of(history.Person, breach.OccurredOn);
        var proposed = maximum;
        if (breach.Severity == Severity.Minor)
            proposed /= 2;
        if (reducedCulpability)
            proposed /= 2;
        if (MeasureLadder.HadBefore(history, breach, MeasureKind.Fine))
            proposed = checked(proposed * 3) / 2;
        return new FineLine(breach.Id, rule, maximum, Math.Min(proposed, maximum));
    }

    private static FineRule RuleOf(CaseFinding breach, SanctionHistory history, DateOnly today)
    {
        if (today > breach.OccurredOn.AddYears(MeasureLadder.LimitationYears))
            return FineRule.LimitationPassed;
        if (MeasureLadder.HadBefore(history, breach, MeasureKind.Warning)
            || MeasureLadder.HadBefore(history, breach, MeasureKind.Fine))
            return FineRule.SameDutyAgain;

        return (breach.Duty, breach.Severity) switch
        {
            (Duty.Care, _) => FineRule.DutyOfCare,
            (Duty.KeepRecords, _) => FineRule.WarnFirst,
            (_, Severity.Minor) => FineRule.WarnFirst,
            _ => FineRule.SeriousNotification,
        };
    }
}

/// <summary>The rule by which a violation may or may not be fined.</summary>
[JsonConverter(typeof(ClosedList<FineRule>))]
public enum FineRule
{
    /// <summary>A first breach, not serious enough: a warning comes first.</summary>
    WarnFirst,

    /// <summary>The same duty was breached within 24 months of a warning or a fine for it.</summary>
    SameDutyAgain,

    /// <summary>The duty of care by a recognised sponsor: no warning is needed.</summary>
    DutyOfCare,

    /// <summary>The duty to notify, where half of the maximum or more is due: no warning is needed.</summary>
    SeriousNotification,

    /// <summary>More than five years since the breach.</summary>
    LimitationPassed,
}
