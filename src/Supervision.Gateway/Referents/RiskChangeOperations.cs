using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Referents;

/// <summary>What the document says of the stream of changes.</summary>
internal static class RiskChangeOperations
{
    public static readonly QueryKey ReferentKey = new(
        "referentId", "Only changes of this referent.", "kvk:99000001")
    {
        LengthMax = 97,
        Pattern = PathKey.Referent.Pattern,
    };

    public static readonly QueryKey AfterKey = new(
        "after", "Starts after the change with this `id`; 0 is from the first change ever. `Last-Event-ID` goes first.",
        "0")
    {
        Format = "int64",
        Minimum = 0,
        Maximum = 999_999_999_999_999_999,
    };

    public static readonly Operation Follow = new(
        "followRiskChanges", Tags.RiskChanges, "Follow changes of level as they happen",
        "Server-sent events: each an `id`, the event name `risk-changed` and a JSON object; a comment " +
        "line keeps a silent connection open. After a break, send the last `id` as `Last-Event-ID` and nothing is " +
        "missed; a number beyond the last change, as after a restored back-up, is refused with 400. Without it and " +
        "without `after` the stream starts at this moment. A change is told after it is stored. After five minutes a " +
        "stream ends and browsers come back by themselves, so that whoever may no longer see it does not.")
    {
        Access = AccessRule.People(
            Role.Integrator, Role.Supervisor, Role.EscalationOfficer, Role.TeamLead, Role.Auditor)
            .AndServices().Reading(DossierReading.Several),
        Load = Load.ChangeStream,
        Query = [ReferentKey, AfterKey],
        Headers = [HeaderKey.LastEventId],
        Answers =
        [
            new Answer(
                200, "The stream.", RiskChangeStreams.ContentType,
                $"id: 42\nevent: {RiskChangeStreams.EventName}\ndata: "
                + System.Text.Json.JsonSerializer.Serialize(
                    ReferentExamples.RiskChange, GatewayJson.Default.RiskChangeItem) + "\n\n"),
        ],
        Errors = [503],
    };
}
