using Supervision.Gateway;
using Supervision.Gateway.Access.Keys;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Access.Providers;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Webhooks.Sending;
using Supervision.Log;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Risk;
using Supervision.Server.Edge;
using Supervision.Server.Observation;
using Supervision.Sql;
using Supervision.Sql.Accounts;
using Supervision.Sql.Vault;

namespace Supervision.Server;

/// <summary>Puts a process together: silo, gateway or both, on embedded storage or on PostgreSQL.</summary>
internal static class SupervisionHost
{
    /// <summary>Builds the host; nothing runs yet, but the data folder is open and of the right schema.</summary>
    /// <exception cref="CannotStartException">Something that the operator can mend stands in the way.</exception>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        var cluster = ClusterSettings.Of(builder.Configuration);
        // That the demonstration is for this machine alone is more than that its model is, or that TLS is missing.
        if (cluster.Role != ServerRole.Silo)
            DemoAccess.Check(builder.Configuration, settings.Urls);
        var trial = ModelFiles.LoadTrial(settings.Model, settings.Urls);
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(settings.Quiet ? LogLevel.Error : LogLevel.Warning);
        // Of one process alone, Orleans warns how a cluster in production should be set up.
        builder.Logging.AddFilter("Orleans", cluster.IsPostgres ? LogLevel.Warning : LogLevel.Error);

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton(Clock(settings.Clock));
        builder.Services.AddSupervisionAssurance();
        builder.Services.AddSingleton(services => new ModelLease(
            services.GetRequiredService<IEventLog>(), services.GetRequiredService<TimeProvider>(), trial));
        builder.Services.AddSingleton<OverrideLease>();
        builder.Services.AddSingleton<IModelInUse>(services => services.GetRequiredService<ModelLease>());
        builder.Services.AddSupervisionSql(sql => sql.DataFolder = settings.Data.FullName);
        builder.Services.PostConfigure<AuditOptions>(audit => audit.KeyFile = audit.KeyFile.Length > 0
            ? audit.KeyFile
            : SigningKeyFile.DefaultPath(settings.Data.FullName));
        builder.Services.AddSupervisionWebhooks();
        builder.Services.AddSingleton(cluster);
        if (cluster.Role == ServerRole.Silo)
            builder.Services.AddSupervisionHealth();
        else
            builder.Services.AddSupervisionGateway().AddSupervisionVault();
        if (cluster.Role != ServerRole.Silo)
            AddSignIn(builder);
        builder.AddEdge(settings.Urls, cluster.Role);
        builder.AddObservation();
        if (cluster.Role == ServerRole.Gateway)
            builder.UseOrleansClient(client => client.ComposeClient(cluster));
        else
            builder.UseOrleans(silo => silo.ComposeSilo(cluster));
        builder.Services.AddSingleton<HeldAddresses>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HeldAddresses>());

        var application = builder.Build();
        // Before the host starts: the providers of the silo read their schema as it starts.
        DataFolders.Open(application.Services);
        if (cluster.Role == ServerRole.Silo)
        {
            application.UseSupervisionHealth();
            application.MapSupervisionHealth();
        }
        else
        {
            application.UseEdge();
            application.UseSupervisionGateway();
            application.MapSupervisionGateway();
            application.MapSupervisionPeople();
            application.MapSupervisionKeys();
            application.MapSupervisionProvider();
        }

        application.MapMetrics();
        application.MapDashboardWhenAsked(cluster.Role);
        return application;
    }

    /// <summary>The clock of the machine, or one that starts at another moment.</summary>
    public static TimeProvider Clock(DateTimeOffset? from) =>
        from is { } start ? new ShiftedTime(MachineClock.Time, start) : MachineClock.Time;

    private static void AddSignIn(WebApplicationBuilder builder)
    {
        builder.Services.AddSupervisionAccounts();
        builder.Services.AddSupervisionPeople();
        builder.Services.AddSupervisionKeys();
        if (builder.Configuration.WrongWithProvider() is { } wrong)
            throw new CannotStartException(wrong);

        builder.Services.AddSupervisionProvider(builder.Configuration);
        DemoAccess.AddWhenAsked(builder);
        // Where the keys of sessions are kept is chosen; who reads that database can do more than sign in.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
