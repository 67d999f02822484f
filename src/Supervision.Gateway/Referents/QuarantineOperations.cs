using Supervision.Access;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Referents;

/// <summary>What the document says of the events that could not be folded.</summary>
internal static class QuarantineOperations
{
    public static readonly QueryKey ReferentKey = new("referentId", "Only those of this referent.", "kvk:99000001")
    {
        LengthMax = 97,
        Pattern = PathKey.Referent.Pattern,
    };

    public static readonly QueryKey CodeKey = new(
        "code", "Only those with this reason.", QuarantineCodes.TargetElsewhere)
    {
        Words = QuarantineCodes.All,
    };

    private static readonly QuarantinedEvent Example = new(
        new LogPosition(3, 1042),
        new EventKey("urn:example:permits", "retraction-2026-000003"),
        FactTypes.NameOf<FactRetracted>(),
        QuarantineCodes.TargetElsewhere,
        new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
        ReferentId.Parse("kvk:99000001"));

    public static readonly Operation ListQuarantine = new(
        "listQuarantine", Tags.Referents, "Find events that do not count",
        "Events that were accepted and could not be folded, such as a correction of another referent's event, by " +
        "partition and offset, from the read model, which is a moment behind the log. Each stays on the log, and " +
        "here; what it should have said is sent as a new event.")
    {
        Access = AccessRule.People(Role.Integrator, Role.Supervisor, Role.Auditor).AndServices(),
        Query = [ReferentKey, CodeKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(
                200,
                "A page of events in quarantine.",
                new Page<QuarantineItem>(
                    [QuarantineItem.Of(Example)], null, ReferentExamples.ListPosition)),
        ],
    };
}
