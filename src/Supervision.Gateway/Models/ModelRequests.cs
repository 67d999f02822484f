using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Models;

namespace Supervision.Gateway.Models;

/// <summary>Why something is done with a model.</summary>
public sealed record ModelReasonRequest(
    [property: StringLength(ModelRegister.ReasonLengthMax, MinimumLength = 1)] string Reason);

/// <summary>Submits an assurance report.</summary>
/// <param name="Report">The reference of the report; it must be about this very document, and pass.</param>
public sealed record AssureModelRequest(
    [property: StringLength(ModelGrounds.ReferenceLengthMax, MinimumLength = 1)] string Report,
    [property: StringLength(ModelRegister.ReasonLengthMax, MinimumLength = 1)] string Reason);

/// <summary>One of two approvals. Both name the same documents and the same date.</summary>
/// <param name="Dpia">Reference of the data protection impact assessment.</param>
/// <param name="Fria">Reference of the fundamental rights impact assessment (IAMA, FRIA).</param>
/// <param name="LegalGround">Reference of the legal ground.</param>
/// <param name="ReviewOn">After today, at most 366 days away; the use ends by itself when it comes.</param>
public sealed record ApproveModelRequest(
    [property: StringLength(ModelGrounds.ReferenceLengthMax, MinimumLength = 1)] string Dpia,
    [property: StringLength(ModelGrounds.ReferenceLengthMax, MinimumLength = 1)] string Fria,
    [property: StringLength(ModelGrounds.ReferenceLengthMax, MinimumLength = 1)] string LegalGround,
    DateOnly ReviewOn,
    [property: StringLength(ModelRegister.ReasonLengthMax, MinimumLength = 1)] string Reason);

/// <summary>What is wrong with a document, and what its author should know.</summary>
/// <param name="Hash">Of its canonical form; null when it is not valid.</param>
/// <param name="Errors">Everything that keeps it from loading.</param>
/// <param name="Warnings">What it may say, and should be looked at all the same.</param>
public sealed record ModelCheck(
    bool Valid, string? Hash, ImmutableArray<ModelRemark> Errors, ImmutableArray<ModelRemark> Warnings);

/// <summary>One remark on a document.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901).</param>
public sealed record ModelRemark(string Code, string Detail, string? Pointer)
{
    public static ModelRemark Of(Refusal remark) => new(remark.Code, remark.Message, remark.Pointer);
}

/// <summary>What is different between two versions.</summary>
public sealed record ModelDifferences(
    string Id, string From, string To, ImmutableArray<ModelDifferenceItem> Changes);

/// <summary>One change.</summary>
/// <param name="Indicator">The id of the indicator it is about; null when it is about the whole.</param>
/// <param name="Detail">Which bin, level or part of the justification; null when that is plain.</param>
/// <param name="Sentence">The change in a sentence.</param>
public sealed record ModelDifferenceItem(
    ModelPart Part, string? Indicator, string? Detail, string? Before, string? After, string Sentence)
{
    public static ModelDifferenceItem Of(ModelChange change) => new(
        change.Part, change.Indicator, change.Detail, change.Before, change.After, change.Sentence);
}
