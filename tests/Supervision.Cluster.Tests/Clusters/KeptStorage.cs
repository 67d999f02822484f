using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Grain storage that outlives a cluster, with versions that are checked, as a database has.</summary>
internal sealed class KeptStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (string Json, int Version)> _kept = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_kept.TryGetValue((stateName, grainId), out var kept))
        {
            grainState.State = JsonSerializer.Deserialize<T>(kept.Json)!;
            grainState.ETag = Tag(kept.Version);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = _kept.GetValueOrDefault((stateName, grainId)).Version;
        if (grainState.ETag is { } tag && tag != Tag(version))
            throw new InconsistentStateException("Another version is stored.", Tag(version), tag);

        _kept[(stateName, grainId)] = (JsonSerializer.Serialize(grainState.State), version + 1);
        grainState.ETag = Tag(version + 1);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _kept.TryRemove((stateName, grainId), out _);
        return Task.CompletedTask;
    }

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
