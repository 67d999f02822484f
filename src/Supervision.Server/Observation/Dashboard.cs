using Orleans.Dashboard;
using Supervision.Gateway.Access;
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

    /// <summary>To this machine without a sign-in; where it is for others too, to administrators alone.</summary>
    public static void MapDashboardWhenAsked(this WebApplication application, ServerRole role)
    {
        if (!IsAskedFor(application.Configuration))
            return;

        var isForOthers = application.Configuration.GetValue(AnyAddressKey, false);
        if (!isForOthers)
            application.Use(KeepToThisMachine);
        var dashboard = application.MapOrleansDashboard(Pages.Dashboard);
        // A silo has no sign-in; its port is for the gateways and probes of its own network.
        if (isForOthers && role != ServerRole.Silo)
            dashboard.RequireAdministrator();
        else
            dashboard.RequireNothing();
    }

    private static Task KeepToThisMachine(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Pages.Dashboard, StringComparison.OrdinalIgnoreCase)
            || ThisMachine.IsOf(context))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // The trace would show the log of the process, line by line.
    private static void Limit(DashboardOptions options) => options.HideTrace = true;

    private static bool IsAskedFor(IConfiguration configuration) => configuration.GetValue(EnabledKey, false);
}
