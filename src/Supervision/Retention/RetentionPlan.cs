using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Retention;

/// <summary>An event of a history as a plan sees it.</summary>
/// <param name="Fact">Null when its payload is erased, or cannot be read.</param>
public sealed record KeptEvent(LogPosition Position, EventKey Key, string Type, DateTimeOffset Time, Fact? Fact);

/// <summary>What of one dossier is due to be erased, and why nothing is, if it is held.</summary>
/// <param name="Due">In order of position; also when held, so that a report can say what waits.</param>
/// <param name="HeldBecause">A stable code; null when nothing holds the dossier.</param>
public sealed record RetentionPlan(ImmutableArray<DuePayload> Due, string? HeldBecause)
{
    public const string ObjectionOpen = "objection-open";
    public const string EscalationOpen = "escalation-open";
    public const string OnHold = "on-hold";

    /// <summary>Judges a whole history, its facts in order of position.</summary>
    /// <param name="hasOpenEscalation">Human follow-up of the referent is under way.</param>
    public static RetentionPlan Of(IReadOnlyList<KeptEvent> history, bool hasOpenEscalation, DateTimeOffset now)
    {
        var ordered = Ordered(history);
        var matters = new Matters();
        foreach (var kept in history)
        {
            if (kept.Fact is { } fact and not IDossierFact && !ordered.Contains(kept.Position.Offset))
                matters.Add(kept, fact);
        }

        var due = matters.Over(DateOnly.FromDateTime(now.UtcDateTime))
            .OrderBy(payload => payload.Position.Offset).ToImmutableArray();
        return new RetentionPlan(due, HoldOf(history, matters, hasOpenEscalation));
    }

    /// <summary>Why nothing of the dossier may be erased, on request either; null when it may.</summary>
    public static string? HoldOf(IReadOnlyList<KeptEvent> history, bool hasOpenEscalation)
    {
        var matters = new Matters();
        foreach (var kept in history)
        {
            if (kept.Fact is { } fact and not IDossierFact)
                matters.Add(kept, fact);
        }

        return HoldOf(history, matters, hasOpenEscalation);
    }

    /// <summary>The offsets that the history says were ordered to be erased.</summary>
    public static HashSet<long> Ordered(IEnumerable<KeptEvent> history) =>
        [.. history.Select(kept => kept.Fact).OfType<PayloadsErased>()
            .SelectMany(erased => OffsetRanges.Read(erased.Offsets))];

    /// <summary>Whether there is a hold on this ground.</summary>
    public static bool IsHeld(IReadOnlyList<KeptEvent> history, HoldGround ground) => Holds(history).Contains(ground);

    private static string? HoldOf(IReadOnlyList<KeptEvent> history, Matters matters, bool hasOpenEscalation) =>
        Holds(history).Count > 0 ? OnHold
            : matters.HasOpenObjection ? ObjectionOpen
            : hasOpenEscalation ? EscalationOpen
            : null;

    private static HashSet<HoldGround> Holds(IReadOnlyList<KeptEvent> history)
    {
        var held = new HashSet<HoldGround>();
        foreach (var kept in history)
        {
            if (kept.Fact is DossierHeld hold)
                held.Add(hold.Ground);
            else if (kept.Fact is DossierReleased release)
                held.Remove(release.Ground);
        }

        return held;
    }
}

/// <summary>A payload whose term is over.</summary>
public sealed record DuePayload(LogPosition Position, string Type, MatterKind Kind, DateTimeOffset Time);
