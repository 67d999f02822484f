using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Populations;

namespace Supervision.Server.Demo;

/// <summary>Which population a demonstration streams, and how far it is; kept in the data folder.</summary>
/// <param name="HistoryDays">Days that are sent as fast as they go; the days after them are sent at a pace.</param>
/// <param name="Sent">
/// Messages of the population that the server has acknowledged: somewhat more than events, because some arrive twice.
/// </param>
internal sealed record DemoBookmark(long Seed, int Referents, DateOnly Start, int HistoryDays, long Sent)
{
    private const string FileName = "demo.json";
    private const int EventsPerReferent = 80;

    [JsonIgnore]
    public PopulationPlan Plan => new()
    {
        Seed = Seed,
        Referents = Referents,
        Start = Start,
        Days = HistoryDays,
        // Livelier than the published figures, so that there is something to see.
        EventsPerReferent = EventsPerReferent,
    };

    /// <summary>
    /// The one in the folder, so that a second start goes on; else a new one, whose last days are left for the pace.
    /// </summary>
    public static DemoBookmark Open(DirectoryInfo folder, long seed, int referents, int days, DateOnly today)
    {
        var file = PathIn(folder);
        if (File.Exists(file))
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), DemoBookmarkJson.Default.DemoBookmark)
                ?? throw new CannotStartException($"{file} says nothing; remove it and the rest of the data folder.");
        }

        var live = Math.Clamp(days / 12, 1, 60);
        return new DemoBookmark(seed, referents, today.AddDays(-days), Math.Max(1, days - live), 0);
    }

    /// <summary>Replaces the file: after a crash there is the old one or the new one, whole.</summary>
    public void Save(DirectoryInfo folder)
    {
        var next = PathIn(folder) + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(this, DemoBookmarkJson.Default.DemoBookmark));
        File.Move(next, PathIn(folder), overwrite: true);
    }

    private static string PathIn(DirectoryInfo folder) => Path.Combine(folder.FullName, FileName);
}

/// <summary>How the bookmark is written.</summary>
[JsonSerializable(typeof(DemoBookmark))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class DemoBookmarkJson : JsonSerializerContext;
