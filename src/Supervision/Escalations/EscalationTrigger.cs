using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Escalations;

/// <summary>The escalation rule of a model fired: with which score, and which indicators made it.</summary>
/// <param name="ByCooldown">The level is that of an earlier day of the cooldown; today has fewer points.</param>
public sealed record EscalationTrigger(
    string Rule,
    RiskLevel AtLevel,
    RiskLevel Level,
    int Points,
    string ModelHash,
    ImmutableArray<TriggerEvidence> Evidence,
    bool ByCooldown = false)
{
    /// <summary>Indicators named at most; those with most points come first.</summary>
    public const int EvidenceMax = 20;

    /// <summary>How the rule of a trigger begins that a selection by risk gives; no rule of a model does.</summary>
    public const string DrawPrefix = "draw:";

    /// <summary>Whether it is of a draw of checks, and not of a level that rose.</summary>
    [JsonIgnore]
    public bool IsDraw => Rule.StartsWith(DrawPrefix, StringComparison.Ordinal);

    /// <summary>Whether the level rose from below the line of the model to it or above.</summary>
    public static bool Fires(RiskModel? model, RiskLevel from, RiskLevel to) =>
        model?.Escalation is { } line && from < line.AtLevel && to >= line.AtLevel;

    /// <summary>
    /// The trigger, when the level rose from below the line of the model to it or above; null otherwise, as when there
    /// is no model or it never escalates.
    /// </summary>
    public static EscalationTrigger? For(
        ReferentFold fold, RiskModel? model, RiskLevel from, RiskLevel to, DateTimeOffset asOf)
    {
        if (!Fires(model, from, to) || model?.Escalation is not { } line)
            return null;

        var score = Scoring.Score(fold, model, asOf);
        return new EscalationTrigger(
            line.Rule,
            line.AtLevel,
            to,
            score.Points,
            model.Identity.Hash,
            EvidenceOf(score),
            ByCooldown: model.LevelOf(score.Points) < to);
    }

    /// <summary>The trigger of a referent that a selection drew by risk: no line was crossed.</summary>
    /// <param name="points">Those that it was drawn by.</param>
    public static EscalationTrigger ForDraw(
        string selection, ReferentFold fold, RiskModel model, int points, DateTimeOffset asOf) => new(
            DrawPrefix + selection, model.LevelOf(points), model.LevelOf(points), points, model.Identity.Hash,
            EvidenceOf(Scoring.Score(fold, model, asOf)));

    /// <summary>
    /// The item for the outbox. When time alone made the rule fire, the day is part of its key: the same event may be
    /// the last one on several such days.
    /// </summary>
    public OutboxItem ToItem(ReferentId referent, LogPosition position, DateTimeOffset at, bool byTime) => new(
        referent,
        position,
        byTime ? string.Create(CultureInfo.InvariantCulture, $"{Rule}@{at.UtcDateTime:yyyy-MM-dd}") : Rule,
        at,
        JsonSerializer.Serialize(this, EscalationJson.Default.EscalationTrigger));

    private static ImmutableArray<TriggerEvidence> EvidenceOf(Score score) =>
    [
        .. score.Contributions
            .Where(contribution => contribution.Points > 0)
            .OrderByDescending(contribution => contribution.Points)
            .ThenBy(contribution => contribution.Indicator, StringComparer.Ordinal)
            .Take(EvidenceMax)
            .Select(contribution => new TriggerEvidence(contribution.Indicator, contribution.Points)),
    ];

    /// <summary>The trigger in an item of the outbox.</summary>
    /// <exception cref="FormatException">The item holds something else.</exception>
    public static EscalationTrigger Of(OutboxItem item)
    {
        try
        {
            return JsonSerializer.Deserialize(item.Payload, EscalationJson.Default.EscalationTrigger)
                ?? throw new FormatException("The item of the outbox is not a trigger of an escalation.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException("The item of the outbox is not a trigger of an escalation.", unreadable);
        }
    }
}

/// <summary>What one indicator added when the rule fired.</summary>
public readonly record struct TriggerEvidence(string Indicator, int Points);
