using System.Net;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access;

/// <summary>Whether a request is of this machine itself.</summary>
public static class ThisMachine
{
    /// <summary>
    /// From this machine, not through a proxy on it, and to an address of it: a page elsewhere that has its name lead
    /// here is no page of this machine.
    /// </summary>
    public static bool IsOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("Via")
        && !context.Request.Headers.ContainsKey("X-Original-For") // Left by who took the address from a proxy.
        && IsLoopback(context.Request.Host.Host);

    /// <summary>Whether every one of these addresses, as Kestrel takes them, is of this machine alone.</summary>
    public static bool AreOf(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } all
        && all.All(url => Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var to) && IPAddress.IsLoopback(to));
}
