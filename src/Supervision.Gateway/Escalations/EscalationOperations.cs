using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.SecondReadings;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Escalations;

/// <summary>What the document says of the operations on escalations.</summary>
internal static class EscalationOperations
{
    private static readonly AccessRule Readers = AccessRule.People(
        Role.Supervisor, Role.EscalationOfficer, Role.TeamLead, Role.Auditor);

    // What they do is answered with the case, which holds the reason and the evidence.
    private static readonly AccessRule Officers = AccessRule.People(Role.EscalationOfficer)
        .ShowingFor(ReadingPurpose.Escalation);

    public static readonly QueryKey StateKey = QueryKey.OfWords<EscalationState>("state", "Only this state.", "opened");

    public static readonly QueryKey OverdueKey = new(
        "overdue", "Only those whose deadline has passed, or only those whose has not.", "false")
    {
        Words = ["true", "false"],
    };

    public static readonly QueryKey AssigneeKey = new(
        "assignee", "Only those that this person has taken or closed.", "user:j.jansen")
    {
        LengthMax = Actor.IdLengthMax,
    };

    public static readonly QueryKey ReferentKey = new(
        "referentId", "Only those of this referent.", "kvk:99000001")
    {
        LengthMax = 97,
        Pattern = PathKey.Referent.Pattern,
    };

    public static readonly QueryKey OpenedAfterKey = QueryKey.OfInstant(
        "openedAfter", "Only those opened at or after this moment.");

    public static readonly QueryKey OpenedBeforeKey = QueryKey.OfInstant(
        "openedBefore", "Only those opened before this moment.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly QueryKey FreeKey = new(
        "free", "Only open ones that nobody has, or only the others.", "true")
    {
        Words = ["true", "false"],
    };

    public static readonly QueryKey DueBeforeKey = QueryKey.OfInstant(
        "dueBefore", "Only those whose first clock ends before this moment.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly QueryKey DueAfterKey = QueryKey.OfInstant(
        "dueAfter", "Only those whose first clock ends at or after this moment.");

    public static readonly QueryKey ClosedAfterKey = QueryKey.OfInstant(
        "closedAfter", "Only those closed at or after this moment.");

    public static readonly QueryKey ClosedBeforeKey = QueryKey.OfInstant(
        "closedBefore", "Only those closed before this moment.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly QueryKey SnoozedAfterKey = QueryKey.OfInstant(
        "snoozedAfter", "Only those put aside until this moment or a later one.");

    public static readonly QueryKey SnoozedBeforeKey = QueryKey.OfInstant(
        "snoozedBefore", "Only those put aside until a moment before this one.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly QueryKey ReadingKey = QueryKey.OfWords<SecondReadingState>(
        "secondReading", "Only those whose second reading stands so.", "differs");

    public static readonly Operation ListEscalations = new(
        "listEscalations", Tags.Escalations, "Find escalations",
        "A page of escalations, oldest first, from a read model that is a moment behind the log; `position` is a " +
        "token that says up to where. `level` and `points` are those of the moment at which it was opened, by the " +
        "model of then: they stay when the level changes, and when the model is stopped.")
    {
        Access = Readers.Reading(DossierReading.Several),
        Query =
        [
            StateKey, OverdueKey, AssigneeKey, ReferentKey, OpenedAfterKey, OpenedBeforeKey, FreeKey,
            DueAfterKey, DueBeforeKey, ClosedAfterKey, ClosedBeforeKey, SnoozedAfterKey, SnoozedBeforeKey,
            ReadingKey, QueryKey.PageSize, QueryKey.Cursor,
        ],
        Answers = [Answer.Json(200, "A page of escalations.", EscalationExamples.Page)],
    };

    public static readonly Operation GetEscalation = new(
        "getEscalation", Tags.Escalations, "One escalation",
        "With the reason, the level, points and evidence of the moment it was opened, the notes and the deadline. " +
        "Level and points stay as they were then, also when the model is stopped.")
    {
        Access = Readers.Reading(DossierReading.One),
        Path = [PathKey.Escalation],
        Answers = [Answer.Json(200, "The escalation.", EscalationExamples.Opened)],
        Errors = [404],
    };

    public static readonly Operation OpenEscalation = new(
        "openEscalation", Tags.Escalations, "Open an escalation by hand",
        "With a reason in words. One can be open per referent; the same again by the same person changes nothing.")
    {
        Access = AccessRule.People(Role.Supervisor, Role.EscalationOfficer, Role.TeamLead)
            .ShowingFor(ReadingPurpose.Escalation),
        Requests =
        [
            new RequestExample(
                "application/json", "byHand", "A reason in words", EscalationExamples.Open,
                typeof(OpenEscalationRequest)),
        ],
        Answers = [Answer.Json(201, "The escalation, which is now open.", EscalationExamples.Opened)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation Take = new(
        "takeEscalation", Tags.Escalations, "Take an escalation",
        "One person has it; nobody else can act on it until it is released or the lock has run out unused.")
    {
        Access = Officers,
        Path = [PathKey.Escalation],
        Answers = [Answer.Json(200, "The escalation, taken.", EscalationExamples.Taken)],
        Errors = [404, 409],
    };

    public static readonly Operation Release = new(
        "releaseEscalation", Tags.Escalations, "Give an escalation back",
        "Only the person who has it can.")
    {
        Access = Officers,
        Path = [PathKey.Escalation],
        Answers = [Answer.Json(200, "The escalation, open to be taken.", EscalationExamples.Opened)],
        Errors = [404, 409],
    };

    public static readonly Operation AddNote = new(
        "addEscalationNote", Tags.Escalations, "Add a note",
        "Only the person who has it can. A note cannot be changed; the client chooses its id, so that a retry adds " +
        "none.")
    {
        Access = Officers,
        Path = [PathKey.Escalation],
        Requests =
        [
            new RequestExample(
                "application/json", "note", "A note", EscalationExamples.Note, typeof(NoteRequest)),
        ],
        Answers = [Answer.Json(200, "The escalation with the note.", EscalationExamples.Noted)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Close = new(
        "closeEscalation", Tags.Escalations, "Close an escalation with an outcome",
        "Only the person who has it can. The outcome goes into the history of the referent as a fact.")
    {
        Access = Officers,
        Path = [PathKey.Escalation],
        Requests =
        [
            new RequestExample(
                "application/json", "breach", "A duty was not kept", EscalationExamples.Close,
                typeof(CloseEscalationRequest)),
        ],
        Answers = [Answer.Json(200, "The escalation, closed.", EscalationExamples.Closed)],
        Errors = [404, 409, 413, 415],
    };
}
