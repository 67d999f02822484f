using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Supervision.Populations;

namespace Supervision.Tests.Populations;

/// <summary>Ways to look at a simulated population.</summary>
internal static class Simulated
{
    public static readonly PopulationPlan Small = new() { Seed = 7, Referents = 400, Days = 1_095 };

    public static string HashOf(IEnumerable<PopulationEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var happened in events)
        {
            hash.AppendData(happened.Json.Span);
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The events of these kinds, each once; the others are not taken apart, which is the slow part.</summary>
    public static IEnumerable<Seen> Of(Population population, params string[] kinds)
    {
        var marks = kinds.Select(kind => Encoding.ASCII.GetBytes($"\"type\":\"supervision.{kind}.v1\"")).ToArray();
        return population.Events()
            .Where(happened => Array.Exists(marks, mark => happened.Json.Span.IndexOf(mark) >= 0))
            .Select(Seen.Of)
            .DistinctBy(seen => (seen.Source, seen.Id));
    }

    /// <summary>The events as texts that outlive the enumeration.</summary>
    public static List<Seen> All(PopulationPlan plan) => [.. Population.Create(plan).Events().Select(Seen.Of)];
}

/// <summary>A simulated event, taken apart.</summary>
internal sealed record Seen(
    int Day, DateTimeOffset ArrivesAt, string Json, string Id, string Source, string Type, string Subject,
    DateTimeOffset Time, JsonElement Data)
{
    public string Kind => Type["supervision.".Length..^".v1".Length];

    public static Seen Of(PopulationEvent happened)
    {
        using var document = JsonDocument.Parse(happened.Json);
        var root = document.RootElement.Clone();
        string Text(string name) => root.GetProperty(name).GetString()!;
        return new Seen(
            happened.Day, happened.ArrivesAt, root.GetRawText(), Text("id"), Text("source"), Text("type"),
            Text("subject"), DateTimeOffset.Parse(Text("time"), CultureInfo.InvariantCulture),
            root.GetProperty("data"));
    }
}
