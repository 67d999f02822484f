using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Shadows;

/// <summary>What the document says of shadows.</summary>
internal static class ShadowOperations
{
    /// <summary>Days before the last, when no first day is asked for.</summary>
    public const int DaysDefault = 30;

    public static readonly QueryKey FromKey = QueryKey.OfDay(
        "from", "The first day, in UTC; a moment stands for its day. 30 days before the last when left out.");

    public static readonly QueryKey ToKey = QueryKey.OfDay(
        "to", "The last day, in UTC; a moment stands for its day. Today when left out.");

    private static readonly AccessRule Judges = AccessRule.People(Role.ModelOwner, Role.Approver, Role.Auditor);

    public static readonly Operation CompareShadow = new(
        "compareShadow", Tags.Models, "A shadow beside the model in use, now",
        "Where every referent stands by both: agreement of levels, how many would be higher or lower, points, how " +
        "often the escalation rule would have fired today, and what judging costs. A moment behind the log. A shadow " +
        "touches nothing: no score, change of level or escalation comes from it. Only while it judges: from shadow " +
        "until it goes into use or away; else 409, `shadow-not-evaluated`.")
    {
        Access = Judges,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Answers = [Answer.Json(200, "The comparison.", ShadowExamples.Comparison)],
        Errors = [404, 409],
    };

    public static readonly Operation ListShadowDays = new(
        "listShadowDays", Tags.Models, "A shadow beside the model in use, over a period",
        "Day by day, as long as days are kept (92 by default), also after the version went into use or away. After a " +
        "crash of a process the last minute of judgings may be missing, or be counted twice; where referents stand " +
        "is counted anew.")
    {
        Access = Judges,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Query = [FromKey, ToKey],
        Answers = [Answer.Json(200, "The days.", ShadowExamples.Period)],
        Errors = [404],
    };

    public static readonly Operation ListShadowMovers = new(
        "listShadowMovers", Tags.Models, "Who would move, and why",
        "Referents whose level by the shadow is another than by the model in use, in the order of their ids: the " +
        "indicators that give other points, and what of the differences between the documents bears on them. A page " +
        "may have fewer items than asked for; `next` says whether there are more.")
    {
        Access = Judges.Reading(DossierReading.Several),
        Path = [PathKey.Model, PathKey.ModelVersion],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page.", new Page<ShadowMoveItem>([ShadowExamples.Move], null, null))],
        Errors = [404, 409],
    };
}
