using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Log;

namespace Supervision.Gateway.Imports;

/// <summary>How far an import is, and what it counted so far; replaced on disk after every batch on the log.</summary>
/// <param name="FileHash">SHA-256 of the file; another file is another import.</param>
/// <param name="MappingHash">Hash of the mapping; another mapping is another import.</param>
/// <param name="RowCommitted">The last row of which everything is on the log, or known not to be going there.</param>
/// <param name="RejectsLength">How long the file of rejects was then; what comes after it is cut off.</param>
internal sealed record ImportState(
    string FileHash,
    string MappingHash,
    long RowCommitted,
    long Rows,
    long Events,
    long Accepted,
    long Duplicates,
    long Conflicts,
    ImmutableSortedDictionary<string, long> Rejects,
    ImmutableSortedDictionary<string, long> Skips,
    long RejectsLength,
    bool Finished)
{
    public static ImportState Start(string fileHash, string mappingHash) => new(
        fileHash, mappingHash, 0, 0, 0, 0, 0, 0,
        ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty, 0, false);

    public ImportState Rejecting(string code) =>
        this with { Rejects = Rejects.SetItem(code, Rejects.GetValueOrDefault(code) + 1) };

    public ImportState Skipping(string reason) =>
        this with { Skips = Skips.SetItem(reason, Skips.GetValueOrDefault(reason) + 1) };

    public ImportState Counting(ImmutableArray<AppendOutcome> outcomes) => this with
    {
        Events = Events + outcomes.Length,
        Accepted = Accepted + outcomes.Count(outcome => outcome.Status == AppendStatus.Accepted),
        Duplicates = Duplicates + outcomes.Count(outcome => outcome.Status == AppendStatus.Duplicate),
        Conflicts = Conflicts + outcomes.Count(outcome => outcome.Status == AppendStatus.Conflict),
    };
}

/// <summary>Where the state of one import lies.</summary>
internal sealed class ImportStateFile(string folder, string importId)
{
    private readonly string _path = Path.Combine(folder, $"{importId}.json");

    public string RejectsPath { get; } = Path.Combine(folder, $"{importId}.rejects.csv");

    /// <summary>The state of an unfinished run; nothing when there is none, or when the last one finished.</summary>
    public ImportState? Unfinished()
    {
        if (!File.Exists(_path))
            return null;

        var state = JsonSerializer.Deserialize(File.ReadAllBytes(_path), ImportStateJson.Default.ImportState);
        return state is { Finished: false } && File.Exists(RejectsPath) ? state : null;
    }

    /// <summary>Replaces the state: after a crash there is either the old one or the new one, whole.</summary>
    public void Save(ImportState state)
    {
        var next = _path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, state, ImportStateJson.Default.ImportState);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }
}

/// <summary>How the state of an import is written.</summary>
[JsonSerializable(typeof(ImportState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ImportStateJson : JsonSerializerContext;
