using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Gateway.Overrides;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>One line of the list of referents: the register and the live risk in short.</summary>
/// <param name="Level">`none` when no model is in use.</param>
/// <param name="Points">Null when there is no score.</param>
/// <param name="LevelSince">When the level became what it is; null when the risk is kept.</param>
/// <param name="AsOf">The moment of the risk; null when it is kept.</param>
/// <param name="Position">The last event of the referent that the line reflects; null when the risk is kept.</param>
/// <param name="Override">The level that a person set by hand beside it; only when one holds now.</param>
/// <param name="RiskKept">Only when the risk is kept from whoever asks, who has to judge a case first.</param>
public record ReferentItem(
    ReferentId ReferentId,
    string? DisplayName,
    Sector? Sector,
    SizeBand? SizeBand,
    LegalForm? LegalForm,
    DateOnly? FoundedOn,
    Recognitions Recognitions,
    RiskLevel Level,
    int? Points,
    int Evidence,
    string? ModelHash,
    DateTimeOffset? LevelSince,
    DateTimeOffset? AsOf,
    string? Position,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OverrideInShort? Override = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool RiskKept = false)
{
    /// <summary>
    /// Without anything of its risk, which is kept from the reader; nor when it last was looked at, by which a check
    /// that was planned shows.
    /// </summary>
    public ReferentItem WithoutRisk() => this with
    {
        Level = RiskLevel.None,
        Points = null,
        Evidence = 0,
        ModelHash = null,
        LevelSince = null,
        AsOf = null,
        Position = null,
        Override = null,
        RiskKept = true,
    };

    /// <param name="modelHash">
    /// Of the model in use: what an earlier model gave is not shown, until it is evaluated anew.
    /// </param>
    public static ReferentItem Of(
        ReferentId id, LogPosition position, RegisterRow register, RiskRow risk, string? modelHash,
        LevelOverride? held) =>
        Of(
            id, position, register,
            risk.ModelHash == modelHash
                ? risk
                : risk with { Level = RiskLevel.None, ModelHash = null },
            OverrideInShort.Of(held));

    private static ReferentItem Of(
        ReferentId id, LogPosition position, RegisterRow register, RiskRow risk, OverrideInShort? held) => new(
        id,
        register.DisplayName,
        register.Sector,
        register.SizeBand,
        register.LegalForm,
        register.FoundedOn,
        new Recognitions(register.Labour, register.Research, register.Study, register.Exchange),
        risk.Level,
        risk.ModelHash is null ? null : risk.Points,
        risk.Evidence,
        risk.ModelHash,
        risk.LevelSince.ToUniversalTime(),
        risk.AsOf.ToUniversalTime(),
        position.ToString(),
        held);
}

/// <summary>The recognition of a referent for each purpose.</summary>
public sealed record Recognitions(
    RecognitionStatus Labour, RecognitionStatus Research, RecognitionStatus Study, RecognitionStatus Exchange);

/// <summary>What is known of one referent, live.</summary>
public sealed record ReferentDetails : ReferentItem
{
    public ReferentDetails(ReferentItem item, int quarantined)
        : base(item) => Quarantined = quarantined;

    /// <summary>Events on the log that could not be folded, since the referent became active.</summary>
    public int Quarantined { get; }
}
