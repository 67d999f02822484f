using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Grains.Observation;
using Supervision.Grains.Placement;
using Supervision.Grains.Referents;
using Supervision.Grains.Replays;
using Supervision.Grains.Retention;
using Supervision.Grains.Shadows;
using Supervision.Grains.Streaming;
using Supervision.Grains.Webhooks;

namespace Supervision.Grains;

/// <summary>Puts the grains on a silo.</summary>
public static class Hosting
{
    /// <summary>
    /// Adds what the grains need of their own. The host gives the rest: an event log, a referent store with its views,
    /// an escalation store, <see cref="Risk.IModelInUse"/>, a <see cref="TimeProvider"/>, the stream provider of the
    /// log, reminders, and grain storage by the name of <see cref="Escalations.EscalationMemory.Storage"/>; where
    /// there are webhooks, also <see cref="Supervision.Escalations.IEscalationLog"/> and
    /// <see cref="Supervision.Webhooks.IWebhookSender"/>.
    /// </summary>
    public static ISiloBuilder AddSupervisionGrains(
        this ISiloBuilder silo, Action<SupervisionOptions>? configure = null)
    {
        silo.Services.AddSingleton<IValidateOptions<SupervisionOptions>, SupervisionOptionsValidator>();
        var options = silo.Services.AddOptions<SupervisionOptions>()
            .BindConfiguration(SupervisionOptions.Section)
            .ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);

        silo.Services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        silo.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<ReplayOptions>, ReplayOptionsValidator>();
        silo.Services.AddOptions<ReplayOptions>().BindConfiguration(ReplayOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        silo.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<ReplayRuns>();
        silo.Services.AddSingleton<WebhookFeed>();
        silo.Services.AddSingleton<WebhookBoard>();
        silo.Services.AddSingleton<PartitionHolders>();
        silo.AddPlacementDirector<WithPartition, WithPartitionDirector>();
        silo.Services.AddMetrics();
        silo.Services.AddSingleton<PartitionProgress>();
        silo.Services.AddSingleton<ExpectedReferents>();
        silo.Services.AddSingleton<ShadowBoard>();
        silo.Services.AddSingleton<GrainInstruments>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, HeadWatch>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PartitionWaking>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DailyRetention>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReplayWaking>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WebhookWaking>();
        return silo;
    }
}
