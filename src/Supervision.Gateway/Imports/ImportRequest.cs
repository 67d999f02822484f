using System.Collections.Immutable;

namespace Supervision.Gateway.Imports;

/// <summary>What to load, how, and where progress and rejects are kept.</summary>
/// <param name="MappingPath">The mapping document.</param>
/// <param name="FilePath">The file with the rows; unpacked on the way when its name ends in <c>.gz</c>.</param>
/// <param name="DataFolder">Holds <c>imports/ID.json</c> (progress) and <c>imports/ID.rejects.csv</c>.</param>
public sealed record ImportRequest(string MappingPath, string FilePath, string DataFolder);

/// <summary>How far a run is.</summary>
/// <param name="Fraction">0 to 1, by bytes of the file.</param>
public sealed record ImportProgress(double Fraction, long Rows, long Accepted, long Duplicates, long Rejects);

/// <summary>What a run did, or, after a resumed one, what all runs of it did together.</summary>
/// <param name="ImportId">Names the pair of file and mapping by their content.</param>
/// <param name="Resumed">Whether this run went on where an earlier one had stopped.</param>
/// <param name="Rows">Rows read, the header not counted.</param>
/// <param name="Conflicts">Events whose id is on the log with other content.</param>
/// <param name="RejectsByReason">Rows of which nothing was taken, by code.</param>
/// <param name="SkipsByReason">Rows that the mapping says to pass over, by its reason.</param>
/// <param name="Referents">Different subjects among the events.</param>
/// <param name="RejectsPath">Row number, code and column of every reject.</param>
/// <param name="Elapsed">Of this run.</param>
/// <param name="RowsPerSecond">Of this run.</param>
public sealed record ImportReport(
    string ImportId,
    bool Resumed,
    long Rows,
    long Events,
    long Accepted,
    long Duplicates,
    long Conflicts,
    ImmutableSortedDictionary<string, long> RejectsByReason,
    ImmutableSortedDictionary<string, long> SkipsByReason,
    long Referents,
    string RejectsPath,
    TimeSpan Elapsed,
    double RowsPerSecond);

/// <summary>The import cannot begin: everything that is wrong with its mapping and file.</summary>
public sealed class ImportRefusedException(ImmutableArray<Refusal> refusals)
    : Exception(string.Join(" ", refusals.Select(refusal => $"{refusal.Pointer}: {refusal.Message}")))
{
    public ImmutableArray<Refusal> Refusals { get; } = refusals;
}
