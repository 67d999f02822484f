using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Supervision.Assurance;
using Supervision.Gateway.Access;
using Supervision.Gateway.Rules;
using Supervision.Referents;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Supervision.Gateway.OpenApi;

/// <summary>The OpenAPI document, and the page to try it on.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static readonly PathString Path = "/v1/openapi.json";

    public static readonly PathString PagePath = "/swagger";

    public static void AddDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(Compose);
    }

    public static void MapDocument(this IEndpointRouteBuilder routes) =>
        routes.MapQuery(Path.Value!, Write).ExcludeFromDescription().Require(AccessRule.Open);

    public static void UsePage(this IApplicationBuilder application) => application.UseSwaggerUI(page =>
    {
        page.RoutePrefix = PagePath.Value![1..];
        page.DocumentTitle = "Supervision API";
        page.SwaggerEndpoint(Path.Value, "Supervision API");
        page.DisplayRequestDuration();
        page.EnableTryItOutByDefault();
    });

    private static async Task Write(HttpContext context, IAsyncSwaggerProvider documents)
    {
        var document = await documents.GetSwaggerAsync(Name);
        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.WriteAsync(
            await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, context.RequestAborted),
            context.RequestAborted);
    }

    private static void Compose(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Name, new OpenApiInfo
        {
            Title = "Supervision API",
            Version = ApiRules.Version,
            Description =
                "Facts about recognised referents stream in; their live risk, its reasons and their human follow-up " +
                "are answered. A score selects for a check and nothing else. Positions are tokens " +
                "(`partition-offset`); times are UTC; every error is `application/problem+json` with all that is " +
                "wrong with the request.",
            Contact = new OpenApiContact
            {
                Name = "Supervision maintainers",
                Email = "maintainers@supervision.example",
                Url = new Uri("https://supervision.example/"),
            },
            License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
        });
        options.AddServer(new OpenApiServer { Url = "/", Description = "Where this document came from." });
        // HEAD answers what GET answers; the document says so once.
        options.DocInclusionPredicate((_, api) => api.HttpMethod != "HEAD");
        options.SupportNonNullableReferenceTypes();
        // A reference alone cannot say that null is answered too.
        options.UseAllOfToExtendReferenceSchemas();
        options.NonNullableReferenceTypesAsRequired();
        options.IncludeXmlComments(typeof(ApiDocument).Assembly);
        options.IncludeXmlComments(typeof(ReferentId).Assembly);
        options.IncludeXmlComments(typeof(Estimate).Assembly);
        options.MapType<ReferentId>(() => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = PathKey.Referent.Pattern,
            Examples = [JsonValue.Create(PathKey.Referent.Example)],
        });
        options.MapType<JsonNode>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.MapType<JsonElement>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.MapType<JsonElement?>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.CustomSchemaIds(SchemaNames.Of);
        SecurityWriter.Define(options);
        options.OperationFilter<OperationWriter>();
        options.OperationFilter<SecurityWriter>();
        options.DocumentFilter<TagWriter>();
    }
}
