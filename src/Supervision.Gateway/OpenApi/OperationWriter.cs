using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Supervision.Gateway.Access;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Supervision.Gateway.OpenApi;

/// <summary>Writes what an endpoint's <see cref="Operation"/> says into the document.</summary>
internal sealed class OperationWriter(IOptions<JsonOptions> json) : IOperationFilter
{
    // What every operation may answer, because the rules of the whole API are the same everywhere.
    private static readonly int[] Everywhere = [400, 406, 429, 500];

    private static readonly int[] Denied = [401, 403];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var said = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<Operation>().LastOrDefault()
            ?? throw new InvalidOperationException(
                $"{context.ApiDescription.RelativePath} is mapped without a description.");
        operation.OperationId = said.Id;
        operation.Summary = said.Summary;
        operation.Description = said.Description;
        operation.Tags = new HashSet<OpenApiTagReference> { new(said.Tag, context.Document) };
        operation.Parameters = [.. ParameterWriter.All(said)];
        operation.RequestBody = said.Requests.IsEmpty ? null : Body(said, context);
        operation.Responses = [];
        foreach (var answer in said.Answers.GroupBy(answer => answer.Status))
            operation.Responses[Text(answer.Key)] = Of([.. answer], context);
        foreach (var status in StatusesOf(said))
            operation.Responses[Text(status)] = Error(said, status, context);
    }

    private static IEnumerable<int> StatusesOf(Operation said) =>
        Everywhere.Concat(said.Access.IsOpen ? [] : Denied).Concat(said.Errors).Distinct().Order();

    private OpenApiRequestBody Body(Operation said, OperationFilterContext context) => new()
    {
        Required = true,
        Content = said.Requests.GroupBy(request => request.ContentType).ToDictionary(
            group => group.Key,
            IOpenApiMediaType (group) => new OpenApiMediaType
            {
                Schema = SchemaOf(group.First().Schema, context),
                Examples = group.ToDictionary(
                    request => request.Name,
                    IOpenApiExample (request) => new OpenApiExample
                    {
                        Summary = request.Summary,
                        Value = NodeOf(request.Body),
                    }),
            }),
    };

    private OpenApiResponse Of(Answer[] answers, OperationFilterContext context) => new()
    {
        Description = answers[0].Meaning,
        Headers = Headers(answers[0].Status),
        Content = answers.ToDictionary(
            answer => answer.ContentType,
            IOpenApiMediaType (answer) => new OpenApiMediaType
            {
                Schema = SchemaOf(answer.Schema, context),
                Example = NodeOf(answer.Example),
            }),
    };

    private OpenApiResponse Error(Operation said, int status, OperationFilterContext context) => new()
    {
        Description = Problems.Describe(status).Title,
        Headers = Headers(status),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Problems.ContentType] = new OpenApiMediaType
            {
                Schema = SchemaOf(typeof(Problem), context),
                Example = NodeOf(ProblemExamples.Of(said, status)),
            },
        },
    };

    private static Dictionary<string, IOpenApiHeader> Headers(int status)
    {
        var headers = new Dictionary<string, IOpenApiHeader>
        {
            ["API-Version"] = new OpenApiHeader
            {
                Description = "The version of the API, whole.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create(Rules.ApiRules.Version),
            },
        };
        if (status == (int)HttpStatusCode.Created)
            headers["Location"] = new OpenApiHeader
            {
                Description = "Where it now is.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        if (status == (int)HttpStatusCode.Unauthorized)
            headers["WWW-Authenticate"] = new OpenApiHeader
            {
                Description = "The ways in.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create(Challenges.Bearer),
            };
        if (status is 429 or 503)
            headers["Retry-After"] = new OpenApiHeader
            {
                Description = "After how many seconds to try again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            };
        return headers;
    }

    private static IOpenApiSchema SchemaOf(Type? type, OperationFilterContext context) => type is null
        ? new OpenApiSchema { Type = JsonSchemaType.String }
        : context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);

    private JsonNode? NodeOf(object example) => example switch
    {
        string text => JsonValue.Create(text),
        JsonNode node => node.DeepClone(),
        _ => JsonSerializer.SerializeToNode(example, example.GetType(), json.Value.SerializerOptions),
    };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
