namespace Supervision;

/// <summary>
/// An expected "no": a stable code for programs, a sentence for people. Never holds a value from the input.
/// </summary>
/// <param name="Code">Kebab-case and permanent; becomes <c>urn:supervision:refusal:&lt;code&gt;</c>.</param>
/// <param name="Pointer">Where in the input, as a JSON pointer (RFC 6901), when it is about a place.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code, [property: Id(1)] string Message,
    [property: Id(2)] string? Pointer = null);
