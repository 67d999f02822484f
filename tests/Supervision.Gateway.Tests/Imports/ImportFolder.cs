using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Supervision.Gateway.Imports;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Imports;

/// <summary>A folder with a file, a mapping and a data folder, and a log to load into.</summary>
internal sealed class ImportFolder : IDisposable
{
    private const string Plain = """
        {
          "name": "plain", "purpose": "For a test.", "source": "urn:test:plain",
          "subject": { "scheme": "t", "columns": ["who"] },
          "key": ["nr"],
          "events": [{
            "name": "signal", "type": "supervision.signal.received.v1",
            "time": { "date": { "columns": ["day"] }, "at": "12:30:00" },
            "data": {
              "signalId": { "template": "{nr}{occurrence}" },
              "origin": { "value": "police" },
              "reliability": { "columns": ["grade"], "map": { "good": "A", "bad": "E" } },
              "topic": { "value": "other" }
            }
          }]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");

    public MemoryEventLog Log { get; } = new(4, TimeProvider.System);

    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>A mapping of signals, with the columns nr, who, day and grade, as a test wants it.</summary>
    public static JsonObject Mapping(Action<JsonObject>? change = null)
    {
        var mapping = JsonNode.Parse(Plain)!.AsObject();
        change?.Invoke(mapping);
        return mapping;
    }

    public Task<ImportReport> Run(JsonObject mapping, string rows, string name = "rows.csv") =>
        Run(mapping, Encoding.UTF8.GetBytes(rows), name);

    public async Task<ImportReport> Run(JsonObject mapping, byte[] file, string name = "rows.csv")
    {
        var mappingPath = Path.Combine(_folder.FullName, "mapping.json");
        var filePath = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(mappingPath, mapping.ToJsonString());
        await File.WriteAllBytesAsync(filePath, file);
        return await Import.Run(
            new ImportRequest(mappingPath, filePath, Data), Log, TimeProvider.System, null, CancellationToken.None);
    }

    public async Task<ImmutableArray<LoggedEvent>> Logged() => await Logged(Log);

    public static async Task<ImmutableArray<LoggedEvent>> Logged(IEventLog log)
    {
        var all = ImmutableArray.CreateBuilder<LoggedEvent>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var after = 0L;
            while (await log.ReadPartition(partition, after, 5_000, default) is { Length: > 0 } page)
            {
                all.AddRange(page);
                after = page[^1].Position.Offset;
            }
        }

        return all.ToImmutable();
    }

    /// <summary>For each subject a hash over its events in order: equal when the histories are.</summary>
    public static async Task<Dictionary<string, string>> Histories(IEventLog log) =>
        (await Logged(log)).GroupBy(logged => logged.Subject).ToDictionary(
            same => same.Key,
            same =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                foreach (var logged in same)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes($"{logged.Type} {logged.Key} {logged.Time:O} "));
                    hash.AppendData(logged.Data.Span);
                }

                return Convert.ToHexStringLower(hash.GetHashAndReset());
            });

    public void Dispose() => _folder.Delete(recursive: true);
}
