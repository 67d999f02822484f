using Supervision.Log;

namespace Supervision.AssuranceReports;

/// <summary>The register folded up to an offset of the log.</summary>
/// <param name="Version">How many facts that are; what the next append expects.</param>
public sealed record AssuranceReading(AssuranceRegister Register, long Offset, long Version)
{
    // Documents are in the facts, so a page of many would be large.
    private const int PageMax = 20;

    public static readonly AssuranceReading Start = new(AssuranceRegister.Empty, 0, 0);

    /// <summary>Folds what the log has beyond this; itself when that is nothing.</summary>
    /// <exception cref="FormatException">A fact of a later version of this software: nothing is guessed.</exception>
    public async Task<AssuranceReading> CatchUp(IEventLog log, CancellationToken cancellation)
    {
        var reading = this;
        while (true)
        {
            var page = await log.ReadSubject(AssuranceFactTypes.Subject, reading.Offset, PageMax, cancellation);
            foreach (var logged in page)
            {
                var fact = AssuranceFactTypes.Read(logged.Type, logged.Data.Span);
                reading = new AssuranceReading(
                    reading.Register.Evolve(fact, logged.Time, logged.Position.Offset), logged.Position.Offset,
                    checked(reading.Version + 1));
            }

            if (page.Length < PageMax)
                return reading;
        }
    }

    /// <summary>The document of a report that is made.</summary>
    public static async Task<string> Document(
        IEventLog log, AssuranceReport report, CancellationToken cancellation)
    {
        var found = await log.ReadSubject(AssuranceFactTypes.Subject, report.Offset - 1, 1, cancellation);
        return AssuranceFactTypes.Read(found[0].Type, found[0].Data.Span) is ReportMade made
            && made.Report == report.Id && made.Hash == report.Hash
                ? made.Document
                : throw new FormatException("The log has no such report where it was.");
    }
}
