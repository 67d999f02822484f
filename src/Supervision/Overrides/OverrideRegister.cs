using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Access;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Overrides;

/// <summary>The levels set by hand on each referent, and how often which was set.</summary>
/// <param name="Last">The last on each.</param>
/// <param name="Earlier">Those before the last, oldest first; at most <see cref="EarlierMax"/> on each.</param>
public sealed record OverrideRegister(
    ImmutableDictionary<ReferentId, LevelOverride> Last,
    ImmutableDictionary<ReferentId, ImmutableArray<LevelOverride>> Earlier,
    ImmutableDictionary<(string? ModelHash, RiskLevel ModelLevel, RiskLevel Level), int> Counts)
{
    /// <summary>The code of there being none to end.</summary>
    public const string NotSet = "override-unknown";

    /// <summary>Of one referent; of moments before those nothing is told.</summary>
    public const int EarlierMax = 50;

    /// <summary>The levels that can be set.</summary>
    public static readonly ImmutableArray<RiskLevel> Levels = [RiskLevel.Low, RiskLevel.Medium, RiskLevel.High];

    /// <summary>How many may hold at once.</summary>
    public const int HeldMax = 5_000;

    public static readonly OverrideRegister Empty = new(
        ImmutableDictionary<ReferentId, LevelOverride>.Empty,
        ImmutableDictionary<ReferentId, ImmutableArray<LevelOverride>>.Empty,
        ImmutableDictionary<(string?, RiskLevel, RiskLevel), int>.Empty);

    private static readonly Refusal NotAllowed = new(
        "not-allowed", "This takes a person who supervises; a service decides nothing.");

    /// <summary>The one that holds on a referent at a moment; null when none does.</summary>
    public LevelOverride? On(ReferentId referent, DateTimeOffset now) =>
        Last.GetValueOrDefault(referent) is { } last && last.HoldsAt(now) ? last : null;

    /// <summary>The one that held on a referent at a moment of the past, by what was on record at another.</summary>
    public LevelOverride? On(ReferentId referent, DateTimeOffset asOf, DateTimeOffset knownAt)
    {
        var told = asOf < knownAt ? asOf : knownAt;
        var set = Earlier.GetValueOrDefault(referent, [])
            .Concat(Last.TryGetValue(referent, out var last) ? [last] : [])
            .LastOrDefault(one => one.SetAt <= told);
        return set is not null && asOf < set.Until && !(set.EndedAt <= told) ? set : null;
    }

    /// <summary>The one to show beside a score: of now, or of the moments that were asked about.</summary>
    public LevelOverride? At(
        ReferentId referent, DateTimeOffset? asOf, DateTimeOffset? knownAt, DateTimeOffset now) =>
        asOf is null && knownAt is null ? On(referent, now) : On(referent, asOf ?? now, knownAt ?? now);

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
                    Last.TryGetValue(referent, out var before)
                        ? Earlier.SetItem(
                            referent,
                            [.. Earlier.GetValueOrDefault(referent, []).Append(before).TakeLast(EarlierMax)])
                        : Earlier,
                    Counts.SetItem(kind, checked(Counts.GetValueOrDefault(kind) + 1)));
            case OverrideEnded end:
                return Last.GetValueOrDefault(referent) is { } ended
                    ? this with { Last = Last.SetItem(referent, ended with { EndedAt = at, End = end }) }
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
        if (!Levels.Contains(level))
            return new Refusal("level-invalid", "A level set by hand is low, medium or high.", "/level");

        var held = On(referent, now);
        if (held is not null
            && (held.Level, held.Until, held.Reason, held.By) == (level, until, reason, by.Id))
            return Decision<OverrideFact>.Nothing;
        if (WrongUntil(until, now) is { } wrongUntil)
            return wrongUntil;

        return held is null && Last.Values.Count(last => last.HoldsAt(now)) >= HeldMax
            ? new Refusal("too-many-overrides", $"At most {HeldMax} levels are set by hand at once.")
            : new OverrideSet(
                referent.ToString(), level, by.Id, reason, until, model.Level, model.Points, modelHash);
    }

    /// <summary>Why it cannot end then; null when it can.</summary>
    public static Refusal? WrongUntil(DateTimeOffset until, DateTimeOffset now) =>
        until > now && until <= now.AddDays(LevelOverride.DaysMax)
            ? null
            : new Refusal(
                "until-invalid", $"It ends after now, and at most {LevelOverride.DaysMax} days from now.", "/until");

    /// <summary>A person ends it before its time. The same again by the same person changes nothing.</summary>
    public Decision<OverrideFact> End(ReferentId referent, string reason, ModelActor by, DateTimeOffset now)
    {
        if (Wrong(reason, by) is { } no)
            return no;

        var end = new OverrideEnded(referent.ToString(), by.Id, reason);
        return Last.GetValueOrDefault(referent) switch
        {
            { } last when last.HoldsAt(now) => end,
            { End: { } before } when before == end => Decision<OverrideFact>.Nothing,
            _ => new Refusal(NotSet, "No level set by hand holds on this referent, so there is none to end."),
        };
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
