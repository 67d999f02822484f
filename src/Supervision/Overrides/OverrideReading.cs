using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Overrides;

/// <summary>The register of levels set by hand, folded up to an offset of the log.</summary>
/// <param name="Version">How many facts and orders that are; what the next append expects.</param>
/// <param name="Erased">The offsets that were ordered to be erased: as if they had never been told.</param>
public sealed record OverrideReading(
    OverrideRegister Register, long Offset, long Version, ImmutableHashSet<long> Erased)
{
    private const int PageMax = 500;

    public static readonly OverrideReading Start = new(OverrideRegister.Empty, 0, 0, []);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    public async Task<OverrideReading> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(OverrideFactTypes.Subject, reading.Offset, PageMax, cancellation);
            var erased = reading.Erased.Union(page.SelectMany(OverrideFactTypes.ErasedBy));
            if (erased.Count > reading.Erased.Count)
            {
                // What was folded holds what must no longer be there, so all of it is folded again without that.
                reading = Start with { Erased = erased };
                continue;
            }

            foreach (var logged in page)
                reading = reading.With(logged);
            if (page.Length < PageMax)
                return reading;
        }
    }

    private OverrideReading With(LoggedEvent logged) => this with
    {
        Register = logged.Data.IsEmpty || OverrideFactTypes.IsErasure(logged)
            || Erased.Contains(logged.Position.Offset)
                ? Register
                : Register.Evolve(OverrideFactTypes.Read(logged.Type, logged.Data.Span), logged.Time),
        Offset = logged.Position.Offset,
        Version = checked(Version + 1),
    };
}

/// <summary>Which levels are set by hand, as this process knows it from the log for half a second at a time.</summary>
public sealed class OverrideLease(IEventLog log, TimeProvider time)
{
    private readonly Lease<OverrideReading> _lease = new(
        before => (before ?? OverrideReading.Start).CatchUp(log, CancellationToken.None), time);

    public async ValueTask<OverrideRegister> Now(CancellationToken cancellation) =>
        (await _lease.Now(cancellation)).Register;

    /// <summary>With everything that was on the log when this was called.</summary>
    public async Task<OverrideRegister> Fresh(CancellationToken cancellation) =>
        (await _lease.Fresh(cancellation)).Register;
}
