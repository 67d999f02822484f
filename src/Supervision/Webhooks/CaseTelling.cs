using System.Collections.Frozen;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Webhooks;

/// <summary>
/// What others are told of cases: that one moved on, and what was decided. Never why it was opened, by whom it is
/// handled, or what anybody wrote.
/// </summary>
public static class CaseTelling
{
    private static readonly FrozenDictionary<string, WebhookMatter> Told = new (Type Fact, WebhookMatter Matter)[]
    {
        (typeof(EscalationOpened), WebhookMatter.EscalationChanged),
        (typeof(EscalationJudged), WebhookMatter.EscalationChanged),
        (typeof(EscalationInformationAsked), WebhookMatter.EscalationChanged),
        (typeof(EscalationInformationGot), WebhookMatter.EscalationChanged),
        (typeof(EscalationReturned), WebhookMatter.EscalationChanged),
        (typeof(EscalationIntentAnnounced), WebhookMatter.EscalationChanged),
        (typeof(EscalationReplyReceived), WebhookMatter.EscalationChanged),
        (typeof(EscalationIntentWithdrawn), WebhookMatter.EscalationChanged),
        (typeof(EscalationObjectionFiled), WebhookMatter.EscalationChanged),
        (typeof(EscalationOverdue), WebhookMatter.EscalationChanged),
        (typeof(EscalationClosed), WebhookMatter.EscalationChanged),
        (typeof(EscalationDecided), WebhookMatter.DecisionTaken),
        (typeof(EscalationObjectionDecided), WebhookMatter.DecisionTaken),
    }.ToFrozenDictionary(told => EscalationFactTypes.NameOf(told.Fact), told => told.Matter, StringComparer.Ordinal);

    /// <summary>What kind of event a fact of this type is for others; null when it is for nobody else.</summary>
    public static WebhookMatter? MatterOf(string type) => Told.TryGetValue(type, out var matter) ? matter : null;

    /// <summary>What is said of a fact that moves a case.</summary>
    public static CaseTold Step(ReferentId referent, LoggedEvent logged, EscalationFact fact) => new(
        referent.ToString(),
        new EscalationId(referent, fact.Episode).ToString(),
        WordOf(logged.Type),
        logged.Time.ToUniversalTime(),
        fact is EscalationClosed closed ? ClosedList<EscalationOutcome>.WordFor(closed.Outcome) : null);

    /// <summary>What is said of a decision.</summary>
    public static DecisionTold Decision(ReferentId referent, LoggedEvent logged, EscalationFact fact)
    {
        var (on, outcome) = fact switch
        {
            EscalationDecided decided => ("measure", ClosedList<MeasureKind>.WordFor(decided.Measure.Kind)),
            EscalationObjectionDecided objection =>
                ("objection", ClosedList<ObjectionOutcome>.WordFor(objection.Outcome)),
            _ => throw new ArgumentException("No decision is told of this fact.", nameof(fact)),
        };
        return new DecisionTold(
            referent.ToString(), new EscalationId(referent, fact.Episode).ToString(), on, outcome,
            logged.Time.ToUniversalTime());
    }

    /// <summary>The middle of <c>supervision.escalation.closed.v1</c>.</summary>
    private static string WordOf(string type) => type.Split('.')[2];
}

/// <summary>A case moved on.</summary>
/// <param name="Change">The word of what happened, such as <c>intent-announced</c>.</param>
/// <param name="Outcome">Of a case that was closed.</param>
public sealed record CaseTold(string ReferentId, string CaseId, string Change, DateTimeOffset At, string? Outcome);

/// <summary>Something was decided.</summary>
/// <param name="On"><c>measure</c> or <c>objection</c>.</param>
/// <param name="Outcome">The kind of measure, or what became of the objection.</param>
public sealed record DecisionTold(string ReferentId, string CaseId, string On, string Outcome, DateTimeOffset At);
