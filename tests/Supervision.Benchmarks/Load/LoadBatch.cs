using System.Text;
using System.Text.Json;

namespace Supervision.Benchmarks.Load;

/// <summary>Events that are due at the same moment, as they are sent, and whom the last is about.</summary>
internal sealed record LoadBatch(byte[] Body, int Count, string LastSubject)
{
    public static LoadBatch Of(string[] events) => new(
        Encoding.UTF8.GetBytes(string.Join('\n', events) + "\n"), events.Length, SubjectOf(events[^1]));

    public static string SubjectOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("subject").GetString()!;
    }
}
