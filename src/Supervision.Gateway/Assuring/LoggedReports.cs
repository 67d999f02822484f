using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Looks reports up on the log and holds them against the gates in force at this moment. What is missing does not pass.
/// </summary>
internal sealed class LoggedReports(AssuranceLog log) : IAssuranceReports
{
    public async Task<AssuranceVerdict> Check(
        string report, ModelVersion version, CancellationToken cancellation)
    {
        var register = await log.Now(cancellation);
        if (register.Reports.GetValueOrDefault(report) is not { Hash: not null } found
            || found.ModelHash != version.Hash)
            return AssuranceVerdict.Unknown;
        if (found.By == version.Author)
            return AssuranceVerdict.ByItsAuthor;
        if (register.InForce(version.Name.Id) is not { } sheet)
            return AssuranceVerdict.NoGates;

        var gates = GateJudging.Read(sheet);
        var document = ReportDocument.FromText(await log.Document(found, cancellation));
        return GateJudging.Judge(gates, document).MayBeUsed && await Tripped(version, cancellation) is null
            ? AssuranceVerdict.Passed
            : AssuranceVerdict.NotPassed;
    }

    public async Task<TrippedGate?> Tripped(ModelVersion version, CancellationToken cancellation)
    {
        var register = await log.Now(cancellation);
        if (register.NewestOn(version.Hash) is not { } newest || register.InForce(version.Name.Id) is not { } sheet)
            return null;

        var gates = GateJudging.Read(sheet);
        var outcome = GateJudging.Judge(
            gates, ReportDocument.FromText(await log.Document(newest, cancellation)));
        return outcome.MustStop && outcome.Results.First(result => result.Trips) is var trips
            ? new TrippedGate(newest.Id, trips.Gate.Question, GateJudging.Sentence(gates, trips, newest.Id))
            : null;
    }
}
