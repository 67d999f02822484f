using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>What a document may say, and what its author should know of it all the same.</summary>
public static class ModelWarnings
{
    /// <summary>The same with what the register asks besides of a document that is to be laid down.</summary>
    public static RiskModelReading ForRegister(this RiskModelReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Refusal?[] wrong =
        [
            reading.Version.Length > 0 ? ModelVersionName.WrongNumber(reading.Version) : null,
            WrongRule(reading.Escalation),
        ];
        return wrong.OfType<Refusal>().ToImmutableArray() is { IsEmpty: false } errors
            ? reading with { Model = null, Errors = [.. reading.Errors, .. errors] }
            : reading;
    }

    /// <summary>Asked of what is laid down alone: what was laid down before goes on under the name it has.</summary>
    private static Refusal? WrongRule(EscalationRule? rule) =>
        rule is { Rule.Length: > 0, AtLevel: > RiskLevel.None } && rule.Rule != EscalationRule.Of(rule.AtLevel)
            ? new Refusal(
                "escalation-rule-unknown",
                $"There is no such rule. With this level it is {EscalationRule.Of(rule.AtLevel)}: an escalation opens "
                + "when the level rises to it or above.",
                "/escalation/rule")
            : null;

    public static ImmutableArray<Refusal> Of(RiskModelDocument document, DateOnly today)
    {
        var warnings = ImmutableArray.CreateBuilder<Refusal>();
        if (document.Example)
            warnings.Add(new Refusal(
                "model-is-example", "It says that it is an example, so it stays in shadow at most.", "/example"));
        for (var index = 0; index < document.Indicators.Length; index++)
            Look(document.Indicators[index], $"/indicators/{index}", today, warnings);
        foreach (var twice in document.Indicators.GroupBy(one => one.Feature).Where(group => group.Count() > 1))
            warnings.Add(new Refusal(
                "feature-twice",
                $"These indicators read the same feature: {string.Join(", ", twice.Select(one => one.Id))}.",
                "/indicators"));
        if (document.Escalation is { AtLevel: RiskLevel.Low })
            warnings.Add(new Refusal(
                "escalates-everybody", "An escalation opens for everybody of whom there is enough evidence.",
                "/escalation/atLevel"));
        if (document.MinimumEvidence == 0)
            warnings.Add(new Refusal(
                "no-minimum-evidence", "A level is given without a single fact.", "/minimumEvidence"));
        return warnings.ToImmutable();
    }

    private static void Look(
        Indicator indicator, string place, DateOnly today, ImmutableArray<Refusal>.Builder warnings)
    {
        if (indicator.Justification is not { } justification)
            warnings.Add(new Refusal(
                "justification-missing", "Without a justification the indicator is off.", place + "/justification"));
        else if (justification.ExpiresOn < today)
            warnings.Add(new Refusal(
                "justification-expired", "The justification has expired, so the indicator is off.",
                place + "/justification/expiresOn"));
        else if (justification.ExpiresOn.DayNumber - today.DayNumber <= ModelGrounds.ReviewDaysMax)
            warnings.Add(new Refusal(
                "justification-ends-soon",
                "The justification ends within a year; from then on the indicator is off, and points change by it.",
                place + "/justification/expiresOn"));
        if (indicator.Bins.Select(bin => bin.Points).Append(indicator.Missing.Points).Distinct().Count() == 1)
            warnings.Add(new Refusal(
                "tells-nothing-apart", "All bins give the same points, so the indicator tells nobody apart.",
                place + "/bins"));
    }
}
