using System.Collections.Immutable;

namespace Supervision.Access;

/// <summary>
/// Readings by commands beside servers, which have the log: noted where accounts are, before anything is shown, and put
/// on the log by the first server that looks.
/// </summary>
public interface IReadNotes
{
    const int TakeMax = 100;

    /// <summary>Ends when the note is durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not, so nothing may be shown.</exception>
    Task Add(ReadNote note, CancellationToken cancellation);

    /// <summary>The oldest ones.</summary>
    Task<ImmutableArray<ReadNote>> Oldest(CancellationToken cancellation);

    /// <summary>They are on the log.</summary>
    Task Remove(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}

/// <summary>A reading that waits for the log.</summary>
/// <param name="Id">The same on the log, so that to put it there twice changes nothing.</param>
/// <param name="At">When it was read, which may be long before a server is there.</param>
public sealed record ReadNote(Guid Id, DateTimeOffset At, DossierRead Read);
