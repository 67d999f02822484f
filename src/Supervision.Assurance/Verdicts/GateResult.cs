namespace Supervision.Assurance.Verdicts;

/// <summary>What came of one gate.</summary>
/// <param name="Answered">The question whose answer decided: that of one group, when the gate asks of all.</param>
/// <param name="Ruling">Null when the report does not answer the question.</param>
/// <param name="Blocks">Whether it keeps a model from being taken into use.</param>
/// <param name="Trips">Whether it stops a model that is in use.</param>
public readonly record struct GateResult(
    Gate Gate, string? Answered, Ruling? Ruling, bool Blocks, bool Trips);
