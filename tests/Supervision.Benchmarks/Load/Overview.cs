using System.Text.Json;

namespace Supervision.Benchmarks.Load;

/// <summary>What the measured server says of itself at a moment.</summary>
/// <param name="Accepted">Events on the log.</param>
/// <param name="Applied">Events that the grains have applied.</param>
internal sealed record Overview(long Accepted, long Applied)
{
    public static async Task<Overview> Read(HttpClient client)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("/v1/overview", UriKind.Relative)));
        var root = answer.RootElement;
        var accepted = root.GetProperty("ingest").GetProperty("events").GetInt64();
        return new Overview(accepted, accepted - root.GetProperty("lag").GetProperty("notApplied").GetInt64());
    }
}
