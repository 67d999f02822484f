using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Access.Pages;

/// <summary>Maps pages: no part of the document of the API, with markup in place of problems.</summary>
internal static class PageRoutes
{
    public static void MapPage(
        this IEndpointRouteBuilder routes, string method, string path, Delegate show, AccessRule access) =>
        routes.MapMethods(path, method == "GET" ? ["GET", "HEAD"] : [method], show)
            .ExcludeFromDescription().DisableAntiforgery() // Asked for by Forms, in every one that is read.
            .WithMetadata(new PageMark(Forms.BytesMax)).Require(access);
}

/// <summary>Says of an endpoint that people look at its answers.</summary>
internal sealed record PageMark(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
