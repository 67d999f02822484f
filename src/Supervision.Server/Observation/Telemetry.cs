using System.Reflection;
using Npgsql;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Supervision.Gateway.Access;

namespace Supervision.Server.Observation;

/// <summary>
/// Metrics, traces and logs of this process by OpenTelemetry. Metrics are always at <see cref="MetricsPath"/>; all
/// three go out by OTLP when the standard variables name an endpoint, and nothing is gathered for it when not.
/// </summary>
internal static class Telemetry
{
    public const string MetricsPath = "/metrics";

    private const string Name = "Supervision";
    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>Prometheus asks every 15 seconds; an answer of this age serves several that ask at once.</summary>
    private static readonly TimeSpan AnswerKept = TimeSpan.FromMilliseconds(300);

    public static void AddObservation(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder.Configuration))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(Name, OrleansMeter, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter(exporter =>
                        exporter.ScrapeResponseCacheDurationMilliseconds = (int)AnswerKept.TotalMilliseconds);
                if (IsSent(builder.Configuration, "METRICS"))
                    metrics.AddOtlpExporter();
            });

        if (IsSent(builder.Configuration, "TRACES"))
        {
            telemetry.WithTracing(traces => traces
                .AddSource(Name, "Microsoft.Orleans.Application", "Microsoft.Orleans.Storage")
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsOfClients)
                .AddNpgsql()
                .AddOtlpExporter());
        }

        if (IsSent(builder.Configuration, "LOGS"))
            telemetry.WithLogging(logs => logs.AddOtlpExporter());
    }

    /// <summary>Lets a trace go on from silo to silo; it costs a little on every call, so only when sent.</summary>
    public static void PropagateTraces(this ISiloBuilder silo)
    {
        if (IsSent(silo.Configuration, "TRACES"))
            silo.AddActivityPropagation();
    }

    /// <summary>Counts, and nothing of any dossier: open to who reaches the port; a proxy keeps it inside.</summary>
    public static void MapMetrics(this WebApplication application) =>
        application.MapPrometheusScrapingEndpoint(MetricsPath).RequireNothing();

    private static bool IsSent(IConfiguration configuration, string signal) =>
        !configuration.GetValue("OTEL_SDK_DISABLED", false)
        && (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }
            || configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 });

    private static void Describe(ResourceBuilder resource, ConfigurationManager configuration)
    {
        if (configuration["OTEL_SERVICE_NAME"] is { Length: > 0 })
            return; // The environment names it.

        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        resource.AddService("supervision", serviceVersion: version?.InformationalVersion);
    }

    private static bool IsOfClients(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments(MetricsPath);
}
