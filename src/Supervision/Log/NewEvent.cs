namespace Supervision.Log;

/// <summary>One event, checked and in canonical form, on its way to the log.</summary>
/// <param name="Subject">Whose history it belongs to: a referent id, or <c>escalation:</c> and one.</param>
/// <param name="Partition">Where it goes; <see cref="Partitions.Of"/> of the referent concerned.</param>
/// <param name="Key">Source and id, the idempotency key.</param>
/// <param name="Type">The name of the fact and its version.</param>
/// <param name="Time">When it happened, in UTC.</param>
/// <param name="Data">The canonical JSON (RFC 8785) of the <c>data</c> member.</param>
/// <param name="Digest">SHA-256 of the canonical JSON of the whole event as the client gave it (32 bytes).</param>
/// <param name="Target">For a correction or retraction, the event it is about.</param>
public sealed record NewEvent(
    string Subject,
    int Partition,
    EventKey Key,
    string Type,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte> Digest,
    EventKey? Target = null);
