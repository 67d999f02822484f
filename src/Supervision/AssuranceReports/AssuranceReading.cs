using Supervision.Log;

namespace Supervision.AssuranceReports;

/// <summary>The register of assurance as the log has it.</summary>
public static class AssuranceReading
{
    // Documents are in the facts, so a page of many would be large.
    private const int PageMax = 20;

    public static readonly RegisterReading<AssuranceRegister> Start = new RegisterFold<AssuranceRegister>(
        AssuranceFactTypes.Subject,
        (register, logged) => register.Evolve(
            AssuranceFactTypes.Read(logged.Type, logged.Data.Span), logged.Time, logged.Position.Offset),
        PageMax)
        .From(AssuranceRegister.Empty);

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
