using Supervision.Log;

namespace Supervision.Overrides;

/// <summary>The register of levels set by hand, folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record OverrideReading(OverrideRegister Register, long Offset, long Version)
{
    private const int PageMax = 500;

    public static readonly OverrideReading Start = new(OverrideRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    public async Task<OverrideReading> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(OverrideFactTypes.Subject, reading.Offset, PageMax, cancellation);
            foreach (var logged in page)
                reading = new OverrideReading(
                    logged.Data.IsEmpty // Erased by law; an end without its beginning cannot be, so neither is read.
                        ? reading.Register
                        : reading.Register.Evolve(
                            OverrideFactTypes.Read(logged.Type, logged.Data.Span), logged.Time),
                    logged.Position.Offset,
                    checked(reading.Version + 1));

            if (page.Length < PageMax)
                return reading;
        }
    }
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
