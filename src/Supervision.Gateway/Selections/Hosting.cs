using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Gateway.Selections;

/// <summary>Registers what draws checks and makes cases of them.</summary>
internal static class Hosting
{
    public static IServiceCollection AddSelections(this IServiceCollection services)
    {
        services.AddSingleton<SelectionLog>();
        services.AddSingleton<SelectionPopulation>();
        services.AddSingleton<SelectionDrawing>();
        services.AddSingleton<CaseOpening>();
        services.AddSingleton<CheckResults>();
        services.AddSingleton<SelectionOpenings>();
        services.AddHostedService(provider => provider.GetRequiredService<SelectionOpenings>());
        return services;
    }
}
