using System.Collections.Immutable;
using Supervision.Models;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>A shadow beside whatever was in use, over a period.</summary>
/// <param name="Items">One for each day and model in use, the earliest first; days without one are left out.</param>
/// <param name="Total">What came of judging on all of them.</param>
public sealed record ShadowPeriod(ImmutableArray<ShadowDayItem> Items, ShadowJudgingItem Total)
{
    public static ShadowPeriod Of(ImmutableArray<ShadowDay> days, ModelRegister register) => new(
        [.. days.Select(day => ShadowDayItem.Of(day, register))],
        ShadowJudgingItem.Of(days.Aggregate(JudgingTally.Empty, (sum, day) => sum.And(day.Judging))));
}

/// <summary>One day in UTC.</summary>
/// <param name="InUse">The model in use; null when none was.</param>
/// <param name="Standing">Where referents stood when last counted on that day; null when nobody counted.</param>
public sealed record ShadowDayItem(
    DateOnly Day, ModelByHash? InUse, ShadowJudgingItem Judging, ShadowStandingItem? Standing)
{
    public static ShadowDayItem Of(ShadowDay day, ModelRegister register) => new(
        day.Day,
        day.Used is { } hash ? ModelByHash.Of(hash, register) : null,
        ShadowJudgingItem.Of(day.Judging),
        day.Standing is { } standing ? ShadowStandingItem.Of(standing.Levels) : null);
}

/// <summary>A model by the hash of its document.</summary>
/// <param name="Id">Null when the register does not know it, as of a trial.</param>
/// <param name="Version">Null when the register does not know it.</param>
public sealed record ModelByHash(string? Id, string? Version, string Hash)
{
    public static ModelByHash Of(string hash, ModelRegister register)
    {
        var version = register.Versions.Values.FirstOrDefault(known => known.Hash == hash);
        return new ModelByHash(version?.Name.Id, version?.Name.Version, hash);
    }
}
