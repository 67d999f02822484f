using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks.Sending;

/// <summary>Registers what brings messages to subscribers; the grains say what and when.</summary>
public static class Hosting
{
    public static IServiceCollection AddSupervisionWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<WebhookSendingOptions>, WebhookSendingOptionsValidator>();
        services.AddOptions<WebhookSendingOptions>()
            .BindConfiguration(WebhookSendingOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IWebhookSender, WebhookSender>();
        return services;
    }
}
