using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access;

/// <summary>A way in: an authentication scheme, and how to see that a request brings credentials for it.</summary>
/// <param name="Scheme">The name of the registered scheme.</param>
/// <param name="Order">The lowest whose credentials a request brings is asked, and no other.</param>
/// <param name="Carries">Whether the request brings credentials for it, good or bad.</param>
/// <param name="Challenge">What a 401 says of it in <c>WWW-Authenticate</c>; null to say nothing.</param>
/// <param name="IsAmbient">Whether a browser brings them by itself, so that another site could use them.</param>
public sealed record Entrance(
    string Scheme, int Order, Func<HttpContext, bool> Carries, string? Challenge, bool IsAmbient = false);
