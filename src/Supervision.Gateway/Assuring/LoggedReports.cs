using System.Collections.Concurrent;
using System.Collections.Immutable;
using Supervision.Assurance.Verdicts;
using Supervision.AssuranceReports;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Looks reports up on the log and holds them against the gates in force at this moment. What is missing does not pass.
/// </summary>
internal sealed class LoggedReports(AssuranceLog log) : IAssuranceReports
{
    // A report never changes, nor does a document of gates, so what one says of the other is found once. No more are
    // known than the register takes reports, each with a byte for every hard gate.
    private readonly ConcurrentDictionary<string, HeldAgainst> _known = new(StringComparer.Ordinal);

    /// <summary>Documents that one look reads; what it did not come to does not pass, and the next goes on.</summary>
    public int ReadMax { get; init; } = 2_000;

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
        return GateJudging.Judge(gates, document).MayBeUsed
            && await Look(register, sheet, version, cancellation) is { Tripped: null, IsWhole: true }
                ? AssuranceVerdict.Passed
                : AssuranceVerdict.NotPassed;
    }

    public async Task<TrippedGate?> Tripped(ModelVersion version, CancellationToken cancellation)
    {
        var register = await log.Now(cancellation);
        return register.InForce(version.Name.Id) is { } sheet
            ? (await Look(register, sheet, version, cancellation)).Tripped
            : null;
    }

    /// <summary>
    /// Of each hard gate the newest report that shows or refutes it counts, however many lie between: one with too few
    /// data clears nothing. Nor does one by the author of the version, which may refute all the same.
    /// </summary>
    private async Task<(TrippedGate? Tripped, bool IsWhole)> Look(
        AssuranceRegister register, GateSheet sheet, ModelVersion version, CancellationToken cancellation)
    {
        var gates = GateJudging.Read(sheet);
        var undecided = Enumerable.Range(0, gates.Gates.Count(gate => gate.IsHard)).ToHashSet();
        var read = 0;
        foreach (var report in register.MadeOn(version.Hash).TakeWhile(_ => undecided.Count > 0))
        {
            if (!_known.TryGetValue(report.Id, out var held) || held.Gates != sheet.Hash)
            {
                if (++read > ReadMax)
                    return (null, IsWhole: false);
                _known[report.Id] = held = new HeldAgainst(
                    sheet.Hash, [.. (await OfHardGates(gates, report, cancellation)).Select(result => result switch
                    {
                        { Trips: true } => Said.Refuted,
                        { Ruling.Verdict: Verdict.Shown } => Said.Shown,
                        _ => Said.Nothing,
                    })]);
            }

            for (var place = 0; place < held.ByGate.Length; place++)
            {
                if (held.ByGate[place] == Said.Refuted && undecided.Contains(place))
                    return (await Told(gates, place, report, cancellation), IsWhole: true);
                if (held.ByGate[place] == Said.Shown && report.By != version.Author)
                    undecided.Remove(place);
            }
        }

        return (null, IsWhole: true);
    }

    private async Task<TrippedGate> Told(
        GateDocument gates, int place, AssuranceReport report, CancellationToken cancellation)
    {
        var result = (await OfHardGates(gates, report, cancellation))[place];
        return new TrippedGate(report.Id, result.Gate.Question, GateJudging.Sentence(gates, result, report.Id));
    }

    private async Task<ImmutableArray<GateResult>> OfHardGates(
        GateDocument gates, AssuranceReport report, CancellationToken cancellation) =>
    [
        .. GateJudging.Judge(gates, ReportDocument.FromText(await log.Document(report, cancellation))).Results
            .Where(result => result.Gate.IsHard),
    ];

    /// <summary>What a report says of each hard gate of a document, in their order.</summary>
    /// <param name="Gates">The hash of that document.</param>
    private sealed record HeldAgainst(string Gates, ImmutableArray<Said> ByGate);

    private enum Said : byte
    {
        Nothing,
        Shown,
        Refuted,
    }
}
