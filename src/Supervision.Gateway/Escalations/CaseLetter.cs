using Supervision.Letters;
using Supervision.Letters.Cases;

namespace Supervision.Gateway.Escalations;

/// <summary>A letter of a case.</summary>
/// <param name="Public">Whether it is the version without officials.</param>
public sealed record CaseLetter(string EscalationId, CaseLetterKind Kind, bool Public, Letter Letter);
