using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Overrides;

/// <summary>A level that a person set by hand on a referent, beside the one of the model.</summary>
/// <param name="Until">It ends by itself at this moment.</param>
/// <param name="ModelLevel">What the model said when it was set; the model goes on to say what it says.</param>
/// <param name="ModelHash">Null when no model was in use.</param>
/// <param name="EndedAt">When a person ended it before its time; null when none did.</param>
/// <param name="End">How that was said; null when nobody did.</param>
public sealed record LevelOverride(
    ReferentId Referent,
    RiskLevel Level,
    string By,
    string Reason,
    DateTimeOffset SetAt,
    DateTimeOffset Until,
    RiskLevel ModelLevel,
    int ModelPoints,
    string? ModelHash,
    DateTimeOffset? EndedAt = null,
    OverrideEnded? End = null)
{
    public const int DaysMax = 180;
    public const int ReasonLengthMax = 1_000;

    public bool HoldsAt(DateTimeOffset now) => EndedAt is null && now < Until;
}

/// <summary>Something that happened to a level set by hand. Kept on the log, all under one subject.</summary>
public abstract record OverrideFact(string ReferentId);

/// <summary>A person set a level, with what the model said at that moment.</summary>
public sealed record OverrideSet(
    string ReferentId,
    RiskLevel Level,
    string By,
    string Reason,
    DateTimeOffset Until,
    RiskLevel ModelLevel,
    int ModelPoints,
    string? ModelHash = null) : OverrideFact(ReferentId);

/// <summary>A person ended it before its time.</summary>
public sealed record OverrideEnded(string ReferentId, string By, string Reason) : OverrideFact(ReferentId);
