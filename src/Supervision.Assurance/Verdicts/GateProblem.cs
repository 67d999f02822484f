namespace Supervision.Assurance.Verdicts;

/// <summary>What is wrong with a gate document, and where.</summary>
/// <param name="Path">A JSON pointer into the document.</param>
public readonly record struct GateProblem(string Path, string Message);
