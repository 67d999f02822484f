using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>Registers what makes assurance reports and what looks them up.</summary>
public static class Hosting
{
    /// <summary>Where the life of models looks reports up: in every process, silos among them.</summary>
    public static IServiceCollection AddSupervisionAssurance(this IServiceCollection services)
    {
        services.TryAddSingleton<AssuranceLog>();
        services.TryAddSingleton<IAssuranceReports, LoggedReports>();
        return services;
    }

    internal static IServiceCollection AddReportJobs(this IServiceCollection services)
    {
        services.AddSupervisionAssurance();
        services.AddOptions<AssuranceOptions>().BindConfiguration(AssuranceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AssuranceOptions>, AssuranceOptionsValidator>();
        services.AddSingleton<ReportJobs>();
        services.AddSingleton<ReportAsking>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReportJobs>());
        services.AddSingleton<ScheduledReports>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ScheduledReports>());
        return services;
    }
}
