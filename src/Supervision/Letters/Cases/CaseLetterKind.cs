using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Letters.Cases;

/// <summary>The letters that a case gives.</summary>
[JsonConverter(typeof(ClosedList<CaseLetterKind>))]
public enum CaseLetterKind
{
    InformationRequest,
    Intent,
    Decision,
}

/// <summary>The parts of a letter of a case.</summary>
internal enum CaseLetterPart
{
    About,
    Asked,
    Plan,
    Findings,
    Selection,
    Explanation,
    Reply,
    Decided,
    Consequences,
    Answer,
    Disagree,
    Signature,
}
