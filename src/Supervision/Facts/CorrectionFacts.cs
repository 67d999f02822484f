using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Log;

namespace Supervision.Facts;

/// <summary>An earlier event of the same referent was wrong; <c>data</c> is what it should have said.</summary>
/// <remarks>
/// The last correction or retraction by position is the one that holds. A correction cannot itself be corrected: send
/// another one. The time of the event stays that of the original.
/// </remarks>
public sealed record FactCorrected(
    [property: StringLength(256, MinimumLength = 1)] string OfSource,
    [property: StringLength(256, MinimumLength = 1)] string OfId,
    CorrectionReason Reason,
    JsonElement Data) : Fact
{
    [JsonIgnore]
    public EventKey Target => new(OfSource, OfId);
}

/// <summary>An earlier event of the same referent should never have been sent; it counts no more.</summary>
public sealed record FactRetracted(
    [property: StringLength(256, MinimumLength = 1)] string OfSource,
    [property: StringLength(256, MinimumLength = 1)] string OfId,
    CorrectionReason Reason) : Fact
{
    [JsonIgnore]
    public EventKey Target => new(OfSource, OfId);
}

[JsonConverter(typeof(ClosedList<CorrectionReason>))]
public enum CorrectionReason
{
    WrongValue,
    WrongDate,
    WrongReferent,
    RegisteredTwice,
    SourceError,
    ObjectionUpheld,
    Other,
}
