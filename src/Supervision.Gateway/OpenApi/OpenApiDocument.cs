using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.OpenApi;

/// <summary>Where the document is, and the page to try it on.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";

    public static readonly PathString Path = "/v1/openapi.json";

    public static readonly PathString PagePath = "/swagger";
}
