using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Overrides;

/// <summary>A level that a person set by hand. The model goes on to say what it says, and both are shown.</summary>
/// <param name="By">The id of who set it.</param>
/// <param name="Until">It ends by itself at this moment.</param>
/// <param name="ModelLevel">What the model said when it was set; null when none is in use now, or none was.</param>
/// <param name="ModelPoints">Likewise.</param>
/// <param name="ModelHash">Which model that was; null when none was in use.</param>
public sealed record OverrideItem(
    ReferentId ReferentId,
    RiskLevel Level,
    string By,
    string Reason,
    DateTimeOffset SetAt,
    DateTimeOffset Until,
    RiskLevel? ModelLevel,
    int? ModelPoints,
    string? ModelHash)
{
    /// <param name="used">What is in use now: with none, no level of a model is shown.</param>
    public static OverrideItem Of(LevelOverride held, RiskModelInUse used)
    {
        var isShown = used.Model is not null && held.ModelHash is not null;
        return new OverrideItem(
            held.Referent, held.Level, held.By, held.Reason, held.SetAt.ToUniversalTime(),
            held.Until.ToUniversalTime(), isShown ? held.ModelLevel : null, isShown ? held.ModelPoints : null,
            held.ModelHash);
    }
}

/// <summary>The level set by hand, in short.</summary>
public sealed record OverrideInShort(RiskLevel Level, DateTimeOffset Until)
{
    public static OverrideInShort? Of(LevelOverride? held) =>
        held is null ? null : new OverrideInShort(held.Level, held.Until.ToUniversalTime());
}

/// <summary>No level set by hand holds on the referent.</summary>
public sealed record OverrideEnd(ReferentId ReferentId);

/// <summary>How often people set which level where the model said which, since the beginning.</summary>
public sealed record OverrideCounts(ImmutableArray<OverrideCountItem> Items);

/// <summary>One pair of levels.</summary>
/// <param name="ModelHash">Which model said it; null when none was in use.</param>
public sealed record OverrideCountItem(string? ModelHash, RiskLevel ModelLevel, RiskLevel Level, int Count);

/// <summary>Sets a level by hand.</summary>
/// <param name="Level">`low`, `medium` or `high`.</param>
/// <param name="Until">After now, and at most 180 days from now.</param>
/// <param name="Reason">In words. Never a name of a natural person.</param>
public sealed record SetOverrideRequest(
    RiskLevel Level,
    DateTimeOffset Until,
    [property: StringLength(LevelOverride.ReasonLengthMax, MinimumLength = 1)] string Reason);

/// <summary>Ends a level set by hand before its time.</summary>
public sealed record EndOverrideRequest(
    [property: StringLength(LevelOverride.ReasonLengthMax, MinimumLength = 1)] string Reason);
