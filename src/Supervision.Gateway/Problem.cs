using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Supervision.Gateway;

/// <summary>Why a request got no answer, after RFC 9457. Never holds a value from the request.</summary>
/// <param name="Type">
/// A permanent name: `urn:supervision:problem:…`, or `urn:supervision:refusal:…` when a rule says no.
/// </param>
/// <param name="Errors">Everything that is wrong with the request, together.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ImmutableArray<ProblemError>? Errors = null);

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="In">`path`, `query`, `header` or `body`.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">What would be right, for people.</param>
public sealed record ProblemError(string In, ProblemLocation Location, string Code, string Detail)
{
    public static ProblemError InBody(string pointer, string code, string detail) =>
        new("body", new ProblemLocation(null, pointer), code, detail);
}

/// <summary>Where it is: the name of a key or header, or a JSON pointer (RFC 6901) into the body.</summary>
public sealed record ProblemLocation(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer);
