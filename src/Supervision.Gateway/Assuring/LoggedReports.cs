using Supervision.Assurance.Verdicts;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Looks reports up on the log and holds them against the gates in force at this moment. What is missing does not pass.
/// </summary>
internal sealed class LoggedReports(AssuranceLog log) : IAssuranceReports
{
    /// <summary>Of one document, looked at for what shows or refutes a gate.</summary>
    private const int ReportsMax = 20;

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
        if (register.InForce(version.Name.Id) is not { } sheet)
            return null;

        // Of each hard gate the newest report that shows or refutes it counts: one with too few data clears nothing.
        var gates = GateJudging.Read(sheet);
        var undecided = gates.Gates.Where(gate => gate.IsHard).Select(gate => gate.Question).ToHashSet();
        foreach (var report in register.MadeOn(version.Hash).Take(ReportsMax).TakeWhile(_ => undecided.Count > 0))
        {
            var document = ReportDocument.FromText(await log.Document(report, cancellation));
            foreach (var result in GateJudging.Judge(gates, document).Results)
            {
                if (result.Trips && undecided.Contains(result.Gate.Question))
                    return new TrippedGate(
                        report.Id, result.Gate.Question, GateJudging.Sentence(gates, result, report.Id));
                if (result.Ruling?.Verdict == Verdict.Shown)
                    undecided.Remove(result.Gate.Question);
            }
        }

        return null;
    }
}
