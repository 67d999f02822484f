using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>An order to erase, as the log has it: whoever carries it out can see that it is that one.</summary>
/// <param name="Position">Of the order.</param>
/// <param name="Canonical">The canonical form of the whole order, of which the log has the digest.</param>
/// <param name="Payloads">What it names.</param>
public sealed record ErasureOrder(
    LogPosition Position, ReadOnlyMemory<byte> Canonical, ImmutableArray<LogPosition> Payloads);
