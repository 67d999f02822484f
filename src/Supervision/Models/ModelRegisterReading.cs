using Supervision.Log;

namespace Supervision.Models;

/// <summary>The register folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record ModelRegisterReading(ModelRegister Register, long Offset, long Version)
{
    private const int PageMax = 500;

    public static readonly ModelRegisterReading Start = new(ModelRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public Task<ModelRegisterReading> CatchUp(IEventLog log, CancellationToken cancellation) =>
        CatchUp(log, DateTimeOffset.MaxValue, cancellation);

    /// <summary>Folds what was on the log by a moment.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public async Task<ModelRegisterReading> CatchUp(
        IEventLog log, DateTimeOffset recordedBy, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(ModelFactTypes.Subject, reading.Offset, PageMax, cancellation);
            foreach (var logged in page)
            {
                if (logged.RecordedAt > recordedBy)
                    return reading;
                var fact = ModelFactTypes.Read(logged.Type, logged.Data.Span);
                reading = new ModelRegisterReading(
                    reading.Register.Evolve(fact, logged.Time), logged.Position.Offset,
                    checked(reading.Version + 1));
            }

            if (page.Length < PageMax)
                return reading;
        }
    }
}
