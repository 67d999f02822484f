using Supervision.Features;

namespace Supervision.Gateway.Referents;

/// <summary>Why an event is on the log and does not count.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">What it means and what to do, for people.</param>
public sealed record QuarantineReason(string Code, string Detail)
{
    public static QuarantineReason Of(string code) => new(code, code switch
    {
        QuarantineCodes.Unreadable =>
            "Its data cannot be read by this version of the program.",
        QuarantineCodes.CorrectionOfAnotherType =>
            "Its data are not those of the type of the event that it corrects. Send a correction that has them.",
        QuarantineCodes.TargetIsCorrection =>
            "It is about a correction or retraction. Send another one about the event itself: the last one holds.",
        QuarantineCodes.TargetIsOwnFact =>
            "It is about a fact that was recorded here by a person's decision, which nobody can change from outside.",
        QuarantineCodes.TargetElsewhere =>
            "It is about an event of another referent. Send it again, under a new id, with the subject of that event.",
        QuarantineCodes.TooManyPending =>
            "More corrections of this referent wait for their events than may.",
        QuarantineCodes.TooManyItems =>
            "The referent has more items of this kind, such as stays or requests, than may be kept.",
        _ => "It could not be folded into the history of the referent.",
    });
}
