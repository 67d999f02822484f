using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Supervision.Gateway.OpenApi;

/// <summary>Writes the ways in, and who may use an operation, into the document.</summary>
internal sealed class SecurityWriter : IOperationFilter
{
    private const string ApiKey = "apiKey";
    private const string Token = "token";
    private const string Session = "session";

    private static readonly string[] All = [ApiKey, Token, Session];

    public static void Define(SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(ApiKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-Api-Key",
            Description = "The key of a service.",
        });
        options.AddSecurityDefinition(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the OpenID Connect provider that is configured.",
        });
        options.AddSecurityDefinition(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "supervision",
            Description = "Of a person who signed in on the page /sign-in.",
        });
    }

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var access = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<Operation>().Last().Access;
        operation.Description = $"{operation.Description}\n\n{access.InWords()}";
        operation.Security = access.IsOpen
            ? []
            : [.. All.Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            })];
    }
}
