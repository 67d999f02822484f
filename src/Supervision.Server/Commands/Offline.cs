using Supervision.Escalations;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>What commands on dossiers work with, where no silo runs.</summary>
internal static class Offline
{
    public static DossierKeeping Keeping(IServiceProvider services) => new(
        services.GetRequiredService<IEventLog>(),
        services.GetRequiredService<IPayloadErasure>(),
        services.GetRequiredService<IEscalationStore>(),
        services.GetRequiredService<TimeProvider>());

    public static ReferentRefresh Refresh(IServiceProvider services, RiskModelInUse inUse) => new(
        services.GetRequiredService<IEventLog>(),
        services.GetRequiredService<IReferentStore>(),
        inUse,
        services.GetRequiredService<TimeProvider>());
}
