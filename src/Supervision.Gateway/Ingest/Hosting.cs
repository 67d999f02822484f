using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>Registers what events pass through on their way to the log.</summary>
internal static class Hosting
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<IngestWriter>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<IngestWriter>());
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<IngestOptions>>().Value;
            return new CloudEventReader(
                new EventLimits(options.FutureTolerance, options.Floor),
                provider.GetRequiredService<IEventLog>().PartitionCount);
        });
        return services;
    }
}
