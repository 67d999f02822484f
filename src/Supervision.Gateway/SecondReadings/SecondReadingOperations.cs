using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.SecondReadings;

/// <summary>What the document says of second readings.</summary>
internal static class SecondReadingOperations
{
    private static readonly SecondReadingsDetails Details = SecondReadingsDetails.Of(
        new SecondReadingPlan(
            2, 0.1m, "4f9d1c7a0be2", "user:p.visser", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
        [
            new SecondReadingCount(SecondReadingState.Awaited, Judgement.Breach, null, 2),
            new SecondReadingCount(SecondReadingState.Same, Judgement.NoBreach, Judgement.NoBreach, 21),
            new SecondReadingCount(SecondReadingState.Same, Judgement.Breach, Judgement.Breach, 9),
            new SecondReadingCount(SecondReadingState.Settled, Judgement.Breach, Judgement.Unclear, 3),
        ]);

    public static readonly Operation Get = new(
        "getSecondReadings", Tags.Inboxes, "Second readings, and how far officers agree",
        "The plan by which judged cases are drawn to be judged again, what waits, and the agreement of the two " +
        "judgements: how often, as a share, and as Cohen's kappa with its interval.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor),
        Answers = [Answer.Json(200, "The plan and the agreement.", Details)],
    };

    public static readonly Operation Set = new(
        "planSecondReadings", Tags.Inboxes, "Plan second readings",
        "From now on; the plan and its seed are kept on the log, so that every draw can be made again. A share of 0 " +
        "draws nothing, and is on record.")
    {
        Access = AccessRule.People(Role.TeamLead),
        Requests =
        [
            new RequestExample(
                "application/json", "plan", "One case in ten", new SecondReadingsRequest(0.1m, null),
                typeof(SecondReadingsRequest)),
        ],
        Answers = [Answer.Json(200, "The plan and the agreement.", Details)],
        Errors = [409, 413, 415],
    };
}
