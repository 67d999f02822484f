using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server.Commands;

/// <summary>What commands on dossiers work with, where no silo runs.</summary>
internal static class Offline
{
    private const int PageSize = 4_000;

    public static DossierKeeping Keeping(IServiceProvider services) => new(
        services.GetRequiredService<IEventLog>(),
        services.GetRequiredService<IPayloadErasure>(),
        services.GetRequiredService<TimeProvider>());

    /// <summary>How follow-up that was erased is forgotten: its files, its list, and what its grain stored.</summary>
    public static Func<ReferentId, int, CancellationToken, Task> Forgets(IServiceProvider services) =>
        (referent, upToEpisode, cancellation) =>
        {
            services.GetRequiredService<IEvidenceFiles>().Forget(referent, upToEpisode);
            return services.GetRequiredService<IPayloadErasure>().ForgetFollowUp(referent, upToEpisode, cancellation);
        };

    /// <summary>
    /// What a server that is started with this model has in use: the one of the register, or the trial that the command
    /// line names; where that is set aside, it is said.
    /// </summary>
    public static async Task<RiskModelInUse> InUse(
        IServiceProvider services, RiskModel? named, CancellationToken cancellation)
    {
        var lease = new ModelLease(
            services.GetRequiredService<IEventLog>(), services.GetRequiredService<TimeProvider>(), named);
        if (await ModelNotice.SetAside(lease, cancellation) is { } notice)
            await Console.Error.WriteLineAsync(notice);
        return await lease.Now(cancellation);
    }

    /// <summary>The model that the command line names, else what the register has in use, or why none.</summary>
    public static async Task<RiskModelInUse> NamedOrInUse(
        IEventLog log, TimeProvider time, RiskModel? named, CancellationToken cancellation) => named is null
        ? await new ModelLease(log, time, trial: null).Now(cancellation)
        : new RiskModelInUse(named);

    public static ReferentRefresh Refresh(IServiceProvider services, RiskModelInUse inUse) => new(
        services.GetRequiredService<IEventLog>(),
        services.GetRequiredService<IReferentStore>(),
        inUse,
        services.GetRequiredService<TimeProvider>());

    /// <summary>Every referent that the log has an event of, in the order of their ids.</summary>
    public static async Task<IEnumerable<ReferentId>> Referents(IEventLog log, CancellationToken cancellation)
    {
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var after = 0L;
            while (await log.ReadPartition(partition, after, PageSize, cancellation) is { IsEmpty: false } page)
            {
                subjects.UnionWith(page.Select(logged => logged.Subject));
                after = page[^1].Position.Offset;
            }
        }

        // Facts of escalations are under subjects of their own, which are no ids of referents.
        return subjects.Order(StringComparer.Ordinal)
            .Where(subject => ReferentId.TryParse(subject, null, out _))
            .Where(subject => !EscalationId.TryParseSubject(subject, out _))
            .Select(subject => ReferentId.Parse(subject));
    }
}
