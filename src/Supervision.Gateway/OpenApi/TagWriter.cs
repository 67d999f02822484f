using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Supervision.Gateway.OpenApi;

/// <summary>Puts the groups of operations into the document, in their order.</summary>
internal sealed class TagWriter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        swaggerDoc.Tags = Tags.All
            .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Meaning })
            .ToHashSet();
}
