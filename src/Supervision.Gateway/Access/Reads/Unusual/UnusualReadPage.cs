using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Unusual;

namespace Supervision.Gateway.Access.Reads.Unusual;

/// <summary>A page of what is unusual, with what it was judged by.</summary>
/// <param name="Next">The `cursor` of the next page; null at the end.</param>
public sealed record UnusualReadPage(
    ImmutableArray<UnusualReadItem> Items, string? Next, LookedAt LookedAt, UnusualReadRules Rules);

/// <summary>A question to ask somebody about what they read; it is no verdict.</summary>
/// <param name="From">The beginning of the window, or of the day, that was judged.</param>
/// <param name="ReferentId">The dossier, when it is about one.</param>
/// <param name="Reads">How many readings it is about.</param>
/// <param name="Dossiers">Of how many dossiers; lists over many are of none.</param>
/// <param name="Limit">What `reads` was held against; null where one is enough.</param>
/// <param name="BaselineWindows">Of how many of the actor's own windows the limit was made; null when set.</param>
public sealed record UnusualReadItem(
    UnusualReason Reason,
    string Actor,
    ActorKind Kind,
    DateTimeOffset From,
    DateTimeOffset Until,
    string? ReferentId,
    int Reads,
    int Dossiers,
    int? Limit,
    int? BaselineWindows)
{
    internal static UnusualReadItem Of(UnusualReading one) => new(
        one.Reason, one.Actor, one.Kind, one.From, one.Until, one.ReferentId, one.Reads, one.Dossiers, one.Limit,
        one.BaselineWindows);
}

/// <summary>The rules as they are set on this server.</summary>
public sealed record UnusualReadRules(
    int WindowSeconds,
    int PersonReadsMax,
    int ServiceReadsMax,
    int BaselineFactor,
    int BaselineWindowsMin,
    int BaselineReadsMin,
    string TimeZone,
    string WorkBegins,
    string WorkEnds,
    int CaseGraceSeconds)
{
    internal static UnusualReadRules Of(UnusualRules rules) => new(
        (int)rules.Window.TotalSeconds, rules.PersonReadsMax, rules.ServiceReadsMax, rules.BaselineFactor,
        rules.BaselineWindowsMin, rules.BaselineReadsMin, rules.Zone.Id, Hour(rules.WorkBegins), Hour(rules.WorkEnds),
        (int)rules.CaseGrace.TotalSeconds);

    private static string Hour(TimeOnly time) =>
        time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
