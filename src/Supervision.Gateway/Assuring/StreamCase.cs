using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Gateway.Assuring;

/// <summary>What a report takes of one case: how it was opened, who had it, how it was judged, how it ended.</summary>
/// <param name="Officer">Who had it last; null while nobody had.</param>
/// <param name="First">What its officer thought, without having seen why it was opened.</param>
/// <param name="Second">What another thought, who had seen no more; null where it was not judged again.</param>
internal sealed record StreamCase(
    EscalationOpened? Opened = null,
    string? Officer = null,
    Judgement? First = null,
    Judgement? Second = null,
    EscalationOutcome? Outcome = null,
    DateTimeOffset ClosedAt = default)
{
    /// <summary>Whether it was looked into, and found something; null as long as that cannot be said.</summary>
    public bool? IsFinding => Outcome switch
    {
        EscalationOutcome.BreachFound => true,
        EscalationOutcome.NoBreach => false,
        _ => null,
    };

    public StreamCase After(EscalationFact happened, DateTimeOffset at) => happened switch
    {
        EscalationOpened opened => this with { Opened = opened },
        EscalationTaken taken => this with { Officer = taken.Officer },
        EscalationAssigned given => this with { Officer = given.Officer },
        EscalationJudged judged => this with { First = judged.Judgement },
        EscalationJudgedAgain judged => this with { Second = judged.Judgement },
        EscalationClosed closed => this with { Outcome = closed.Outcome, ClosedAt = at },
        _ => this,
    };
}
