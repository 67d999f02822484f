using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Supervision.Gateway.Rules;

/// <summary>
/// Takes requests under the names that this server is known by and under no other, where names are configured. Probes
/// and what counts are asked by address, and tell nothing of anybody.
/// </summary>
internal sealed class KnownHosts(RequestDelegate next, IOptions<GatewayOptions> options)
{
    private static readonly PathString[] Unnamed = ["/health", "/metrics"];

    private readonly StringSegment[] _names = [.. options.Value.AllowedHosts.Select(name => new StringSegment(name))];

    public Task InvokeAsync(HttpContext context) =>
        _names.Length == 0 || HostString.MatchesAny(context.Request.Host.Host, _names)
            || Array.Exists(Unnamed, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            ? next(context)
            : Problems.Invalid(
            [
                new ProblemError(
                    "header", new ProblemLocation("Host", null), "unknown-host",
                    "Takes the name that this server is known by."),
            ]).ExecuteAsync(context);
}
