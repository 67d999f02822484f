using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Escalations.Court;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Access.Reads.Unusual;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Dossiers;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Evidence;
using Supervision.Gateway.Inboxes;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Overview;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Rules;
using Supervision.Gateway.Selections;
using Supervision.Gateway.Shadows;
using Supervision.Gateway.Vault;
using Supervision.Gateway.Webhooks;
using Supervision.Referents;

namespace Supervision.Gateway;

/// <summary>Puts the REST API into a web application.</summary>
public static class Hosting
{
    public static IServiceCollection AddSupervisionGateway(this IServiceCollection services)
    {
        services.AddSupervisionHealth();
        services.AddAccess();
        services.AddLimits();
        services.AddSingleton<IOutgoingGrainCallFilter, GrainCallRetry>();
        services.AddSingleton<RiskChangeStreams>();
        services.AddSingleton<HistoryPages>();
        services.AddSingleton<ShadowGathering>();
        services.AddSingleton<BlindGuard>();
        services.AddSingleton<InboxTeams>();
        services.AddSingleton<Officers>();
        services.AddSingleton<EvidenceUpload>();
        services.AddIngest();
        services.AddReportJobs();
        services.AddSelections();
        services.AddSingleton<VaultRecorder>();
        services.AddSingleton<ReadRecorder>();
        services.AddSingleton<ReadPages>();
        services.AddSingleton<OrderRecorder>();
        services.AddOptions<UnusualReadOptions>().BindConfiguration(UnusualReadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UnusualReadOptions>, UnusualReadOptionsValidator>();
        services.AddSingleton<IValidateOptions<UnusualReadOptions>, WorkingHoursValidator>();
        services.AddSingleton<CaseLooks>();
        services.AddSingleton<UnusualReadings>();
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        services.AddSingleton<BundleMaking>();
        services.AddSingleton<CourtFileReading>();
        services.AddSingleton(provider => new ReferentCounts(
            provider.GetRequiredService<IReferentViews>().Counts, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookRecorder>();
        services.AddSingleton<IngestRate>();
        services.AddHostedService(provider => provider.GetRequiredService<IngestRate>());
        services.AddDocument();
        return services;
    }

    /// <summary>What the probes alone need, in a process that has no REST API.</summary>
    public static IServiceCollection AddSupervisionHealth(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.ConfigureHttpJsonOptions(options => GatewayJson.Configure(options.SerializerOptions));
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<Draining>();
        return services;
    }

    /// <summary>The rules that hold for the answers of the probes, in a process that has no REST API.</summary>
    public static IApplicationBuilder UseSupervisionHealth(this IApplicationBuilder application)
    {
        application.UseMiddleware<ApiRules>();
        application.UseExceptionHandler(_ => { });
        return application;
    }

    /// <summary>The probes alone.</summary>
    public static IEndpointRouteBuilder MapSupervisionHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        return routes;
    }

    /// <summary>The rules that hold for every answer; before anything that answers.</summary>
    public static IApplicationBuilder UseSupervisionGateway(this IApplicationBuilder application)
    {
        application.UseSupervisionHealth();
        application.UseMiddleware<KnownHosts>();
        application.UsePage();
        application.UseAccess();
        return application;
    }

    /// <summary>All resources under <c>/v1</c>.</summary>
    public static IEndpointRouteBuilder MapSupervisionGateway(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapEvents();
        v1.MapEventTypes();
        v1.MapReferents();
        v1.MapExplanations();
        v1.MapQuarantine();
        v1.MapRiskChanges();
        v1.MapEscalations();
        v1.MapCases();
        v1.MapSelections();
        v1.MapInboxes();
        v1.MapSecondReadings();
        v1.MapEvidence();
        v1.MapCaseLetters();
        v1.MapCourtFiles();
        v1.MapDossiers();
        v1.MapRetention();
        v1.MapModels();
        v1.MapReplays();
        v1.MapAssurance();
        v1.MapShadows();
        v1.MapVault();
        v1.MapOverrides();
        v1.MapReads();
        v1.MapUnusualReads();
        v1.MapAudits();
        v1.MapWebhooks();
        v1.MapOverview();
        routes.MapHealth();
        routes.MapDocument();
        return routes;
    }
}
