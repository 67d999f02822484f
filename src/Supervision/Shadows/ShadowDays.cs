using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Shadows;

/// <summary>The days of shadows, the earliest first: kept up to a number of days, merged, and written down.</summary>
public static class ShadowDays
{
    /// <summary>Rows kept, however often models changed within the days.</summary>
    public const int RowsMax = 2_000;

    /// <summary>What was kept and what came since; beyond a number of days the earliest go.</summary>
    public static ImmutableArray<ShadowDay> Then(
        this ImmutableArray<ShadowDay> kept, ImmutableArray<ShadowDay> later, int daysMax)
    {
        var rows = Merged(kept, later, (before, after) => before.Then(after));
        var days = rows.Select(row => row.Day).Distinct().TakeLast(daysMax).ToHashSet();
        return [.. rows.Where(row => days.Contains(row.Day)).TakeLast(RowsMax)];
    }

    /// <summary>With the days of another partition.</summary>
    public static ImmutableArray<ShadowDay> And(
        this ImmutableArray<ShadowDay> ours, ImmutableArray<ShadowDay> theirs) =>
        Merged(ours, theirs, (one, other) => one.And(other));

    public static string Write(ImmutableArray<ShadowDay> days) =>
        JsonSerializer.Serialize(days, ShadowJson.Default.ImmutableArrayShadowDay);

    /// <exception cref="JsonException">It is something else.</exception>
    public static ImmutableArray<ShadowDay> Read(string days) => days.Length == 0
        ? []
        : JsonSerializer.Deserialize(days, ShadowJson.Default.ImmutableArrayShadowDay);

    private static ImmutableArray<ShadowDay> Merged(
        ImmutableArray<ShadowDay> first, ImmutableArray<ShadowDay> second, Func<ShadowDay, ShadowDay, ShadowDay> merge)
    {
        var rows = new Dictionary<(DateOnly, string?, string), ShadowDay>();
        foreach (var row in first.AddRange(second))
        {
            var key = (row.Day, row.Used, row.Shadow);
            rows[key] = rows.TryGetValue(key, out var known) ? merge(known, row) : row;
        }

        return
        [
            .. rows.Values
                .OrderBy(row => row.Day)
                .ThenBy(row => row.Shadow, StringComparer.Ordinal)
                .ThenBy(row => row.Used, StringComparer.Ordinal),
        ];
    }
}

/// <summary>How days of shadows are written down.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<ShadowDay>))]
internal sealed partial class ShadowJson : JsonSerializerContext;
