using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Retention;

/// <summary>What an order to erase takes out of one dossier, or what is wrong with the order.</summary>
/// <param name="Positions">Of the payloads that go; of follow-up last.</param>
/// <param name="UpTo">The last episode of follow-up that goes; 0 when none does.</param>
/// <param name="Refusal">Null when the order can be carried out.</param>
/// <param name="Wrong">The named events that the refusal is about.</param>
public sealed record ErasurePlan(
    ImmutableArray<LogPosition> Positions, int UpTo, Refusal? Refusal, ImmutableArray<LogPosition> Wrong)
{
    public const string UnknownReferent = "unknown-referent";
    public const string UnknownEvent = "unknown-event";
    public const string TermNotOver = "term-not-over";

    /// <summary>Judges a whole history, its facts in order of position.</summary>
    /// <param name="followUp">What goes of follow-up when no event is named.</param>
    /// <param name="named">Only these; null for everything that the ground allows.</param>
    public static ErasurePlan Of(
        IReadOnlyList<KeptEvent> history, FollowUpPlan followUp, IReadOnlyCollection<LogPosition>? named,
        ErasureGround ground, DateTimeOffset now)
    {
        if (history.Count == 0)
            return Refused(UnknownReferent, "The log holds nothing about this referent.", []);

        // One that is erased already has no fact, and may be named again.
        var facts = history.Where(kept => kept.Fact is not IDossierFact).ToArray();
        var there = facts.Select(kept => kept.Position).ToHashSet();
        if (named?.Where(position => !there.Contains(position)).ToImmutableArray() is { IsEmpty: false } missing)
            return Refused(UnknownEvent, "There are no such events in this history.", missing);

        ImmutableArray<LogPosition> positions = [.. facts
            .Where(kept => kept.Fact is not null).Select(kept => kept.Position)
            .Where(position => named is null || named.Contains(position))];
        if (ground == ErasureGround.TermOver)
        {
            var due = RetentionPlan.Of(history, hasOpenEscalation: false, now).Due
                .Select(payload => payload.Position).ToHashSet();
            ImmutableArray<LogPosition> kept = [.. positions.Where(position => !due.Contains(position))];
            positions = [.. positions.Where(due.Contains)];
            if (named is null ? positions.IsEmpty && followUp.Due.IsEmpty : !kept.IsEmpty)
                return Refused(
                    TermNotOver, "Their term of retention is not over; nothing was erased.",
                    named is null ? [] : kept);
        }

        return named is null
            ? new ErasurePlan(
                [.. positions, .. followUp.Due.Select(payload => payload.Position)], followUp.UpTo, null, [])
            : new ErasurePlan(positions, 0, null, []);
    }

    private static ErasurePlan Refused(string code, string message, ImmutableArray<LogPosition> wrong) =>
        new([], 0, new Refusal(code, message), wrong);
}
