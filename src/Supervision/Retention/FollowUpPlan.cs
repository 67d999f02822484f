using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Retention;

/// <summary>What of the human follow-up of a referent is due: whole episodes, and only closed ones.</summary>
/// <param name="UpTo">The last episode that is due; 0 when none is.</param>
/// <param name="IsOpen">Whether an episode is not closed yet.</param>
public sealed record FollowUpPlan(ImmutableArray<DuePayload> Due, int UpTo, bool IsOpen)
{
    /// <summary>Judges the facts under the subject of follow-up, in order.</summary>
    /// <param name="all">Every closed episode, whatever its age: on request.</param>
    public static FollowUpPlan Of(IEnumerable<LoggedEvent> events, DateTimeOffset now, bool all)
    {
        var (due, episode) = (ImmutableArray.CreateBuilder<DuePayload>(), new List<DuePayload>());
        var (upTo, isOpen) = (0, false);
        foreach (var logged in events.Where(logged => !logged.Data.IsEmpty))
        {
            var fact = EscalationFactTypes.Read(logged.Type, logged.Data.Span);
            isOpen = fact is EscalationOpened || (isOpen && fact is not EscalationClosed);
            if (fact is EscalationOpened)
                episode.Clear();
            episode.Add(new DuePayload(logged.Position, logged.Type, MatterKind.Escalation, logged.Time));
            if (fact is not EscalationClosed || !(all || IsOver(logged.Time, now)))
                continue;
            due.AddRange(episode);
            episode.Clear();
            upTo = fact.Episode;
        }

        return new FollowUpPlan(due.ToImmutable(), upTo, isOpen);
    }

    private static bool IsOver(DateTimeOffset closedAt, DateTimeOffset now)
    {
        var closed = DateOnly.FromDateTime(closedAt.UtcDateTime);
        return RetentionRules.Of(MatterKind.Escalation, closed) is { } rule
            && closed.AddYears(rule.Years) < DateOnly.FromDateTime(now.UtcDateTime);
    }
}
