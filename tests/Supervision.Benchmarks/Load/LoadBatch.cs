using System.Text;

namespace Supervision.Benchmarks.Load;

/// <summary>Events that are due at the same moment, as they are sent, and whom the last is about.</summary>
internal sealed record LoadBatch(byte[] Body, int Count, string LastSubject)
{
    public static LoadBatch Of(string[] events) => new(
        Encoding.UTF8.GetBytes(string.Join('\n', events) + "\n"), events.Length, EventSubject.Of(events[^1]));
}
