using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Limits;
using Supervision.Gateway.Requests;
using Supervision.Models;

namespace Supervision.Gateway.OpenApi;

/// <summary>
/// What the OpenAPI document says of one operation, kept beside its endpoint. The same record tells the reader of
/// requests which query keys there are, so that the document and the behaviour cannot part.
/// </summary>
/// <param name="Id">The operationId, camelCase and permanent.</param>
/// <param name="Tag">The group it is shown in; one of <see cref="Tags"/>.</param>
internal sealed record Operation(string Id, string Tag, string Summary, string Description)
{
    /// <summary>Who may. Without a rule nothing is mapped.</summary>
    public required AccessRule Access { get; init; }

    /// <summary>
    /// Whether it shows the risk of the referent in its path, which is kept from whoever has to judge its case.
    /// </summary>
    public bool ShowsRisk { get; init; }

    /// <summary>What it costs, for the limits of who asks.</summary>
    public Load Load { get; init; }

    public ImmutableArray<PathKey> Path { get; init; } = [];

    public ImmutableArray<QueryKey> Query { get; init; } = [];

    public ImmutableArray<HeaderKey> Headers { get; init; } = [];

    public ImmutableArray<RequestExample> Requests { get; init; } = [];

    public ImmutableArray<Answer> Answers { get; init; } = [];

    /// <summary>Status codes of the errors it may answer, besides those that every operation has.</summary>
    public ImmutableArray<int> Errors { get; init; } = [];
}

/// <summary>A part of the path that varies.</summary>
internal sealed record PathKey(string Name, string Meaning, string Example, string Pattern)
{
    public static readonly PathKey Referent = new(
        "id", "The id of the referent: `scheme:value` in lower case.", "kvk:99000001",
        "^[a-z0-9]{1,16}:[a-z0-9._-]{1,80}$");

    public static readonly PathKey Model = new(
        "id", "The id of the model, the same for all its versions.", "duties", ModelVersionName.IdPattern);

    public static readonly PathKey ModelVersion = new(
        "version", "The version of the model.", "1.0.0", ModelVersionName.VersionPattern);

    public static readonly PathKey Team = new("team", "The key of the team.", "north", "^[a-z0-9-]{1,20}$");

    public static readonly PathKey Escalation = new(
        "id", "The id of the escalation: the id of the referent, `~`, and a number from 1.", "kvk:99000001~1",
        "^[a-z0-9]{1,16}:[a-z0-9._-]{1,80}~[1-9][0-9]{0,8}$");

    public static readonly PathKey EvidenceFile = new(
        "fileId", "The id of the file: lower-case letters, digits and hyphens.", "payslips", "^[a-z0-9-]{1,20}$");
}

/// <summary>A body that works.</summary>
/// <param name="Body">An instance of the record it is read into, or the text itself.</param>
/// <param name="Schema">The record; null for text that is no single JSON value.</param>
internal sealed record RequestExample(
    string ContentType, string Name, string Summary, object Body, Type? Schema = null);

/// <summary>An answer that is not an error.</summary>
/// <param name="Schema">The record that is answered; null for text that is no single JSON value.</param>
internal sealed record Answer(
    int Status, string Meaning, string ContentType, object Example, Type? Schema = null)
{
    public static Answer Json<TBody>(int status, string meaning, TBody example)
        where TBody : notnull => new(status, meaning, "application/json", example, typeof(TBody));
}

/// <summary>Attaches what the document says to an endpoint, and who may use it.</summary>
internal static class OperationConventions
{
    public static TBuilder Describe<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder =>
        Shown(operation.Access.Reads == DossierReading.None ? endpoint : endpoint.Record(operation), operation)
            .WithMetadata(operation).Require(operation.Access);

    private static TBuilder Shown<TBuilder>(TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder => operation.ShowsRisk ? endpoint.Guarded() : endpoint;

    /// <summary>Puts a rule before an endpoint that is in no document, such as a page.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder endpoint, AccessRule access)
        where TBuilder : IEndpointConventionBuilder => access.IsOpen
            ? endpoint.WithMetadata(access).AllowAnonymous()
            : endpoint.WithMetadata(access).RequireAuthorization(AccessRequirement.PolicyOf(access));
}
