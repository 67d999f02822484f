using Orleans.Storage;

namespace Supervision.Sql.GrainStorage;

/// <summary>
/// Says to the serializer, which is not told, whose state it writes or reads: so that a state is bound to its row.
/// </summary>
internal sealed class SealedGrainStorage(IGrainStorage rows) : IGrainStorage
{
    private static readonly AsyncLocal<string?> RowOfCall = new();

    /// <summary>The row that the storage of this call writes or reads.</summary>
    public static string Row => RowOfCall.Value
        ?? throw new InvalidOperationException("Grain state is written and read through the storage that seals it.");

    /// <summary>A row by the columns that Orleans gives it.</summary>
    public static string RowOf(string type, long n0, long n1, string? extension) => $"{type} {n0} {n1} {extension}";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        For(stateName, grainId, () => rows.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        For(stateName, grainId, () => rows.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        For(stateName, grainId, () => rows.ClearStateAsync(stateName, grainId, grainState));

    private static async Task For(string stateName, GrainId grainId, Func<Task> call)
    {
        RowOfCall.Value = RowOf(stateName, grainId);
        await call();
    }

    private static string RowOf(string stateName, GrainId grainId)
    {
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            return RowOf(stateName, BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes, 8), extension);
        }

        return grainId.TryGetIntegerKey(out var number, out extension)
            ? RowOf(stateName, 0, number, extension)
            : RowOf(stateName, 0, 0, grainId.Key.ToString());
    }
}
