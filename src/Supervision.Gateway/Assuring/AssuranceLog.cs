using Supervision.AssuranceReports;
using Supervision.Log;

namespace Supervision.Gateway.Assuring;

/// <summary>What this process knows of assurance from the log, and the way to put more there.</summary>
internal sealed class AssuranceLog(IEventLog log, TimeProvider time)
    : RegisterLog<AssuranceRegister, AssuranceFact>(log, time, AssuranceReading.Start, AssuranceFactTypes.ToEvent)
{
    private readonly IEventLog _log = log;

    public Task<string> Document(AssuranceReport report, CancellationToken cancellation) =>
        AssuranceReading.Document(_log, report, cancellation);
}
