using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Access;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Overrides;

/// <summary>The last level set by hand on each referent, and how often which was set.</summary>
public sealed record OverrideRegister(
    ImmutableDictionary<ReferentId, LevelOverride> Last,
    ImmutableDictionary<(string? ModelHash, RiskLevel ModelLevel, RiskLevel Level), int> Counts)
{
    /// <summary>How many may hold at once.</summary>
    public const int HeldMax = 5_000;

    public static readonly OverrideRegister Empty = new(
        ImmutableDictionary<ReferentId, LevelOverride>.Empty,
        ImmutableDictionary<(string?, RiskLevel, RiskLevel), int>.Empty);

    private static readonly Refusal NotAllowed = new(
        "not-allowed", "This takes a person who supervises; a service decides nothing.");

    /// <summary>The one that holds on a referent at a moment; null when none does.</summary>
    public LevelOverride? On(ReferentId referent, DateTimeOffset now) =>
        Last.GetValueOrDefault(referent) is { } last && last.HoldsAt(now) ? last : null;

    public OverrideRegister Evolve(OverrideFact happened, DateTimeOffset at)
    {
        var referent = ReferentId.Parse(happened.ReferentId);
        switch (happened)
        {
            case OverrideSet set:
                var kind = (set.ModelHash, set.ModelLevel, set.Level);
                return new OverrideRegister(
                    Last.SetItem(referent, new LevelOverride(
                        referent, set.Level, set.By, set.Reason, at, set.Until, set.ModelLevel, set.ModelPoints,
                        set.ModelHash)),
                    Counts.SetItem(kind, checked(Counts.GetValueOrDefault(kind) + 1)));
            case OverrideEnded:
                return Last.GetValueOrDefault(referent) is { } ended
                    ? this with { Last = Last.SetItem(referent, ended with { EndedAt = at }) }
                    : this; // The setting was erased, and a crash came before the erasing of its end.
            default:
                throw new UnreachableException($"No rule to evolve overrides by {happened.GetType().Name}.");
        }
    }

    /// <summary>A person sets a level. The same again changes nothing; another takes the place of the first.</summary>
    public Decision<OverrideFact> Set(
        ReferentId referent, RiskLevel level, DateTimeOffset until, string reason, RiskState model, string? modelHash,
        ModelActor by, DateTimeOffset now)
    {
        if (Wrong(reason, by) is { } no)
            return no;
        if (level is not (RiskLevel.Low or RiskLevel.Medium or RiskLevel.High))
            return new Refusal("level-invalid", "A level set by hand is low, medium or high.", "/level");

        var held = On(referent, now);
        if (held is not null
            && (held.Level, held.Until, held.Reason, held.By) == (level, until, reason, by.Id))
            return Decision<OverrideFact>.Nothing;
        if (until <= now || until > now.AddDays(LevelOverride.DaysMax))
            return new Refusal(
                "until-invalid", $"It ends after now, and at most {LevelOverride.DaysMax} days from now.", "/until");

        return held is null && Last.Values.Count(last => last.HoldsAt(now)) >= HeldMax
            ? new Refusal("too-many-overrides", $"At most {HeldMax} levels are set by hand at once.")
            : new OverrideSet(
                referent.ToString(), level, by.Id, reason, until, model.Level, model.Points, modelHash);
    }

    /// <summary>A person ends it before its time.</summary>
    public Decision<OverrideFact> End(ReferentId referent, string reason, ModelActor by, DateTimeOffset now)
    {
        if (Wrong(reason, by) is { } no)
            return no;

        return On(referent, now) is null
            ? Decision<OverrideFact>.Nothing // It has ended already, or there was none.
            : new OverrideEnded(referent.ToString(), by.Id, reason);
    }

    private static Refusal? Wrong(string reason, ModelActor by)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Any(role => role is Role.Supervisor or Role.TeamLead))
            return NotAllowed;

        return string.IsNullOrWhiteSpace(reason) || reason.Length > LevelOverride.ReasonLengthMax
            ? new Refusal("reason-invalid", $"A text of 1 to {LevelOverride.ReasonLengthMax} characters.", "/reason")
            : null;
    }
}
