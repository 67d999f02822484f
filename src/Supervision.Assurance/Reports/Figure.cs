namespace Supervision.Assurance.Reports;

/// <summary>A figure as a report says it: with its interval and its cases, or why there is none.</summary>
/// <param name="Lack">Why the data cannot say it, or `suppressed`; null when there is a figure.</param>
public sealed record Figure(
    double? Value,
    double? Lower,
    double? Upper,
    double? Confidence,
    long? Count,
    double? EffectiveCount,
    string? Lack)
{
    /// <summary>It would tell of fewer than ten cases, or let somebody work that out.</summary>
    public static readonly Figure Suppressed = new(null, null, null, null, null, null, "suppressed");

    public static Figure Of(Answer<Estimate> answer) => answer.Value switch
    {
        { } known when double.IsFinite(known.Lower) && double.IsFinite(known.Upper) => new Figure(
            known.Value, known.Lower, known.Upper, known.Confidence, known.Count, known.EffectiveCount, null),
        null => Without(answer.Lack!.Value),
        _ => Without(Assurance.Lack.NoVariation),
    };

    /// <summary>What a gate goes by: a figure that is not said is not enough data.</summary>
    public Answer<Estimate> ToAnswer() => Value is { } value
        ? new Estimate(value, Lower!.Value, Upper!.Value, Confidence!.Value, Count!.Value, EffectiveCount!.Value)
        : Assurance.Lack.TooFewCases;

    private static Figure Without(Lack lack) => new(null, null, null, null, null, null, Kebab.Of(lack));
}
