using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>What is different between two versions of a model, in the order of the document.</summary>
public static class ModelDifference
{
    public static ImmutableArray<ModelChange> Between(RiskModelDocument before, RiskModelDocument after)
    {
        var changes = ImmutableArray.CreateBuilder<ModelChange>();
        Compare(changes, ModelPart.Title, before.Title, after.Title);
        Compare(changes, ModelPart.Owner, before.Owner, after.Owner);
        Compare(changes, ModelPart.Example, YesNo(before.Example), YesNo(after.Example));
        Compare(changes, ModelPart.Base, ModelWords.Of(before.Base), ModelWords.Of(after.Base));
        CompareIndicators(changes, before, after);
        CompareLevels(changes, before, after);
        Compare(
            changes, ModelPart.Evidence, ModelWords.Of(before.MinimumEvidence), ModelWords.Of(after.MinimumEvidence));
        Compare(changes, ModelPart.Confidence, ModelWords.Of(before.Confidence), ModelWords.Of(after.Confidence));
        Compare(changes, ModelPart.Cooldown, ModelWords.Of(before.CooldownDays), ModelWords.Of(after.CooldownDays));
        Compare(changes, ModelPart.Escalation, ModelWords.Of(before.Escalation), ModelWords.Of(after.Escalation));
        return changes.ToImmutable();
    }

    private static void CompareIndicators(
        ImmutableArray<ModelChange>.Builder changes, RiskModelDocument before, RiskModelDocument after)
    {
        var (old, now) = (before.Indicators.ToDictionary(one => one.Id), after.Indicators.ToDictionary(one => one.Id));
        foreach (var gone in before.Indicators.Where(one => !now.ContainsKey(one.Id)))
            changes.Add(new ModelChange(ModelPart.IndicatorRemoved, gone.Id, gone.Feature, null));
        foreach (var indicator in after.Indicators)
        {
            if (old.TryGetValue(indicator.Id, out var earlier))
                CompareIndicator(changes, earlier, indicator);
            else
                changes.Add(new ModelChange(ModelPart.IndicatorAdded, indicator.Id, null, indicator.Feature));
        }

        var order = after.Indicators.Select(one => one.Id).Where(old.ContainsKey).ToArray();
        if (!order.SequenceEqual(before.Indicators.Select(one => one.Id).Where(now.ContainsKey)))
            changes.Add(new ModelChange(
                ModelPart.IndicatorOrder, null,
                string.Join(", ", before.Indicators.Select(one => one.Id).Where(now.ContainsKey)),
                string.Join(", ", order)));
    }

    private static void CompareIndicator(
        ImmutableArray<ModelChange>.Builder changes, Indicator before, Indicator after)
    {
        Compare(changes, ModelPart.Feature, before.Feature, after.Feature, after.Id);
        if (before.Bins.Select(bin => (bin.From, bin.To)).SequenceEqual(after.Bins.Select(bin => (bin.From, bin.To))))
        {
            foreach (var (old, now) in before.Bins.Zip(after.Bins))
                Compare(
                    changes, ModelPart.Points, ModelWords.Of(old.Points), ModelWords.Of(now.Points), after.Id,
                    ModelWords.Range(now));
        }
        else
        {
            Compare(changes, ModelPart.Bins, ModelWords.Of(before.Bins), ModelWords.Of(after.Bins), after.Id);
        }

        Compare(
            changes, ModelPart.Missing, ModelWords.Of(before.Missing.Points), ModelWords.Of(after.Missing.Points),
            after.Id);
        foreach (var ((part, old), (_, now)) in Parts(before.Justification).Zip(Parts(after.Justification)))
            Compare(changes, ModelPart.Justification, old, now, after.Id, part);
    }

    private static void CompareLevels(
        ImmutableArray<ModelChange>.Builder changes, RiskModelDocument before, RiskModelDocument after)
    {
        foreach (var (old, now) in before.Levels.Zip(after.Levels).Skip(1))
            Compare(
                changes, ModelPart.Threshold, ModelWords.Of(old.From ?? 0), ModelWords.Of(now.From ?? 0), null,
                ClosedList<RiskLevel>.WordFor(now.Level));
    }

    private static IEnumerable<(string Part, string? Text)> Parts(Justification? justification) =>
    [
        ("aim", justification?.Aim),
        ("legal ground", justification?.LegalGround),
        ("evidence", justification?.Evidence),
        ("why no lighter means", justification?.WhyNoLighterMeans),
        ("owner", justification?.Owner),
        ("expires on", justification is null ? null : ModelWords.Of(justification.ExpiresOn)),
    ];

    private static void Compare(
        ImmutableArray<ModelChange>.Builder changes, ModelPart part, string? before, string? after,
        string? indicator = null, string? detail = null)
    {
        if (before != after)
            changes.Add(new ModelChange(part, indicator, before, after, detail));
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}

/// <summary>One thing that is different.</summary>
/// <param name="Indicator">The id of the indicator it is about; null when it is about the whole.</param>
/// <param name="Before">Null when there was nothing.</param>
/// <param name="After">Null when there is nothing any more.</param>
/// <param name="Detail">Which bin, level or part of the justification.</param>
public sealed record ModelChange(
    ModelPart Part, string? Indicator, string? Before, string? After, string? Detail = null)
{
    /// <summary>The change as a sentence.</summary>
    public string Sentence => Part switch
    {
        ModelPart.IndicatorAdded => $"Indicator {Indicator} is new; it reads {After}.",
        ModelPart.IndicatorRemoved => $"Indicator {Indicator} is gone; it read {Before}.",
        ModelPart.IndicatorOrder => $"The indicators come in another order: {After}.",
        ModelPart.Feature => $"Indicator {Indicator} reads {After}; it read {Before}.",
        ModelPart.Bins => $"Indicator {Indicator} has other bins: {After}. Before: {Before}.",
        ModelPart.Points => $"Indicator {Indicator} gives {After} points for {Detail}; it gave {Before}.",
        ModelPart.Missing => $"Indicator {Indicator} gives {After} points without data; it gave {Before}.",
        ModelPart.Justification when Before is null => $"Indicator {Indicator} now says its {Detail}: {After}",
        ModelPart.Justification when After is null => $"Indicator {Indicator} no longer says its {Detail}: {Before}",
        ModelPart.Justification => $"Indicator {Indicator} changed its {Detail} from \"{Before}\" to \"{After}\".",
        ModelPart.Threshold => $"Level {Detail} holds from {After} points; it held from {Before}.",
        ModelPart.Base => $"Everyone starts with {After} points; that was {Before}.",
        ModelPart.Evidence => $"A level takes {After} facts at least; that was {Before}.",
        ModelPart.Confidence => $"Intervals are of {After} per cent; that was {Before}.",
        ModelPart.Cooldown => $"The cooldown lasts {After} days; that was {Before}.",
        ModelPart.Escalation => $"An escalation opens: {After}. Before: {Before}.",
        ModelPart.Example => $"The document is an example: {After}. Before: {Before}.",
        _ => $"The {ClosedList<ModelPart>.WordFor(Part)} is \"{After}\"; it was \"{Before}\".",
    };
}

/// <summary>What of a document changed.</summary>
[JsonConverter(typeof(ClosedList<ModelPart>))]
public enum ModelPart
{
    Title,
    Owner,
    Example,
    Base,
    IndicatorAdded,
    IndicatorRemoved,
    IndicatorOrder,
    Feature,
    Bins,
    Points,
    Missing,
    Justification,
    Threshold,
    Evidence,
    Confidence,
    Cooldown,
    Escalation,
}
