using Supervision.Log;

namespace Supervision.Selections;

/// <summary>The register folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record SelectionReading(SelectionRegister Register, long Offset, long Version)
{
    private const int PageMax = 500;

    public static readonly SelectionReading Start = new(SelectionRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public async Task<SelectionReading> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(SelectionFactTypes.Subject, reading.Offset, PageMax, cancellation);
            foreach (var logged in page)
            {
                var fact = SelectionFactTypes.Read(logged.Type, logged.Data.Span);
                reading = new SelectionReading(
                    reading.Register.Evolve(fact, logged.Time), logged.Position.Offset, checked(reading.Version + 1));
            }

            if (page.Length < PageMax)
                return reading;
        }
    }
}
