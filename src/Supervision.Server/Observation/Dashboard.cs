using System.Net;
using Orleans.Dashboard;
using Supervision.Gateway.Rules;

namespace Supervision.Server.Observation;

/// <summary>
/// The dashboard of Orleans: off unless asked for, because it costs something on every call of a grain, and for this
/// machine alone unless configured otherwise, because it can show what a grain keeps.
/// </summary>
internal static class Dashboard
{
    public const string EnabledKey = "Supervision:Dashboard:Enabled";
    public const string AnyAddressKey = "Supervision:Dashboard:AnyAddress";

    public static void AddDashboardWhenAsked(this ISiloBuilder silo)
    {
        if (IsAskedFor(silo.Configuration))
            silo.AddDashboard(Limit);
    }

    public static void AddDashboardWhenAsked(this IClientBuilder client)
    {
        if (IsAskedFor(client.Configuration))
            client.AddDashboard(Limit);
    }

    public static void MapDashboardWhenAsked(this WebApplication application)
    {
        if (!IsAskedFor(application.Configuration))
            return;

        if (!application.Configuration.GetValue(AnyAddressKey, false))
            application.Use(KeepToThisMachine);
        application.MapOrleansDashboard(Pages.Dashboard);
    }

    /// <summary>
    /// From this machine, not through a proxy on it, and to an address of it: a page elsewhere that has its name lead
    /// here is refused too.
    /// </summary>
    internal static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && context.Request.Host.Host is var host
        && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var to) && IPAddress.IsLoopback(to)));

    private static Task KeepToThisMachine(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Pages.Dashboard, StringComparison.OrdinalIgnoreCase)
            || IsOfThisMachine(context))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // The trace would show the log of the process, line by line.
    private static void Limit(DashboardOptions options) => options.HideTrace = true;

    private static bool IsAskedFor(IConfiguration configuration) => configuration.GetValue(EnabledKey, false);
}
