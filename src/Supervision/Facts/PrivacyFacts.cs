using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>
/// What the dossier of a referent is done with, and nothing about the referent: it moves no feature and no time.
/// </summary>
public interface IDossierFact : IOwnFact;

/// <summary>
/// Payloads were ordered to be erased. From here on they count as never told, whether their bytes are gone already or
/// not; what the chain has of them stays.
/// </summary>
/// <param name="Offsets">Of the events, in this partition: single ones and ranges, as in <c>3,7-12</c>.</param>
public sealed record PayloadsErased(
    ErasureGround Ground, [property: StringLength(200_000, MinimumLength = 1)] string Offsets) : Fact, IDossierFact;

/// <summary>The dossier is held: nothing of it is erased until it is released.</summary>
public sealed record DossierHeld(HoldGround Ground) : Fact, IDossierFact;

/// <summary>The hold ended.</summary>
public sealed record DossierReleased(HoldGround Ground) : Fact, IDossierFact;

/// <summary>Why payloads were erased.</summary>
[JsonConverter(typeof(ClosedList<ErasureGround>))]
public enum ErasureGround
{
    /// <summary>Their term of retention is over.</summary>
    TermOver,

    /// <summary>The referent asked for it, and it was granted.</summary>
    OnRequest,

    /// <summary>They should never have been held.</summary>
    Unlawful,
}

/// <summary>Why a dossier is held.</summary>
[JsonConverter(typeof(ClosedList<HoldGround>))]
public enum HoldGround
{
    LegalProceedings,
    Inspection,
    SubjectRequest,
    ArchiveTransfer,
}
