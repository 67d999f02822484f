using System.Collections.Immutable;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>A shadow beside whatever was in use, over a period.</summary>
/// <param name="Items">One for each day and model in use, the earliest first; days without one are left out.</param>
/// <param name="Total">What came of judging on all of them.</param>
public sealed record ShadowPeriod(ImmutableArray<ShadowDayItem> Items, ShadowJudgingItem Total)
{
    /// <param name="trial">Of this process; null when it has none.</param>
    public static ShadowPeriod Of(ImmutableArray<ShadowDay> days, ModelRegister register, RiskModel? trial) => new(
        [.. days.Select(day => ShadowDayItem.Of(day, register, trial))],
        ShadowJudgingItem.Of(days.Aggregate(JudgingTally.Empty, (sum, day) => sum.And(day.Judging))));
}

/// <summary>One day in UTC.</summary>
/// <param name="InUse">The model in use; null when none was.</param>
/// <param name="Standing">Where referents stood when last counted on that day; null when nobody counted.</param>
public sealed record ShadowDayItem(
    DateOnly Day, ModelByHash? InUse, ShadowJudgingItem Judging, ShadowStandingItem? Standing)
{
    public static ShadowDayItem Of(ShadowDay day, ModelRegister register, RiskModel? trial) => new(
        day.Day,
        day.Used is { } hash ? ModelByHash.Of(hash, register, trial) : null,
        ShadowJudgingItem.Of(day.Judging),
        day.Standing is { } standing ? ShadowStandingItem.Of(standing.Levels) : null);
}

/// <summary>A model by the hash of its document.</summary>
/// <param name="Id">Null when nobody knows it any more, as of a trial by a file at an earlier start.</param>
/// <param name="Version">Null when nobody knows it any more.</param>
public sealed record ModelByHash(string? Id, string? Version, string Hash)
{
    /// <summary>By the register, the trial of this process, or the models that are part of the software.</summary>
    public static ModelByHash Of(string hash, ModelRegister register, RiskModel? trial)
    {
        if (register.Versions.Values.FirstOrDefault(known => known.Hash == hash) is { Name: var name })
            return new ModelByHash(name.Id, name.Version, hash);

        var named = RiskModels.Names.Select(RiskModels.Find).Prepend(trial)
            .FirstOrDefault(model => model?.Identity.Hash == hash)?.Identity;
        return new ModelByHash(named?.Id, named?.Version, hash);
    }
}
