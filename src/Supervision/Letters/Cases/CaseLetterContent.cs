using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;

namespace Supervision.Letters.Cases;

/// <summary>What the letters of a case are made of.</summary>
/// <param name="Name">Of the organisation; its id when no name is known.</param>
/// <param name="Ground">On what ground it was selected.</param>
/// <param name="ModelHash">The model that selected, when one did.</param>
public sealed record CaseLetterContent(
    EscalationId Id,
    string Name,
    EscalationGround Ground,
    string? ModelHash,
    CaseFile File,
    ImmutableArray<CaseClock> Clocks);
