using System.Text.Json;

namespace Supervision.Benchmarks.Chaos;

/// <summary>An event that a receipt was read for.</summary>
internal sealed record Acknowledged(string Subject, string Source, string EventId, string Position)
{
    /// <summary>Reads one receipt a line for what was sent, in the same order.</summary>
    /// <exception cref="InvalidOperationException">One of them was not accepted.</exception>
    public static void Read(string answer, IReadOnlyList<byte[]> sentEvents, List<Acknowledged> mine)
    {
        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < sentEvents.Count; index++)
        {
            using var receipt = JsonDocument.Parse(lines[index]);
            using var sent = JsonDocument.Parse(sentEvents[index]);
            if (receipt.RootElement.GetProperty("status").GetString() is not ("accepted" or "duplicate"))
                throw new InvalidOperationException($"An event was not accepted: {lines[index]}");

            mine.Add(new Acknowledged(
                sent.RootElement.GetProperty("subject").GetString()!,
                sent.RootElement.GetProperty("source").GetString()!,
                sent.RootElement.GetProperty("id").GetString()!,
                receipt.RootElement.GetProperty("position").GetString()!));
        }
    }
}
